/// Characters of a text that a writer seldom means: what stands in their place may be lost, or be
/// another character than it seems to be.
package struct SuspiciousCharacters: Sendable, Equatable {
  /// What may be wrong with a character.
  package enum Kind: String, Sendable, CaseIterable {
    /// U+FFFD, which stands for a character that was lost.
    case replacement
    /// A character that only one maker's fonts know.
    case privateUse
    /// It is not seen, but stands between characters that are: zero-width spaces and joiners, byte
    /// order marks inside the text, soft hyphens.
    case zeroWidth
    /// It changes the direction of the text.
    case direction
    /// A control character that is no tab and no line break.
    case control
    /// It looks like a common ideograph and is another character: a radical, a compatibility ideograph.
    case lookAlike
    /// What a text in one encoding becomes when it is read in another: 锟斤拷, 锛, 銆, 鈥, ä¸¢.
    case mixedEncoding
    /// A code point that is no character.
    case noncharacter
  }

  /// All that a text holds of one character.
  package struct Finding: Sendable, Equatable {
    package let kind: Kind
    package let scalar: Unicode.Scalar
    package internal(set) var count: Int
    /// Where it stands first.
    package let first: SourcePosition
  }

  /// In the order of their first places.
  package private(set) var findings: [Finding] = []

  /// Looks at all characters of a text. Cost: some nanoseconds a character.
  package init(in text: DecodedText) {
    let origin = text.origin.map { TextOrigin($0, of: text.utf8) }
    var places: [Unicode.Scalar: Int] = [:]
    var lines = SourceLines(text.utf8)
    while let line = lines.next() {
      var column = 0
      var before: (Unicode.Scalar, Unicode.Scalar) = (" ", " ")
      // SAFETY: a line of valid UTF-8 is valid UTF-8.
      let bytes = UTF8Span(unchecked: text.utf8.extracting(line.kept.lowerBound..<line.end))
      var decoder = bytes.makeUnicodeScalarIterator()
      while let scalar = decoder.next() {
        column += 1
        defer { before = (before.1, scalar) }
        guard let kind = Self.kind(of: scalar, after: before) else { continue }
        if let place = places[scalar] {
          findings[place].count += 1
        } else {
          places[scalar] = findings.count
          let place = SourcePosition(line: line.number, column: column)
          findings.append(
            Finding(
              kind: kind, scalar: scalar, count: 1, first: origin?.position(of: place) ?? place))
        }
      }
    }
  }

  private static func kind(
    of scalar: Unicode.Scalar, after before: (Unicode.Scalar, Unicode.Scalar)
  ) -> Kind? {
    switch scalar.value {
    // UTF-8 read as Latin-1: the leading byte of an ideograph and two continuation bytes.
    case 0x80...0xBF
    where (0xE4...0xE9).contains(before.0.value) && (0x80...0xBF).contains(before.1.value):
      .mixedEncoding
    case 0x09, 0x20..<0x7F: nil
    case 0x00..<0x20, 0x7F..<0xA0: .control
    case 0xAD, 0x180E, 0x200B...0x200D, 0x2060...0x2064, 0xFEFF: .zeroWidth
    case 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: .direction
    case 0x2E80...0x2FD5, 0xF900...0xFAFF, 0x2F800...0x2FA1F: .lookAlike
    // U+FFFD twice in UTF-8, read as GBK: the second character proves it.
    case 0x65A4 where before.1 == "锟": .mixedEncoding
    // `，` and its like, `。` and its like, `“` and its like in UTF-8, read as GBK.
    case 0x951B, 0x9286, 0x9225: .mixedEncoding
    case 0xFFFD: .replacement
    case 0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD: .privateUse
    case 0xFDD0...0xFDEF: .noncharacter
    case let value where value & 0xFFFE == 0xFFFE: .noncharacter
    default: nil
    }
  }
}
