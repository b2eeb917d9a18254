import HTTPServer
import Testing

@Suite struct `Percent-encoding` {
  @Test(arguments: [
    ("", ""), ("a-z_~", "a-z_~"), ("%41%7a", "Az"), ("%e6%A0%91", "树"), ("a%20b", "a b"),
    ("%25", "%"), ("%2B", "+"), ("%F0%9F%8C%B2", "🌲"), ("树%E6%9E%97", "树林"), ("a/b?c", "a/b?c"),
  ])
  func `is decoded`(encoded: String, text: String) throws {
    #expect(try String(percentEncoded: encoded.utf8, plusIsSpace: false) == text)
    #expect(try String(percentEncoded: encoded.utf8, plusIsSpace: true) == text)
  }

  @Test func `has a plus for a space only where asked`() throws {
    #expect(try String(percentEncoded: "a+b".utf8, plusIsSpace: true) == "a b")
    #expect(try String(percentEncoded: "a+b".utf8, plusIsSpace: false) == "a+b")
  }

  @Test(
    arguments: [
      ("%", .incompleteEscape), ("%4", .incompleteEscape), ("%4g", .incompleteEscape),
      ("%%41", .incompleteEscape), ("%+1", .incompleteEscape), ("a b", .bareControl),
      ("\u{7F}", .bareControl), ("\t", .bareControl), ("%00", .nul), ("%80", .notUTF8),
      ("%E6%A0", .notUTF8), ("%C1%81", .notUTF8), ("%ED%BF%BF", .notUTF8),
      ("%F4%90%80%80", .notUTF8),
    ] as [(String, PercentEncodingError)])
  func `is refused where it is wrong`(encoded: String, error: PercentEncodingError) {
    #expect(throws: error) { try String(percentEncoded: encoded.utf8, plusIsSpace: false) }
  }

  @Test func `stands for every byte a text can have`() throws {
    let text = (1..<0x3000).compactMap { Unicode.Scalar($0 as UInt32) }.map(String.init).joined()
    let encoded = text.utf8.map { byte in
      (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: byte % 2 == 0)
    }.joined()
    #expect(try String(percentEncoded: encoded.utf8, plusIsSpace: true) == text)
  }

  @Test(arguments: [
    ("", ""), ("aZ09-._~", "aZ09-._~"), ("树 林", "%E6%A0%91%20%E6%9E%97"),
    ("a+b&c=d", "a%2Bb%26c%3Dd"),
    ("\u{1}%", "%01%25"),
  ])
  func `is written so that it reads back`(text: String, encoded: String) throws {
    #expect(text.percentEncoded == encoded)
    #expect(try String(percentEncoded: encoded.utf8, plusIsSpace: true) == text)
  }
}
