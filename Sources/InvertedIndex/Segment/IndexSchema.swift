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
