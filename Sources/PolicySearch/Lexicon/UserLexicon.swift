internal import TextAnalysis

/// The user's words of the library in a folder, to be changed. Every change is a new generation of the
/// same segments, or none when nothing changes.
package struct UserLexicon: Sendable {
  /// What became of a word.
  package struct Outcome: Equatable, Sendable {
    /// Folded.
    package let word: String
    /// Whether it is new, or was there and is gone.
    package let isChanged: Bool
    /// Where else it is known from as one word: then documents are cut so without it.
    package let otherSource: KnownSource?
  }

  /// Where a word is known from beside a user's lexicon.
  package enum KnownSource: String, Sendable {
    case dictionary, division
    case builtIn = "built_in"
  }

  private let directory: String

  package init(directory: String) {
    self.directory = directory
  }

  /// Adds words, all or (if an error is thrown) none.
  ///
  /// - Throws: ``LibraryError/userWord(_:)`` for the first that cannot be one.
  package func add(_ words: [String]) throws(LibraryError) -> [Outcome] {
    try change { (users, analyzer) throws(LibraryError) in
      try words.map { (word) throws(LibraryError) in
        let units = analyzer.folder.fold(word).units
        if let error = Self.fault(of: units, word, &analyzer) { throw .userWord(error) }
        let text = String(decoding: units, as: UTF16.self)
        return Outcome(
          word: text, isChanged: users.insert(text),
          otherSource: Lexicon.builtIn.source(of: units.span).flatMap(KnownSource.init))
      }
    }
  }

  /// Removes words, all or (if an error is thrown) none.
  ///
  /// - Throws: ``LibraryError/userWord(_:)`` for the first that was not added.
  package func remove(_ words: [String]) throws(LibraryError) -> [Outcome] {
    try change { (users, analyzer) throws(LibraryError) in
      try words.map { (word) throws(LibraryError) in
        let units = analyzer.folder.fold(word).units
        let text = String(decoding: units, as: UTF16.self)
        let texts = users.texts
        guard users.remove(text) else { throw .userWord(.unknown(text, added: texts)) }
        return Outcome(
          word: text, isChanged: true,
          otherSource: Lexicon.builtIn.source(of: units.span).flatMap(KnownSource.init))
      }
    }
  }

  private func change(
    _ body: (inout UserWords, inout TextAnalyzer) throws(LibraryError) -> [Outcome]
  ) throws(LibraryError) -> [Outcome] {
    var analyzer = try TextAnalyzer()
    return try Library.changeAttributes(of: directory) { (attributes) throws(LibraryError) in
      var users = UserWords(attributes: attributes)
      let outcomes = try body(&users, &analyzer)
      users.write(to: &attributes)
      return outcomes
    }
  }

  /// Why a word, folded as `units`, cannot be one.
  private static func fault(
    of units: [UInt16], _ word: String, _ analyzer: inout TextAnalyzer
  ) -> UserWordError? {
    guard units.count <= UserWordError.greatestLength else { return .tooLong(word) }
    var words: [Range<Int32>] = []
    analyzer.segmenter.segment(units.span, into: &words)
    if words.isEmpty { return .onlyPunctuation(word) }
    let isSingle = String(decoding: units, as: UTF16.self).unicodeScalars.count == 1
    return isSingle ? .tooShort(word) : nil
  }
}

extension UserLexicon.KnownSource {
  fileprivate init?(_ source: ExplainedWord.Source) {
    switch source {
    case .dictionary: self = .dictionary
    case .lexicon(.builtIn): self = .builtIn
    case .lexicon(.division): self = .division
    case .lexicon(.user), .unknown, .katakana, .rules, .icu: return nil
    }
  }
}
