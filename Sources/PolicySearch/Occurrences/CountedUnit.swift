/// What is counted of a query in a document.
package enum CountedUnit: Sendable {
  /// Paragraphs in which an occurrence begins.
  case paragraphs
  /// Occurrences, those of overlapping texts once; see ``DocumentOccurrences/places``.
  case occurrences
}
