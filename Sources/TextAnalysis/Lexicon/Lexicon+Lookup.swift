extension Lexicon {
  /// Where a text is known from as a word, of this lexicon or else of ICU's dictionary; nil if it is in
  /// neither. `text` is folded. Cost: about a microsecond, and once in a process up to a millisecond.
  package func source(of text: Span<UInt16>) -> ExplainedWord.Source? {
    if let index = terms.index(of: text) { return .lexicon(terms.all[index].source) }
    return BreakDictionary.shared?.trie.value(of: text) == nil ? nil : .dictionary
  }

  /// Whether a text, which is folded, is a word that a user has added.
  package func hasUserWord(_ text: Span<UInt16>) -> Bool {
    terms.index(of: text).map { terms.all[$0].source == .user } ?? false
  }

  /// All words, folded, in no particular order.
  package var words: [(text: String, source: LexiconSource)] {
    terms.all.map { (String(decoding: terms.units(of: $0), as: UTF16.self), $0.source) }
  }

  /// The number of words from `source`.
  package func count(from source: LexiconSource) -> Int {
    terms.all.count { $0.source == source }
  }

  /// The lengths of words that a lexicon takes, in units of folded text.
  package static var lengths: ClosedRange<Int> { LexiconTerms.lengths }
}
