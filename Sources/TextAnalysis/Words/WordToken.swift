/// A part of a text that can be looked for as a whole.
package struct WordToken: Sendable, Hashable {
  /// What a token is in its text.
  package enum Role: UInt8, Sendable {
    /// One of the words that the text is cut into.
    case word
    /// A word of the dictionary or the lexicon that is part of a longer ``word``: 工会 in 总工会.
    case subword
    /// Several words, or words and signs, that belong together: 1+4, [2013]6号, 第三十五条.
    case form
  }

  /// In units of the folded text.
  package let range: Range<Int32>

  /// The number of the word in the prepared dictionary, from 1; 0 for what is in none and in light
  /// work. Equal texts have equal numbers as long as the segmenters share a ``Lexicon``.
  package let id: UInt32

  package let role: Role

  package init(range: Range<Int32>, id: UInt32 = 0, role: Role) {
    self.range = range
    self.id = id
    self.role = role
  }
}
