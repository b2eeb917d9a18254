/// A document's name: a checksum of its content, so that it survives a rebuild, a rename and a move.
///
/// Two different documents of a library of 10 million share one with a probability of about 3 in a
/// million.
public struct DocumentIdentifier: Hashable, Sendable, Comparable {
  /// The checksum.
  package let value: UInt64

  package init(_ value: UInt64) {
    self.value = value
  }

  /// Reads the 16 hexadecimal digits that ``description`` writes; upper case is accepted.
  public init?(_ text: String) {
    guard text.utf8.count == 16, text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") }),
      let value = UInt64(text, radix: 16)
    else { return nil }
    self.value = value
  }

  public static func < (a: DocumentIdentifier, b: DocumentIdentifier) -> Bool {
    a.value < b.value
  }
}

extension DocumentIdentifier: CustomStringConvertible {
  /// 16 hexadecimal digits.
  public var description: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
