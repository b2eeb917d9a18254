/// One way of writing a text of a query.
struct TermForm: Hashable, Sendable {
  /// What stands in the folded text of a document.
  let pattern: LiteralPattern
  /// What the index is asked for: the same, unless texts are compared more strictly than the index does.
  let indexed: LiteralPattern
  /// In what it differs from the text as it was typed; nil for that.
  let equivalence: Equivalence?

  init(_ pattern: LiteralPattern, indexed: LiteralPattern? = nil, _ equivalence: Equivalence? = nil)
  {
    self.pattern = pattern
    self.indexed = indexed ?? pattern
    self.equivalence = equivalence
  }

  /// Whether the documents that the index gives for it are those in whose texts it stands, as often.
  var isDecidedByIndex: Bool { pattern == indexed && pattern.isPlain }
}
