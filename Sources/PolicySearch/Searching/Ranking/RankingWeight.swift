internal import InvertedIndex

/// What counts how much in ranking; `docs/ranking.md` has the evidence.
enum RankingWeight {
  /// Frequencies saturate soon, and lengths count somewhat more than is usual.
  static let bm25 = BM25(k1: 0.6, b: 0.85)

  /// Multiplies the contributions of words; those of pairs count 1.
  static let words: Float = 0.75

  /// A word inside a word of the query: 上海 for 上海市.
  static let subword: Float = 0.5

  /// Multiplies what stands in ``LibrarySchema/secondaryWords``: words inside words of the document, and
  /// forms.
  static let secondaryField: Float = 0.5

  /// A function word of the query, and a pair that is part of one.
  static let functionWord: Float = 0.3

  /// What stands in a sentence beside the one that asks, see ``RankingTerms/asking(in:_:)``.
  static let context: Float = 0.67

  /// The terms of laws that everyday words of the query stand for, see ``LayWords``, in the related tier.
  static let legalTerm: Float = 0.5

  /// A query of more pairs says enough by itself: the terms of laws count less by as much as it has more.
  static let legalTermReach = 20

  /// What a law of the republic is ahead of other documents in the related tier, as a share of what a document
  /// could have that has all pairs and words of the query: rules and interpretations repeat the law, for their own matter,
  /// and who asks is after the law.
  static let nationalLaw: Float = 0.08

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
