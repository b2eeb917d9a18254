internal import TextAnalysis

/// A part of a query's text by which documents are ranked, and which makes them related.
struct QueryWord: Hashable, Sendable {
  let pattern: LiteralPattern
  let role: WordToken.Role
  /// Whether a user has added it: then no document was cut with it, and it is found by its text.
  let isUserWord: Bool

  /// What it counts in ranking.
  var weight: Float { role == .subword ? RankingWeight.subword : RankingWeight.word }
}
