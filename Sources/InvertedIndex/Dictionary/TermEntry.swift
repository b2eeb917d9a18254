/// What the dictionary knows of a term in one segment.
package struct TermEntry: Equatable, Sendable {
  /// Documents that contain the term, deleted ones included; at least 1.
  package var documentFrequency: Int
  /// Occurrences in those documents; at least ``documentFrequency``.
  package var totalFrequency: Int
  /// Where the posting list stands in the file: in the postings section, or, for a term with a
  /// single document, in the dictionary itself.
  var list: Range<Int>
  var isInline: Bool
}
