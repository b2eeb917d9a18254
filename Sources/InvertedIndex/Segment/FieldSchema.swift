/// The number of a document within its segment, from 0.
package typealias DocID = UInt32

extension DocID {
  /// What a cursor stands on when there are no more documents; larger than every document.
  package static let exhausted = DocID.max
}

/// What a segment keeps of a field's terms besides the documents that contain them.
///
/// The terms of a field are opaque byte strings, ordered bytewise. A field's position is the ordinal
/// of a token among the tokens of its document and field, and its length is their number.
package struct FieldSchema: Equatable, Sendable {
  /// Positions are kept, so that phrases can be matched.
  package let hasPositions: Bool
  /// Block maxima are kept, so that ranked queries can skip.
  package let isScored: Bool

  package init(hasPositions: Bool, isScored: Bool) {
    self.hasPositions = hasPositions
    self.isScored = isScored
  }
}

/// The fields and columns of every segment of an index, by number.
package struct IndexSchema: Equatable, Sendable {
  package let fields: [FieldSchema]
  /// Columns of 64-bit integers, one for each document.
  package let integerColumns: Int
  /// Columns of strings, one or none for each document.
  package let keywordColumns: Int

  package init(fields: [FieldSchema], integerColumns: Int, keywordColumns: Int) {
    self.fields = fields
    self.integerColumns = integerColumns
    self.keywordColumns = keywordColumns
  }
}
