/// Writes JSON text, members in the order in which they are written.
///
/// The standard encoder lives in Foundation, which would more than double the start-up time of a
/// search, and does not keep the documented order of members.
package struct JSONWriter {
  /// The text so far, UTF-8.
  package private(set) var bytes: [UInt8] = []
  private var needsComma = false

  package init() {}

  /// An object a line: each that `write` makes of an item, then the summary, whose other members `summary`
  /// writes.
  static func lines<Item>(
    of items: [Item], _ write: (Item, inout JSONWriter) -> Void,
    summary: (inout JSONWriter) -> Void
  ) -> [UInt8] {
    var json = JSONWriter()
    for item in items {
      write(item, &json)
      json.endLine()
    }
    json.object { json in
      json.name("type")
      json.value("summary")
      summary(&json)
    }
    json.endLine()
    return json.bytes
  }

  /// Writes an object whose members `body` writes.
  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    container(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  /// Writes an array whose elements `body` writes.
  package mutating func array(_ body: (inout JSONWriter) -> Void) {
    container(UInt8(ascii: "["), UInt8(ascii: "]"), body)
  }

  /// Writes an array of strings.
  package mutating func array(_ values: [String]) {
    array { writer in for value in values { writer.value(value) } }
  }

  /// Writes a member's name; its value must follow.
  package mutating func name(_ name: String) {
    separate()
    append(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a string, or null.
  package mutating func value(_ value: String?) {
    separate()
    if let value { append(value) } else { bytes.append(contentsOf: "null".utf8) }
    needsComma = true
  }

  package mutating func value(_ value: Int) {
    separate()
    bytes.append(contentsOf: String(value).utf8)
    needsComma = true
  }

  /// Writes a number, or null.
  package mutating func value(_ value: Int?) {
    if let value { self.value(value) } else { self.value(nil as String?) }
  }

  package mutating func value(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
    needsComma = true
  }

  /// Writes a number in its shortest form that reads back the same; null when it is not finite.
  package mutating func value(_ value: Float) {
    separate()
    bytes.append(contentsOf: (value.isFinite ? "\(value)" : "null").utf8)
    needsComma = true
  }

  /// Ends a line, between values that stand one a line.
  package mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  private mutating func container(
    _ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void
  ) {
    separate()
    bytes.append(open)
    needsComma = false
    body(&self)
    bytes.append(close)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = false
  }

  private mutating func append(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0..<0x20, 0x7F:
        let digits = String(byte, radix: 16)
        bytes.append(contentsOf: "\\u00".utf8)
        if digits.utf8.count == 1 { bytes.append(UInt8(ascii: "0")) }
        bytes.append(contentsOf: digits.utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
