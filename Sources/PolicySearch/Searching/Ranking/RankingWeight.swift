internal import InvertedIndex

/// What counts how much in ranking; `docs/ranking.md` has the evidence.
enum RankingWeight {
  /// Frequencies saturate soon, and lengths count as much as is usual.
  static let bm25 = BM25(k1: 0.6, b: 0.75)

  /// Multiplies the contributions of words; those of pairs count 1.
  static let words: Float = 0.75

  /// A word inside a word of the query: 上海 for 上海市.
  static let subword: Float = 0.5

  /// Multiplies what stands in ``LibrarySchema/secondaryWords``: words inside words of the document, and
  /// forms.
  static let secondaryField: Float = 0.5

  /// A function word of the query, and a pair that is part of one.
  static let functionWord: Float = 0.3

  /// Multiplies the contributions of pairs that stand in the title, in the exact tier; they count in the
  /// text as well.
  ///
  /// Who knows a text is often after the document that is called so; the words of a question stand in
  /// titles by chance, so titles order nothing in the related tier.
  static let title: Float = 3

  /// What a word of the query counts, given its folded text.
  static func weight(of word: [UInt16]) -> Float {
    FunctionWords.contains(word) ? functionWord : 1
  }
}
