/// The characters of an HTML source that are text, read without a parser: tags, comments and what is no
/// text of the page are passed over, entities decoded. For verification only.
struct MarkupCharacters: IteratorProtocol {
  private let source: [Unicode.Scalar]
  private var index = 0

  init(_ source: [Unicode.Scalar]) { self.source = source }

  /// White space but U+3000 is left out.
  mutating func next() -> Unicode.Scalar? {
    while index < source.count {
      if isMarkup {
        skipMarkup()
        continue
      }
      let scalar = source[index] == "&" ? entity() : source[index]
      index += 1
      if scalar.value > 0x20, scalar != "\u{A0}" { return scalar }
    }
    return nil
  }

  private var isMarkup: Bool {
    guard source[index] == "<", index + 1 < source.count else { return false }
    let next = source[index + 1]
    return next == "/" || next == "!" || next == "?" || isLetter(next)
  }

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && scalar.properties.isAlphabetic
  }

  /// Elements of which the content is no text of the page.
  private static let dropped: Set<String> = [
    "script", "style", "title", "noscript", "template", "iframe", "canvas", "object",
  ]

  private mutating func skipMarkup() {
    if stands("<!--") { return skip(behind: "-->") }
    let name = String(
      String.UnicodeScalarView(source[(index + 1)...].prefix(while: isLetter))
    ).lowercased()
    skipTag()
    if Self.dropped.contains(name) {
      while index < source.count, !stands("</" + name) { index += 1 }
    }
  }

  private mutating func skipTag() {
    var quote: Unicode.Scalar?
    while index < source.count {
      let scalar = source[index]
      index += 1
      if let open = quote {
        if scalar == open { quote = nil }
      } else if scalar == "\"" || scalar == "'" {
        quote = scalar
      } else if scalar == ">" {
        return
      }
    }
  }

  private mutating func skip(behind end: String) {
    while index < source.count, !stands(end) { index += 1 }
    index = min(source.count, index + end.unicodeScalars.count)
  }

  private func stands(_ text: String) -> Bool {
    zip(text.unicodeScalars, source[index...]).allSatisfy {
      $0 == $1 || $1.properties.lowercaseMapping == String($0)
    } && source.count - index >= text.unicodeScalars.count
  }

  // MARK: Entities

  private static let entities: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "nbsp": " ", "ldquo": "“", "rdquo": "”",
    "lsquo": "‘", "rsquo": "’", "mdash": "—", "ndash": "–", "hellip": "…", "middot": "·",
    "times": "×", "bull": "•", "permil": "‰", "ensp": " ", "emsp": " ", "copy": "©",
  ]

  /// The character of the entity here, of which the last character is left to be passed; `&` where there
  /// is none that is known.
  private mutating func entity() -> Unicode.Scalar {
    let name = source[(index + 1)...].prefix(10).prefix { $0 != ";" && $0.isASCII && $0 != "&" }
    let text = String(String.UnicodeScalarView(name))
    let digits = text.dropFirst(2)
    let decoded: Unicode.Scalar? =
      if text.hasPrefix("#x") || text.hasPrefix("#X") {
        UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
      } else if text.hasPrefix("#") {
        UInt32(text.dropFirst()).flatMap(Unicode.Scalar.init)
      } else {
        Self.entities[text]
      }
    let end = index + 1 + name.count
    guard let decoded, end < source.count, source[end] == ";" else { return "&" }
    index = end
    return decoded
  }
}
