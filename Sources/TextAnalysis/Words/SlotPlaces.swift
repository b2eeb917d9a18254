/// The free slots and bases of a double array that is being filled, as bits: 64 bases are tried at once.
///
/// Bases are taken for nodes with ever fewer children. With the steps and restarts below ICU's dictionary
/// needs 970,000 bases, and 640,000 labels are looked at; without, 1.2 million and 1.3 million.
struct SlotPlaces: ~Copyable {
  private let labelLimit: Int
  /// By index; behind them as many as make a word to be read at any label.
  private var freeSlots: [UInt64]
  private var freeBases: [UInt64]

  /// The search for the next base begins at this word of ``freeBases``: where the last one was found, for
  /// the next node has no more children. What it passes over stays free.
  private var hint = 0
  /// Nodes with fewer children than the first of these are tried in what has been passed over.
  private var restarts = [64, 32, 16, 8, 4]
  /// One more than the highest base taken.
  private var baseEnd = 0

  /// The base 0 is taken, with slots for the labels of the root's children.
  init(root labels: Span<UInt16>, labelLimit: Int) {
    self.labelLimit = labelLimit
    let baseLimit = CharacterTrie.Slot.baseLimit
    freeSlots = [UInt64](repeating: .max, count: (baseLimit + labelLimit) / 64 + 2)
    freeBases = [UInt64](repeating: .max, count: baseLimit / 64)
    markTaken(labels, at: 0)
  }

  /// The number of slots in which any base plus any label is an index.
  var count: Int { baseEnd + labelLimit }

  /// Takes a base that has free slots for all the labels of a node's children, at most as many as the last
  /// time. Nil if it exceeds a slot's bits.
  ///
  /// - Precondition: the labels are below the limit, and not 0.
  mutating func take(_ labels: Span<UInt16>) -> Int? {
    while let restart = restarts.first, labels.count < restart {
      restarts.removeFirst()
      hint = 0
    }
    guard let base = nextBase(labels) else { return nil }
    hint = base / 64
    markTaken(labels, at: base)
    return base
  }

  private func nextBase(_ labels: Span<UInt16>) -> Int? {
    freeBases.withUnsafeBufferPointer { freeBases in
      freeSlots.withUnsafeBufferPointer { freeSlots in
        // Where one base does not fit many children, the next ones hardly do.
        for word in stride(from: hint, to: freeBases.count, by: 1 + labels.count / 16) {
          var candidates = freeBases[word]
          for index in labels.indices {
            // SAFETY: a label below the limit behind any base is followed by a word more.
            let bit = word &* 64 &+ Int(labels[index])
            let (place, shift) = (bit &>> 6, UInt64(bit & 63))
            // The second shift is one of 64 in all where the first is none, and then gives 0.
            candidates &=
              freeSlots[place] &>> shift | (freeSlots[place &+ 1] &<< (63 &- shift)) &<< 1
            if candidates == 0 { break }
          }
          if candidates != 0 { return word &* 64 &+ candidates.trailingZeroBitCount }
        }
        return nil
      }
    }
  }

  /// Takes a base for each of the labels: only children, which four fifths of the nodes with children
  /// have, fill the slots that the others have left. Nil if there are too few.
  ///
  /// - Precondition: the labels are below the limit, and not 0.
  mutating func take(onlyChildren labels: Span<UInt16>) -> [Int32]? {
    let bases = Self.take(
      onlyChildren: labels, from: labelLimit / 64 + 1, &freeSlots, &freeBases)
    for base in bases { baseEnd = max(baseEnd, Int(base) + 1) }
    return bases.count == labels.count ? bases : nil
  }

  /// As above, of the slots from a word on that is behind the labels, so that no base is below 0.
  private static func take(
    onlyChildren labels: Span<UInt16>, from start: Int, _ freeSlots: inout [UInt64],
    _ freeBases: inout [UInt64]
  ) -> [Int32] {
    var freeSlots = freeSlots.mutableSpan
    var freeBases = freeBases.mutableSpan
    var word = start
    return [Int32](capacity: labels.count) { taken in
      for index in labels.indices {
        while word < freeBases.count {
          let bit = word &* 64 &- Int(labels[index])
          let (place, shift) = (bit &>> 6, UInt64(bit & 63))
          // As above; a label is 1 at least, so that the second is a word of the bases too.
          let bases =
            freeBases[place] &>> shift | (freeBases[place &+ 1] &<< (63 &- shift)) &<< 1
          let candidates = bases & freeSlots[word]
          if candidates == 0 {
            word &+= 1
            continue
          }
          let base = bit &+ candidates.trailingZeroBitCount
          freeSlots[word] &= ~(candidates & (0 &- candidates))
          freeBases[base &>> 6] &= ~(1 &<< UInt64(base & 63))
          taken.append(Int32(truncatingIfNeeded: base))
          break
        }
      }
    }
  }

  private mutating func markTaken(_ labels: Span<UInt16>, at base: Int) {
    freeBases[base / 64] &= ~(1 << UInt64(base % 64))
    baseEnd = max(baseEnd, base + 1)
    var freeSlots = freeSlots.mutableSpan
    for index in labels.indices {
      let slot = base &+ Int(labels[index])
      freeSlots[slot &>> 6] &= ~(1 &<< UInt64(slot & 63))
    }
  }
}
