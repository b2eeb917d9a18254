/// What a tally keeps of a key.
protocol TallyEntry {
  init()
  /// How often the key was added.
  var count: UInt32 { get set }
}

/// Counts of keys in bounded memory: when there are too many, the rarest are forgotten (lossy counting;
/// Manku and Motwani, 2002).
///
/// A key's count is at most ``greatestLoss`` less than what was added, and a key that was added more often
/// than that is there. Up to the limit all counts are exact.
struct BoundedTally<Key: Hashable, Entry: TallyEntry> {
  private(set) var entries: [Key: Entry] = [:]
  private(set) var greatestLoss: UInt32 = 0
  private let limit: Int

  /// - Parameter limit: how many keys are kept at most.
  init(limit: Int) {
    self.limit = limit
  }

  /// Counts a key once more, and gives its entry to `body`.
  @inline(__always)
  mutating func add(_ key: Key, _ body: (inout Entry) -> Void = { _ in }) {
    if entries.count >= limit, entries[key] == nil { forgetRarest() }
    update(&entries[key, default: Entry()], body)
  }

  private func update(_ entry: inout Entry, _ body: (inout Entry) -> Void) {
    entry.count &+= 1
    body(&entry)
  }

  /// Forgets half of the keys at least, so that the cost is spread over as many that are added.
  private mutating func forgetRarest() {
    var floor: UInt32 = 0
    while entries.count > limit / 2 {
      floor += 1
      entries = entries.filter { $0.value.count > floor }
    }
    greatestLoss += floor
  }
}
