extension ShownDocument {
  /// Where a query to its library stands in the whole text, in UTF-8 offsets of ``text``; ascending, not overlapping.
  ///
  /// As in passages, the words of a text that does not stand in the document itself are taken instead.
  /// Cost: at most four folds of the text, and a scan of it for each form and word of the query.
  package func matches(
    of query: String, comparison: Comparison = .equivalent, in library: Library
  ) throws(LibraryError) -> [Range<Int>] {
    var finder = try PassageFinder(
      try QueryPlan(query, comparison: comparison, vocabulary: library.vocabulary()))
    return finder.places(in: document)
  }
}
