/// The free slots and bases of a double array that is being filled, as bits: 64 bases are tried at once.
struct SlotPlaces {
  private let labelLimit: Int
  private var freeSlots: [UInt64] = []
  private var freeBases: [UInt64] = []

  /// The search for the next base begins at this word of `freeBases`: where the last one was found, for
  /// the next node has no more children. What it passes over stays free: two thirds.
  private var hint = 0
  /// One more than the highest base taken.
  private var baseEnd = 0

  init(labelLimit: Int) { self.labelLimit = labelLimit }

  /// The number of slots in which any base plus any label is an index.
  var count: Int { baseEnd + labelLimit }

  /// Takes the next base that has free slots for all the labels. Nil if it exceeds a slot's bits.
  mutating func take(_ labels: [Int]) -> Int? {
    var word = hint
    while true {
      if word * 64 >= CharacterTrie.Slot.baseLimit { return nil }
      grow(toHold: word * 64 + 64 + labelLimit)
      var candidates = freeBases[word]
      for label in labels where candidates != 0 { candidates &= freeSlots(from: word * 64 + label) }
      if candidates != 0 {
        let base = word * 64 + candidates.trailingZeroBitCount
        freeBases[word] &= ~(1 << UInt64(base % 64))
        for label in labels {
          freeSlots[(base + label) / 64] &= ~(1 << UInt64((base + label) % 64))
        }
        hint = word
        baseEnd = max(baseEnd, base + 1)
        return base
      }
      word += 1
    }
  }

  private mutating func grow(toHold bits: Int) {
    while freeSlots.count * 64 < bits + 64 {
      freeSlots.append(.max)
      freeBases.append(.max)
    }
  }

  private func freeSlots(from bit: Int) -> UInt64 {
    let (word, shift) = (bit / 64, UInt64(bit % 64))
    return freeSlots[word] >> shift | (shift == 0 ? 0 : freeSlots[word + 1] << (64 - shift))
  }
}
