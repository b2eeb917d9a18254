/// The name by which a person states a file's encoding.
package enum EncodingName: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case gb18030
  /// A part of GB18030, and read as that.
  case gbk
  case big5
  case utf16LE = "utf-16le"
  case utf16BE = "utf-16be"
  /// In the byte order that the file's mark tells, without one little-endian, as Windows writes it.
  case utf16 = "utf-16"

  /// Nil where there is none of that name, upper and lower case taken for equal.
  package init?(_ name: some StringProtocol) {
    self.init(rawValue: name.lowercased())
  }

  /// The encoding to read these bytes in.
  package func encoding(of bytes: [UInt8]) -> TextEncoding {
    switch self {
    case .utf8: .utf8
    case .gb18030, .gbk: .gb18030
    case .big5: .big5
    case .utf16LE: .utf16LE
    case .utf16BE: .utf16BE
    case .utf16: bytes.starts(with: [0xFE, 0xFF]) ? .utf16BE : .utf16LE
    }
  }
}
