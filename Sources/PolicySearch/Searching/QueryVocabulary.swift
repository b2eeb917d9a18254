internal import TextAnalysis

/// What queries to a library are read with.
struct QueryVocabulary: Sendable {
  /// The built-in lexicon and the user's words.
  let lexicon: Lexicon
  /// The built-in names and the user's.
  let synonyms: SynonymTable
  /// What is read in a certain way.
  let pinyin: PinyinTexts

  /// Without anything of a user.
  static let builtIn = QueryVocabulary(
    lexicon: .builtIn, synonyms: .builtIn, pinyin: PinyinTexts(snapshot: nil))
}
