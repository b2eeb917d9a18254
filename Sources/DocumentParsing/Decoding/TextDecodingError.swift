/// Why bytes are no text. Offsets are in bytes of the file.
package enum TextDecodingError: Error, Equatable {
  /// The byte at `offset` is a control character that texts do not contain.
  case binary(offset: Int)
  /// The file is in this encoding by its byte order mark or by the text before `offset`, but what
  /// stands there is no character of it.
  case malformed(TextEncoding, offset: Int)
  /// The bytes are not UTF-8, first at `offset`, and read as no likely text in any other encoding.
  case unknownEncoding(offset: Int)
}

extension TextDecodingError: CustomStringConvertible {
  /// What is wrong and where, to be preceded by the name of the file.
  package var description: String {
    switch self {
    case .binary(let offset):
      "not a text file: control character at byte \(offset)"
    case .malformed(let encoding, let offset):
      "damaged \(encoding.rawValue) text: no character at byte \(offset); repair it or save it as UTF-8"
    case .unknownEncoding(let offset):
      "not UTF-8 at byte \(offset) and no likely GB18030, Big5 or UTF-16; save it as UTF-8"
    }
  }
}
