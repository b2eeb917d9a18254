/// A header field of a request or a response.
package struct Header: Hashable, Sendable {
  /// The field's name; its case carries no meaning.
  package let name: String

  /// The field's value.
  package let value: String

  /// Makes a field; what cannot stand in a response is found when it is sent, see
  /// ``Router/answer(method:target:headers:body:refusal:)``.
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// Whether the field has this name. Names are ASCII, so only A–Z fold.
  func isNamed(_ other: String) -> Bool {
    name.utf8.elementsEqual(other.utf8) { $0.asciiLowercased == $1.asciiLowercased }
  }

  /// Whether the field can be sent without changing the meaning of what follows it: the name a
  /// token, the value not empty and free of control characters (RFC 9110 §5).
  var isSound: Bool {
    !name.isEmpty && name.utf8.allSatisfy(\.isTokenCharacter)
      && !value.isEmpty && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
  }
}

extension [Header] {
  /// The value of the first field of this name.
  func value(named name: String) -> String? {
    first { $0.isNamed(name) }?.value
  }
}

extension UInt8 {
  var asciiLowercased: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
  }

  fileprivate var isTokenCharacter: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(self)
    }
  }
}
