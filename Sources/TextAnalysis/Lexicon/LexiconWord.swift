/// A word that a user adds to the ``Lexicon``.
package struct LexiconWord: Sendable, Hashable {
  package var text: String

  /// Whether the word is cut out wherever it stands, unless it overlaps another such word. A word that
  /// is not hard has a cost like any other, and gives way where a cut through it is cheaper.
  package var isHard: Bool

  package init(_ text: String, isHard: Bool = false) {
    self.text = text
    self.isHard = isHard
  }
}
