/// A text of a library that may be a word of its own, for a person to judge.
package struct LexiconSuggestion: Equatable, Sendable {
  /// Folded.
  package let text: String
  /// How it is cut now.
  package let words: [String]
  /// Places at which it stands, and in how many documents, as a search counts them.
  package let occurrences: Int
  package let documents: Int
  /// How often it was met in quotation marks.
  package let quotations: Int
  /// The document in which it stands most often; of several the one with the least identifier.
  package let example: DocumentIdentifier
  /// Its first file.
  package let examplePath: String

  /// Writes the suggestion's object.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("type")
      json.value("suggestion")
      json.name("text")
      json.value(text)
      json.name("words")
      json.array(words)
      json.name("occurrences")
      json.value(occurrences)
      json.name("documents")
      json.value(documents)
      json.name("quotations")
      json.value(quotations)
      json.name("example")
      json.object { json in
        json.name("id")
        json.value(example.description)
        json.name("path")
        json.value(examplePath)
      }
    }
  }
}
