/// What a segment knows of a field as a whole.
package struct FieldStatistics: Equatable, Sendable {
  /// Distinct terms.
  package var terms: Int
  /// The sum of the field's lengths over all documents, deleted ones included.
  package var totalLength: Int
}
