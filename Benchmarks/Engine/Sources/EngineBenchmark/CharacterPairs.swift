import InvertedIndex
import TextAnalysis

/// Every two adjacent units of folded texts as terms, as the product indexes them.
struct CharacterPairTerms: ~Copyable {
  private var folder: TextFolder
  private var folded = FoldedText()

  init() throws { folder = try TextFolder() }

  /// Adds the pairs of `line`, `id TAB title TAB body`, to a field.
  mutating func append(_ line: UnsafeRawBufferPointer, to field: inout FieldInverter) {
    let text = line.fields(0x09).dropFirst().map(\.text).joined(separator: "\n")
    folder.fold(text.utf8Span, into: &folded)
    field.append(pairsOf: folded.units.span)
  }
}

extension Phrase {
  /// The pairs that cover `text`, which has two units or more: those at even places, and the last.
  init(pairsOf text: String, _ folder: inout TextFolder) {
    let units = folder.fold(text).units
    var offsets = Array(stride(from: 0, through: units.count - 2, by: 2))
    if units.count % 2 == 1 { offsets.append(units.count - 2) }
    let members = offsets.map { offset in
      Phrase.Member(
        term: units[offset...offset + 1].flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
        offset: offset)
    }
    self.init(field: 0, members: members, minimumDistance: 1)
  }
}
