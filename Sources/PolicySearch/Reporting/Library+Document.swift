internal import DocumentParsing

/// A document with all that is known of it, for showing: the members of ``StoredDocument``, its name,
/// and its files.
@dynamicMemberLookup
package struct ShownDocument: Sendable {
  package let identifier: DocumentIdentifier
  let document: StoredDocument
  /// Where it comes from; the text is that of the first.
  package let sources: [DocumentSource]
  /// The cleaned text: the body, and behind it the notices.
  package let text: String

  fileprivate init(
    _ identifier: DocumentIdentifier, _ document: StoredDocument,
    sources: [DocumentSource]
  ) {
    self.identifier = identifier
    self.document = document
    self.sources = sources
    text = String(decoding: document.text, as: UTF8.self)
  }

  package subscript<Value>(dynamicMember member: KeyPath<StoredDocument, Value>) -> Value {
    document[keyPath: member]
  }
}

extension Library {
  /// The document of an identifier.
  package func shownDocument(
    _ identifier: DocumentIdentifier
  ) throws(LibraryError) -> ShownDocument {
    let (document, sources) = try document(identifier)
    return ShownDocument(identifier, document, sources: sources)
  }
}

extension ShownDocument {
  /// Writes the document's object.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.name("type")
      json.value("document")
      json.name("version")
      json.value(1)
      json.name("id")
      json.value(identifier.description)
      json.name("title")
      json.value(self.title)
      json.name("kind")
      json.value(self.kind)
      json.name("date")
      json.value(self.date?.description)
      json.name("speaker")
      json.speaker(self.speaker)
      json.name("issuer")
      json.value(self.issuer)
      json.name("number")
      json.value(self.number)
      json.name("region")
      json.value(self.region)
      json.name("occasion")
      json.value(self.occasion)
      json.name("adoption")
      json.value(self.adoption)
      json.name("passed")
      json.value(self.passed?.description)
      json.name("published")
      json.value(self.published?.description)
      json.name("effective")
      json.value(self.effective?.description)
      json.name("sources")
      json.sources(sources)
      json.name("sections")
      writeSections(to: &json)
      json.name("text")
      json.value(text)
    }
  }

  /// Writes the sections as an array, in the order they begin.
  private func writeSections(to json: inout JSONWriter) {
    json.array { json in
      for section in self.sections {
        json.object { json in
          json.name("level")
          json.value(section.level)
          json.name("heading")
          json.value(section.heading)
        }
      }
    }
  }
}
