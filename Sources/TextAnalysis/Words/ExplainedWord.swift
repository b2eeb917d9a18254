/// A word of a text, and why it is one.
package struct ExplainedWord: Sendable, Hashable {
  /// What made a word.
  package enum Source: Sendable, Hashable {
    /// ICU's break dictionary.
    case dictionary
    /// A lexicon.
    case lexicon(LexiconSource)
    /// A single character that is in neither.
    case unknown
    /// A run of katakana that is in neither.
    case katakana
    /// The word rules: letters and numbers.
    case rules
    /// ICU, to which rare characters are left.
    case icu
  }

  /// In units of the folded text.
  package let range: Range<Int32>

  package let source: Source

  /// What the word costs in the search for the cheapest cut, about 10 for a factor of *e* in
  /// probability; nil for what is not searched for.
  package let cost: Int?

  /// Whether it is a hard word of the lexicon: these are cut out whatever the cost of the rest.
  package let isHard: Bool
}
