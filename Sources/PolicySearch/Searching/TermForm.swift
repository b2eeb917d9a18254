/// One way of writing a text of a query.
struct TermForm: Hashable, Sendable {
  /// What stands in the folded text of a document.
  let pattern: LiteralPattern
  /// What the index is asked for: the same, unless texts are compared more strictly than the index does.
  let indexed: LiteralPattern
  /// Whether texts are compared more strictly than the index does.
  let isStricter: Bool
  /// In what it differs from the text as it was typed; nil for that.
  let equivalence: Equivalence?

  init(_ pattern: LiteralPattern, _ equivalence: Equivalence? = nil) {
    self.pattern = pattern
    indexed = pattern
    isStricter = false
    self.equivalence = equivalence
  }

  /// A text to be compared more strictly than the index does, which has `indexed` in its place.
  init(strict pattern: LiteralPattern, indexed: LiteralPattern) {
    self.pattern = pattern
    self.indexed = indexed
    isStricter = true
    equivalence = nil
  }

  /// Whether the documents that the index gives for it are those in whose texts it stands, as often.
  var isDecidedByIndex: Bool { !isStricter && pattern.isDecidedByIndex }
}
