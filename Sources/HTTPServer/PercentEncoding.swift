/// Why bytes are not the percent-encoding (RFC 3986 §2.1) of a text.
package enum PercentEncodingError: Error, Hashable, Sendable {
  /// A `%` without two hexadecimal digits behind it.
  case incompleteEscape
  /// A space or a control character that stands there unencoded.
  case bareControl
  /// The decoded bytes are not UTF-8.
  case notUTF8
  /// An encoded NUL, which ends a text for some of those who may read it.
  case nul
}

extension String {
  /// Decodes `bytes`, strictly: nothing is repaired. Cost: linear, one copy.
  package init(
    percentEncoded bytes: some Collection<UInt8>, plusIsSpace: Bool
  ) throws(PercentEncodingError) {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    func next() throws(PercentEncodingError) -> UInt8 {
      bytes.formIndex(after: &index)
      guard index < bytes.endIndex, let digit = bytes[index].hexadecimalDigitValue else {
        throw .incompleteEscape
      }
      return digit
    }
    while index < bytes.endIndex {
      switch bytes[index] {
      case UInt8(ascii: "%"):
        let byte = try next() << 4 | next()
        guard byte != 0 else { throw .nul }
        decoded.append(byte)
      case UInt8(ascii: "+") where plusIsSpace: decoded.append(UInt8(ascii: " "))
      case ...0x20, 0x7F: throw .bareControl
      case let byte: decoded.append(byte)
      }
      bytes.formIndex(after: &index)
    }
    guard let text = String(validating: decoded, as: UTF8.self) else { throw .notUTF8 }
    self = text
  }
}

extension String {
  /// The text for a query or a path segment: as it is, the unreserved characters (RFC 3986 §2.3), every
  /// other byte of its UTF-8 encoded. Decodes to itself. Cost: linear, one copy.
  package var percentEncoded: String {
    var encoded = ""
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        encoded += byte < 16 ? "%0" : "%"
        encoded += String(byte, radix: 16, uppercase: true)
      }
    }
    return encoded
  }
}

extension UInt8 {
  fileprivate var hexadecimalDigitValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
