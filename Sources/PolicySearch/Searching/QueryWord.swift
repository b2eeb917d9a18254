internal import TextAnalysis

/// A part of a query's text that makes documents related.
struct QueryWord: Hashable, Sendable {
  let pattern: LiteralPattern
  let role: WordToken.Role
  /// Whether a user has added it: then no document was cut with it, and it is found by its text.
  let isUserWord: Bool
}
