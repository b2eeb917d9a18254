/// Names a section: what it holds, and which field or column it belongs to.
package struct SectionTag: Hashable, Sendable {
  package let tag: UInt32
  package let number: UInt32

  /// A tag of four ASCII letters, for example `"POST"`.
  package init(_ letters: StaticString, _ number: Int = 0) {
    precondition(letters.utf8CodeUnitCount == 4)
    tag = UnsafeRawPointer(letters.utf8Start).loadUnaligned(as: UInt32.self)
    self.number = UInt32(number)
  }

  init(tag: UInt32, number: UInt32) {
    self.tag = tag
    self.number = number
  }
}

extension SectionTag: CustomStringConvertible {
  package var description: String {
    let letters = String(
      decoding: withUnsafeBytes(of: tag.littleEndian) { Array($0) }, as: Unicode.ASCII.self)
    return "\(letters)\(number)"
  }
}
