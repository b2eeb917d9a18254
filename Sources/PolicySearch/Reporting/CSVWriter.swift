/// Writes comma-separated values (RFC 4180) for spreadsheets.
///
/// The text begins with a byte order mark, without which spreadsheets take Chinese for the system's own
/// encoding. A text that a spreadsheet would take for a formula (it begins with = + - @ or a tab or line
/// break) gets an apostrophe before it, so that no document can make the reader's machine calculate.
package struct CSVWriter {
  /// The text so far, UTF-8.
  package private(set) var bytes: [UInt8] = Array("\u{FEFF}".utf8)
  private var isLineBegun = false

  /// Writes the line of the columns' names.
  package init(_ columns: [String]) {
    for column in columns { text(column) }
    endLine()
  }

  /// Writes a text, or nothing, as the next field of the line.
  package mutating func text(_ text: String?) {
    guard let text, let first = text.utf8.first else { return field("") }
    field("=+-@\t\r\n".utf8.contains(first) ? "'" + text : text)
  }

  package mutating func number(_ number: Int) { field(String(number)) }

  /// Writes a number in its shortest form that reads back the same.
  package mutating func number(_ number: Float) { field("\(number)") }

  package mutating func endLine() {
    bytes.append(contentsOf: "\r\n".utf8)
    isLineBegun = false
  }

  private mutating func field(_ text: String) {
    if isLineBegun { bytes.append(UInt8(ascii: ",")) }
    isLineBegun = true
    guard text.utf8.contains(where: ",\"\r\n".utf8.contains) else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
