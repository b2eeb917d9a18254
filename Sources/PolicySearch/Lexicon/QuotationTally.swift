internal import TextAnalysis

/// How often short texts stand in quotation marks, “…” or 「…」.
struct QuotationTally {
  private struct Entry: TallyEntry {
    var count: UInt32 = 0
  }

  /// In units of folded text; longer quotations are sentences.
  static let lengths = 2...10

  /// UTF-8 bytes between the marks: those of ``lengths`` characters and some white space.
  private static let greatestSize = 40

  private static let limit = 1 << 16

  private var tally = BoundedTally<[UInt16], Entry>(limit: limit)
  private var folded = FoldedText()

  init() {}

  /// The folded texts and how often each was quoted.
  var counts: [[UInt16]: Int] { tally.entries.mapValues { Int($0.count) } }

  /// Counts the quotations of a text, valid UTF-8.
  mutating func add(_ text: Span<UInt8>, with folder: inout TextFolder) {
    var start: Int?
    var index = 0
    while index + 2 < text.count {
      // U+201C and U+201D are E2 80 9C and 9D, 「 and 」 E3 80 8C and 8D.
      guard text[index] & 0xFE == 0xE2, text[index + 1] == 0x80 else {
        index += 1
        continue
      }
      let first: UInt8 = text[index] == 0xE2 ? 0x9C : 0x8C
      if text[index + 2] == first {
        start = index + 3
      } else if text[index + 2] == first + 1 {
        if let start, index - start <= Self.greatestSize {
          folder.fold(text.extracting(start..<index), into: &folded)
          let units = folded.units
          if Self.isTerm(units) { tally.add(units) }
        }
        start = nil
      }
      index += 3
    }
  }

  /// Whether a quotation can be a term: no punctuation but the signs that join numbers, and something
  /// else than a number.
  private static func isTerm(_ units: [UInt16]) -> Bool {
    lengths.contains(units.count)
      && units.contains { NeighbourTally.isIdeograph($0) || 0x61...0x7A ~= $0 }
      && units.allSatisfy { unit in
        switch unit {
        // Digits, letters, + - % ·
        case 0x30...0x39, 0x61...0x7A, 0x2B, 0x2D, 0x25, 0xB7: true
        default: NeighbourTally.isIdeograph(unit)
        }
      }
  }
}
