internal import InvertedIndex

/// The fields and columns of a library's index, by number.
enum LibrarySchema {
  /// Every two adjacent UTF-16 units of the folded text, notices included, with positions; the last unit is paired with
  /// U+0000. A term is the two units, most significant byte first. Carries literal search: a text of
  /// two or more units is a phrase of pairs, one unit is a prefix. Ranks, too.
  static let pairs = 0
  /// The words of the folded body, in UTF-16, most significant byte first, as the built-in lexicon cuts
  /// them. They make documents related, and rank.
  static let words = 1
  /// What else of the folded body can be looked for as a whole, written likewise: the words inside words
  /// (工会 in 总工会) and the forms (1+4, 第三十五条). Ranks beside the words, see ``RankingWeight``.
  static let secondaryWords = 2
  /// The pairs of the folded title, as in ``pairs``, with ``NationalLaw/mark`` behind it where it is that of a
  /// law of the republic; nothing for a document without one. Only ranks.
  static let titlePairs = 3

  /// The document's identifier, as a bit pattern.
  static let identifier = 0
  /// The date as year · 10,000 + month · 100 + day, unknown parts 0; 0 when there is none.
  static let date = 1
  /// Which copy of the document it is: the XXH3 of the stored record, as a bit pattern.
  static let layout = 2
  /// Which work it is a version of, see ``WorkTitle``; 0 where its title does not tell.
  static let work = 3
  /// The halves of the ``TextSketch`` of its body, as bit patterns.
  static let sketchLow = 4
  static let sketchHigh = 5

  static let kind = 0
  static let speaker = 1
  static let issuer = 2
  static let region = 3
  static let title = 4
  static let number = 5

  static let index = IndexSchema(
    fields: [
      FieldSchema(hasPositions: true, isScored: true),
      FieldSchema(hasPositions: false, isScored: true),
      FieldSchema(hasPositions: false, isScored: true),
      FieldSchema(hasPositions: false, isScored: true),
    ],
    integerColumns: 6, keywordColumns: 6)

  /// Raised whenever the same document would give other terms or columns, so that an index of the same format
  /// needs a rebuild.
  static let analysisVersion = 6

  /// The same, as an attribute has it.
  static let analysis = ["\(analysisVersion)"]
}

extension SegmentReader {
  /// A document of the library, deleted or not, by its name and layout.
  func copy(_ document: DocID) throws(IndexError) -> DocumentCopy {
    DocumentCopy(
      identifier: DocumentIdentifier(
        UInt64(
          bitPattern: try integer(column: LibrarySchema.identifier, of: document))),
      layout: UInt64(bitPattern: try integer(column: LibrarySchema.layout, of: document)))
  }
}
