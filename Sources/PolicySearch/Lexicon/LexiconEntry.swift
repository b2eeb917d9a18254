internal import TextAnalysis

/// A word that queries to a library are cut with beside those of ICU's dictionary.
package struct LexiconEntry: Equatable, Sendable {
  /// Folded.
  package let text: String

  /// "user", "built_in" or "division".
  package let source: String

  /// Writes the entry's object.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("type")
      json.value("word")
      json.name("text")
      json.value(text)
      json.name("source")
      json.value(source)
    }
  }
}

extension Library {
  /// The user's words, and if wanted those that come with the product; each ascending by UTF-8.
  package func lexiconEntries(
    includesBuiltIn: Bool
  ) throws(LibraryError) -> [LexiconEntry] {
    let users = userWords.texts.map { LexiconEntry(text: $0, source: "user") }
    guard includesBuiltIn else { return users }
    var others = try vocabulary().lexicon.words
    others.removeAll { $0.source == .user }
    others.sort { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
    return users
      + others.map {
        LexiconEntry(text: $0.text, source: $0.source == .division ? "division" : "built_in")
      }
  }
}

extension UserLexicon.Outcome {
  /// Writes the object of a word that was added or removed.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("type")
      json.value("word")
      json.name("text")
      json.value(word)
      json.name("changed")
      json.value(isChanged)
      json.name("other_source")
      json.value(otherSource?.rawValue)
    }
  }
}
