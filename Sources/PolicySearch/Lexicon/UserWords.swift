internal import TextAnalysis

/// The words that a user has added to a library: they take part in cutting queries, at once, and rank by
/// the places at which they stand.
///
/// No document is cut with them. So a word can be added and removed without reading a document, and all
/// documents are cut alike whenever they were indexed.
package struct UserWords: Equatable, Sendable {
  /// Folded, each once, ascending by their UTF-8.
  package private(set) var texts: [String]

  package init(_ texts: [String] = []) {
    self.texts = Set(texts).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Those that a library's manifest has.
  init(attributes: [String: [String]]) {
    self.init(attributes[LibraryAttribute.userWord] ?? [])
  }

  func write(to attributes: inout [String: [String]]) {
    attributes[LibraryAttribute.userWord] = texts.isEmpty ? nil : texts
  }

  /// Adds a word, folded; false if it is there.
  mutating func insert(_ text: String) -> Bool {
    guard !contains(text) else { return false }
    self = UserWords(texts + [text])
    return true
  }

  /// Removes a word, folded; false if it is not there.
  mutating func remove(_ text: String) -> Bool {
    guard contains(text) else { return false }
    texts.removeAll { $0.utf8.elementsEqual(text.utf8) }
    return true
  }

  // Canonically equivalent texts are folded alike, but a damaged manifest need not be folded.
  private func contains(_ text: String) -> Bool {
    texts.contains { $0.utf8.elementsEqual(text.utf8) }
  }

  /// The built-in lexicon with these words, which win over all others.
  func lexicon() throws(LibraryError) -> Lexicon {
    guard !texts.isEmpty else { return .builtIn }
    return try LibraryError.wrappingUnicodeDataError { () throws(UnicodeDataError) in
      try Lexicon(
        blocks: Lexicon.builtInBlocks, words: texts.map { LexiconWord($0, isHard: true) })
    }
  }
}
