package import DocumentParsing

/// A document with all that is known of it, for showing; for the fields see `ParsedDocument`.
package struct ShownDocument: Sendable {
  package let identifier: DocumentIdentifier
  package let title: String?
  package let kind: String?
  package let date: PolicyDate?
  package let speaker: Speaker?
  package let issuer: String?
  package let number: String?
  package let region: String?
  package let occasion: String?
  package let adoption: String?
  package let passed: PolicyDate?
  package let published: PolicyDate?
  package let effective: PolicyDate?
  /// In UTF-8 offsets of ``text``.
  package let sections: [Section]
  /// Its files, with its number in each.
  package let sources: [(path: String, part: Int)]
  /// The cleaned text: the body, and behind it the notices.
  package let text: String
}

extension Library {
  /// The document of an identifier.
  package func shownDocument(
    _ identifier: DocumentIdentifier
  ) throws(LibraryError) -> ShownDocument {
    let (document, sources) = try document(identifier)
    return ShownDocument(
      identifier: identifier, title: document.title, kind: document.kind, date: document.date,
      speaker: document.speaker, issuer: document.issuer, number: document.number,
      region: document.region, occasion: document.occasion, adoption: document.adoption,
      passed: document.passed, published: document.published, effective: document.effective,
      sections: document.sections, sources: sources,
      text: String(decoding: document.text, as: UTF8.self))
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
      json.value(title)
      json.name("kind")
      json.value(kind)
      json.name("date")
      json.value(date?.description)
      json.name("speaker")
      json.speaker(speaker)
      json.name("issuer")
      json.value(issuer)
      json.name("number")
      json.value(number)
      json.name("region")
      json.value(region)
      json.name("occasion")
      json.value(occasion)
      json.name("adoption")
      json.value(adoption)
      json.name("passed")
      json.value(passed?.description)
      json.name("published")
      json.value(published?.description)
      json.name("effective")
      json.value(effective?.description)
      json.name("sources")
      json.array { json in
        for source in sources {
          json.object { json in
            json.name("path")
            json.value(source.path)
            json.name("part")
            json.value(source.part)
          }
        }
      }
      json.name("sections")
      writeOutline(to: &json)
      json.name("text")
      json.value(text)
    }
  }

  /// Writes the sections as an array, in the order they begin.
  private func writeOutline(to json: inout JSONWriter) {
    json.array { json in
      for section in sections {
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
