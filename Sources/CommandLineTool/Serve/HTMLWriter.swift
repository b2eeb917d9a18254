/// Writes HTML. Names are part of the program; every other text is escaped on its way, so that whatever
/// a document or a query contains is shown and never obeyed.
struct HTMLWriter {
  /// Names and values in their order; those without a value are left out.
  typealias Attributes = KeyValuePairs<StaticString, String?>

  /// The language of the messages.
  let language: Language

  /// The text so far.
  private(set) var html = "<!DOCTYPE html>\n"

  /// Starts a page.
  init(in language: Language) {
    self.language = language
  }

  /// A message in the page's language, for an attribute.
  subscript(message: Message) -> String { language.text(message) }

  /// Writes an element with what `body` writes in it.
  mutating func element(
    _ name: StaticString, _ attributes: Attributes = [:], _ body: (inout HTMLWriter) -> Void
  ) {
    void(name, attributes)
    body(&self)
    html += "</\(name)>"
  }

  /// Writes an element with a text in it.
  mutating func element(
    _ name: StaticString, _ attributes: Attributes = [:], text: some StringProtocol
  ) {
    element(name, attributes) { $0.text(text) }
  }

  /// Writes an element with a message in it.
  mutating func element(
    _ name: StaticString, _ attributes: Attributes = [:], message: Message
  ) {
    element(name, attributes, text: language.text(message))
  }

  /// Writes an element that has no content and no end tag.
  mutating func void(_ name: StaticString, _ attributes: Attributes = [:]) {
    html += "<\(name)"
    for (name, value) in attributes {
      guard let value else { continue }
      html += " \(name)=\""
      text(value)
      html += "\""
    }
    html += ">"
  }

  /// Writes a text, escaped for an element's content and for a quoted attribute alike.
  mutating func text(_ text: some StringProtocol) {
    let bytes = text.utf8
    var start = bytes.startIndex
    var index = start
    while index < bytes.endIndex {
      if let escape = Self.escape(for: bytes[index]) {
        html += text[start..<index]
        html += escape
        start = bytes.index(after: index)
      }
      bytes.formIndex(after: &index)
    }
    html += text[start...]
  }

  private static func escape(for byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }

  /// Writes a message.
  mutating func text(_ message: Message) { text(language.text(message)) }

  /// Writes a text with some of its parts marked; `matches` ascend and do not overlap.
  mutating func text(_ text: Substring, marking matches: some Sequence<Range<String.Index>>) {
    var place = text.startIndex
    for match in matches {
      self.text(text[place..<match.lowerBound])
      element("mark", text: text[match])
      place = match.upperBound
    }
    self.text(text[place...])
  }
}
