/// A document as one of its files has it.
package struct DocumentCopy: Hashable, Sendable {
  /// What the document is.
  package let identifier: DocumentIdentifier
  /// The XXH3 of its stored record. Copies of a document that agree in it lead to the same lines and
  /// columns of their files; others are laid out differently, or stand in another surrounding.
  package let layout: UInt64

  package init(identifier: DocumentIdentifier, layout: UInt64) {
    self.identifier = identifier
    self.layout = layout
  }
}
