internal import QueryLanguage

/// A part of a query that a document meets or does not, whatever the other parts say.
enum QueryLeaf: Hashable, Sendable {
  /// The text stands in the document.
  case term(QueryTerm)
  /// The texts of each operand stand in it, near enough to those of the next.
  case proximity([[QueryTerm]], [Proximity])
  /// The text stands in one of its headings.
  case heading(QueryTerm)
  /// What is known of it says so.
  case field(FieldCondition)

  /// The texts whose places in a document make it meet the leaf, by operand.
  var operands: [[QueryTerm]] {
    switch self {
    case .term(let term), .heading(let term): [[term]]
    case .proximity(let operands, _): operands
    case .field: []
    }
  }

  /// Whether a text must be known by its lines to tell whether it meets the leaf.
  var asksForLines: Bool {
    switch self {
    case .term, .field: false
    case .heading: true
    case .proximity(_, let relations):
      relations.contains { if case .within = $0 { false } else { true } }
    }
  }

  /// Its texts as they were typed; empty for years.
  var text: String {
    if case .field(.text(_, let term)) = self { return term.text }
    return operands.joined().map(\.text).joined(separator: " ")
  }
}
