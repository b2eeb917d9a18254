internal import QueryLanguage

extension Absence.Part {
  /// A query with a wording in the place of this part of it, in quotation marks where the part has them or the
  /// wording would not be read as one keyword.
  package func query(_ query: String, with wording: Absence.Wording) -> String {
    let bytes = Array(query.utf8)
    let isQuoted = !bytes[range].elementsEqual(text.utf8)
    // Folded quotation marks are ", which may stand between “ and ”.
    let text = isQuoted || !wording.isKeyword ? "“\(wording.text)”" : wording.text
    return String(decoding: bytes[..<range.lowerBound], as: UTF8.self) + text
      + String(decoding: bytes[range.upperBound...], as: UTF8.self)
  }
}

extension Absence.Wording {
  fileprivate var isKeyword: Bool {
    (try? QueryParser.parse(text))?.root.kind == .keyword(text)
  }
}
