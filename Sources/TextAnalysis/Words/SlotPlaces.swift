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
  mutating func take(_ labels: Span<UInt16>) -> Int? {
    guard let base = nextBase(labels) else { return nil }
    freeBases[base / 64] &= ~(1 << UInt64(base % 64))
    var freeSlots = freeSlots.mutableSpan
    for index in labels.indices {
      let slot = base &+ Int(labels[index])
      freeSlots[slot &>> 6] &= ~(1 &<< UInt64(slot & 63))
    }
    hint = base / 64
    baseEnd = max(baseEnd, base + 1)
    return base
  }

  private mutating func nextBase(_ labels: Span<UInt16>) -> Int? {
    var word = hint
    while word * 64 < CharacterTrie.Slot.baseLimit {
      // Room for many words at a time, which are then gone through as spans.
      let end = min(word + 4096, CharacterTrie.Slot.baseLimit / 64)
      grow(toHold: end * 64 + labelLimit)
      if let base = Self.nextBase(labels, freeBases.span, freeSlots.span, from: word, to: end) {
        return base
      }
      word = end
    }
    return nil
  }

  private static func nextBase(
    _ labels: Span<UInt16>, _ freeBases: Span<UInt64>, _ freeSlots: Span<UInt64>, from start: Int,
    to end: Int
  ) -> Int? {
    for word in start..<end {
      var candidates = freeBases[word]
      for index in labels.indices {
        let bit = word &* 64 &+ Int(labels[index])
        let (place, shift) = (bit &>> 6, UInt64(bit & 63))
        // The second shift is one of 64 in all where the first is none, and then gives 0.
        candidates &=
          freeSlots[place] &>> shift | (freeSlots[place &+ 1] &<< (63 &- shift)) &<< 1
        if candidates == 0 { break }
      }
      if candidates != 0 { return word * 64 + candidates.trailingZeroBitCount }
    }
    return nil
  }

  private mutating func grow(toHold bits: Int) {
    while freeSlots.count * 64 < bits + 64 {
      freeSlots.append(.max)
      freeBases.append(.max)
    }
  }
}
