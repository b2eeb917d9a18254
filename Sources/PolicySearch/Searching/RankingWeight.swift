/// What counts how much in ranking.
///
/// Chosen, not fitted: a word inside a word is about half a word, on either side. A weight of 1 for both
/// makes 上海市 outrank 上海 for a document about the city in general; 0 finds nothing of it.
enum RankingWeight {
  /// A word of the query, or a form of it (1+4).
  static let word: Float = 1

  /// A word inside a word of the query: 上海 for 上海市.
  static let subword: Float = 0.5

  /// Multiplies what stands in ``LibrarySchema/secondaryWords``: words inside words of the document, and
  /// forms.
  static let secondaryField: Float = 0.5
}
