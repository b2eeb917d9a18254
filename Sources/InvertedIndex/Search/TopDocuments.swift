/// A document found by a ranked search.
package struct Hit: Equatable, Sendable {
  /// The segment's index in the snapshot.
  package let segment: Int
  package let document: DocID
  package let score: Float
  /// What orders hits of equal score: ascending.
  package let tieKey: TieKey
}

extension Hit {
  /// A document that was not ranked.
  package init(segment: Int, document: DocID) {
    self.init(segment: segment, document: document, score: 0, tieKey: TieKey(ascending: 0))
  }
}

/// The best documents seen so far: by score, best first, ties by their keys, then by address.
struct TopDocuments {
  private struct Entry {
    /// Whole units.
    var score: Float
    var tieKey: TieKey
    var segment: Int
    var document: DocID

    /// Whether this entry is to be thrown out before `other`.
    ///
    /// A total order, so that the result does not depend on which documents were tried.
    func isWorse(than other: Entry) -> Bool {
      guard score == other.score else { return score < other.score }
      guard tieKey == other.tieKey else { return other.tieKey < tieKey }
      return (segment, document) > (other.segment, other.document)
    }
  }

  private let capacity: Int
  /// Up to ``heapLimit`` documents are a heap with the worst at the root. More are gathered in no order,
  /// at most twice the capacity, and when they are as many the worse half goes: a document then costs a
  /// step or two instead of the depth of the heap, but the threshold rises late.
  private var entries: [Entry] = []
  private static let heapLimit = 64
  private var isHeap: Bool { capacity <= Self.heapLimit }
  /// A document with a score below this cannot enter; one that equals it may.
  private(set) var threshold: Float = 0

  init(capacity: Int) {
    self.capacity = capacity
    // A large result grows as documents come.
    entries.reserveCapacity(min(capacity, Self.heapLimit))
    if capacity == 0 { threshold = .infinity }
  }

  /// Tries a document.
  ///
  /// - Parameter tieKeys: those of the segment.
  mutating func insert(score: Float, segment: Int, document: DocID, tieKeys: TieKeys) {
    let entry = Entry(
      score: score, tieKey: tieKeys.key(of: document, segment: segment), segment: segment,
      document: document)
    if !isHeap {
      guard score >= threshold else { return }
      entries.append(entry)
      if entries.count - capacity == capacity { keepBest() }
    } else if entries.count < capacity {
      entries.append(entry)
      siftUp(entries.count - 1)
      if entries.count == capacity { threshold = entries[0].score }
    } else if capacity > 0, entries[0].isWorse(than: entry) {
      entries[0] = entry
      siftDown()
      threshold = entries[0].score
    }
  }

  /// The documents, best first.
  consuming func hits(_ units: ScoreUnits) -> [Hit] {
    if entries.count > capacity { keepBest() }
    entries.sort { $1.isWorse(than: $0) }
    return entries.map {
      Hit(
        segment: $0.segment, document: $0.document, score: $0.score / units.scale,
        tieKey: $0.tieKey)
    }
  }

  private mutating func siftUp(_ start: Int) {
    var child = start
    while child > 0 {
      let parent = (child - 1) / 2
      guard entries[child].isWorse(than: entries[parent]) else { return }
      entries.swapAt(child, parent)
      child = parent
    }
  }

  private mutating func siftDown() {
    let entry = entries[0]
    var parent = 0
    var child = 1
    while child < entries.count {
      if child + 1 < entries.count, entries[child + 1].isWorse(than: entries[child]) { child += 1 }
      guard entries[child].isWorse(than: entry) else { break }
      entries[parent] = entries[child]
      parent = child
      child = 2 * parent + 1
    }
    entries[parent] = entry
  }

  /// Throws out all but the best ``capacity`` entries, of which there are more: quickselect (Hoare, 1961).
  private mutating func keepBest() {
    var low = 0
    var high = entries.count - 1
    while low < high {
      // The middle one as pivot: documents often come in an order of their scores.
      let pivot = entries[(low + high) / 2]
      var left = low
      var right = high
      while left <= right {
        while pivot.isWorse(than: entries[left]) { left += 1 }
        while entries[right].isWorse(than: pivot) { right -= 1 }
        guard left <= right else { break }
        entries.swapAt(left, right)
        left += 1
        right -= 1
      }
      // Nothing up to `right` is worse than the pivot, nothing from `left` on is better.
      if capacity - 1 <= right {
        high = right
      } else if capacity - 1 >= left {
        low = left
      } else {
        break
      }
    }
    threshold = entries[capacity - 1].score
    entries.removeLast(entries.count - capacity)
  }
}
