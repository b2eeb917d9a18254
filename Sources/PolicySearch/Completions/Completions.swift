/// What a text that somebody is typing may become: things that the library has.
package struct Completions: Equatable, Sendable {
  /// A word that begins with the text.
  package struct Word: Equatable, Sendable {
    /// As folded.
    package let text: String
    /// Documents in which it stands.
    package let documents: Int
  }

  /// A value of a field that contains the text.
  package struct Name: Equatable, Sendable {
    package let field: KeywordField
    package let text: String
    /// Documents that have it.
    package let documents: Int
  }

  /// A document whose title contains the text.
  package struct Title: Equatable, Sendable {
    package let identifier: DocumentIdentifier
    package let text: String
  }

  /// The text, as it was given.
  package let text: String
  /// Those in most documents first.
  package var words: [Word] = []
  /// Those in most documents first.
  package var names: [Name] = []
  /// In the order of a search for the text.
  package var titles: [Title] = []
}

extension Completions {
  /// Writes the completions' object.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("type")
      json.value("completions")
      json.name("version")
      json.value(1)
      json.name("text")
      json.value(text)
      json.name("words")
      json.array { json in
        for word in words {
          json.object { json in
            json.name("text")
            json.value(word.text)
            json.name("documents")
            json.value(word.documents)
          }
        }
      }
      json.name("names")
      json.array { json in
        for name in names {
          json.object { json in
            json.name("field")
            json.value(name.field.rawValue)
            json.name("text")
            json.value(name.text)
            json.name("documents")
            json.value(name.documents)
          }
        }
      }
      json.name("titles")
      json.array { json in
        for title in titles {
          json.object { json in
            json.name("id")
            json.value(title.identifier.description)
            json.name("text")
            json.value(title.text)
          }
        }
      }
    }
  }
}
