/// A text of a query, and what counts for it.
///
/// Terms are equal when the same counts for them, however they were typed.
struct QueryTerm: Sendable {
  /// As it was typed.
  let text: String
  /// As typed first, then other ways to write the same, none twice.
  let forms: [TermForm]
  /// Other names for the same, by which documents are related.
  let synonyms: [TermForm]
  /// Whether a document that hides part of it is related.
  let redaction: Redaction?

  /// As typed and folded.
  var pattern: LiteralPattern { forms[0].indexed }
}

extension QueryTerm: Hashable {
  static func == (first: QueryTerm, second: QueryTerm) -> Bool {
    first.forms == second.forms && first.synonyms == second.synonyms
      && first.redaction == second.redaction
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(forms)
  }
}
