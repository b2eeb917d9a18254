internal import InvertedIndex
internal import TextAnalysis

/// Random documents of a library and random pieces of their text, the same for the same seed.
struct RandomPieces {
  private let library: Library
  private var random: SplitMix64
  /// Of the documents not known to fold to nothing.
  private var addresses: [(segment: Int, document: DocID)] = []
  /// The folded text of the current document; not empty.
  private(set) var folded = FoldedText()

  init(of library: Library, seed: UInt64) {
    self.library = library
    random = SplitMix64(state: seed)
    for (index, segment) in library.snapshot.segments.enumerated() {
      for document in segment.liveDocuments { addresses.append((index, document)) }
    }
  }

  /// Moves to a random document; nil when none has any text.
  mutating func nextDocument(
    _ folder: inout TextFolder, withSources: Bool
  ) throws(IndexError) -> (segment: Int, document: DocID, stored: StoredDocument)? {
    while !addresses.isEmpty {
      let choice = Int.random(in: addresses.indices, using: &random)
      let (segment, document) = addresses[choice]
      let stored = try library.stored(document, segment: segment)
      if withSources {
        folder.foldWithSources(stored.text.span, into: &folded)
      } else {
        folder.fold(stored.text.span, into: &folded)
      }
      if !folded.units.isEmpty { return (segment, document, stored) }
      addresses.swapAt(choice, addresses.count - 1)
      addresses.removeLast()
    }
    return nil
  }

  /// A range of 1 to 40 units of ``folded`` that neither begins nor ends with a space: one at the edge
  /// of a text is not looked for. The units begin and end with others, as all folded texts do.
  ///
  /// - Parameter first: The range begins there or behind it; a unit of ``folded``.
  mutating func nextRange(from first: Int = 0) -> Range<Int> {
    var start = Int.random(in: first..<folded.units.count, using: &random)
    if folded.units[start] == 0x20 { start += 1 }
    return trimmed(start..<start + Int.random(in: 1...40, using: &random))
  }

  /// A range of 2 to 40 units of ``folded`` with one of `places` in it, not as its first unit.
  mutating func nextRange(across places: [Int]) -> Range<Int> {
    let place = places[Int.random(in: places.indices, using: &random)]
    let start = place - Int.random(in: 1...20, using: &random)
    return trimmed(max(0, start)..<place + Int.random(in: 1...20, using: &random))
  }

  /// A range as far as there are units, without spaces at its edges; more than a space. No two spaces
  /// stand side by side.
  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    let units = folded.units
    var (start, end) = (range.lowerBound, min(range.upperBound, units.count))
    while units[start] == 0x20 { start += 1 }
    while units[end - 1] == 0x20 { end -= 1 }
    return start..<end
  }
}

/// A small generator of repeatable random numbers (Steele, Lea and Flood, 2014).
private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
