import CICU
import Testing

private struct Decoding: Equatable {
  var status: cicu_decode_status
  var text: String
  var consumed: Int
}

private func decode(_ bytes: [UInt8], _ charset: String, capacity: Int? = nil) -> Decoding {
  var destination = [UInt8](repeating: 0, count: capacity ?? bytes.count * 3)
  var written = 0
  var consumed = 0
  let status = cicu_decode(
    charset, bytes, bytes.count, &destination, destination.count, &written, &consumed)
  let text = String(decoding: destination[..<written], as: UTF8.self)
  return Decoding(status: status, text: text, consumed: consumed)
}

@Suite struct `Strict decoding` {
  @Test(
    arguments: [
      // 镕 is what a GB 2312 table lacks; the last character of the first is outside the BMP.
      ("gb18030", [0xB9, 0xA4, 0xE9, 0x46, 0x95, 0x32, 0x82, 0x36, 0x41], "工镕𠀀A"),
      ("big5", [0xA4, 0x75, 0xB7, 0x7C, 0x41], "工會A"),
      ("utf-16le", [0xE5, 0x5D, 0x40, 0xD8, 0x00, 0xDC], "工𠀀"),
      ("utf-16be", [0x5D, 0xE5, 0xD8, 0x40, 0xDC, 0x00], "工𠀀"),
      ("utf-16le", [0xFF, 0xFE, 0xE5, 0x5D], "\u{FEFF}工"), ("gb18030", [], ""),
    ] as [(String, [UInt8], String)])
  func `decodes`(charset: String, bytes: [UInt8], text: String) {
    let expected = Decoding(status: .CICU_DECODED, text: text, consumed: bytes.count)
    #expect(decode(bytes, charset) == expected)
  }

  @Test(
    arguments: [
      ("gb18030", [0x80]), ("gb18030", [0xFF]), ("gb18030", [0x81, 0x30, 0x81, 0x20]),
      ("gb18030", [0xE3, 0x32, 0x9A, 0x36]), ("big5", [0xA4, 0x20]), ("big5", [0x81, 0xFF]),
      ("utf-16le", [0x00, 0xD8, 0x41, 0x00]), ("utf-16le", [0x00, 0xDC]),
      ("utf-16be", [0xDC, 0x00]), ("utf-16be", [0xD8, 0x00, 0x5D, 0xE5]),
    ] as [(String, [UInt8])])
  func `stops at the first sequence that is no character`(charset: String, bytes: [UInt8]) {
    let prefix = "甲乙工"
    let encoded: [UInt8] =
      switch charset {
      case "gb18030": [0xBC, 0xD7, 0xD2, 0xD2, 0xB9, 0xA4]
      case "big5": [0xA5, 0xD2, 0xA4, 0x41, 0xA4, 0x75]
      case "utf-16le": [0x32, 0x75, 0x59, 0x4E, 0xE5, 0x5D]
      default: [0x75, 0x32, 0x4E, 0x59, 0x5D, 0xE5]
      }
    let expected = Decoding(status: .CICU_MALFORMED, text: prefix, consumed: encoded.count)
    #expect(decode(encoded + bytes + encoded, charset) == expected)
  }

  @Test(
    arguments: [
      ("gb18030", [0xB9, 0xA4, 0xB9]), ("gb18030", [0xB9, 0xA4, 0x95, 0x32, 0x82]),
      ("big5", [0xA4, 0x75, 0xA4]), ("utf-16le", [0xE5, 0x5D, 0xE5]),
      ("utf-16be", [0x5D, 0xE5, 0xD8, 0x40]), ("utf-16be", [0x5D, 0xE5, 0xD8, 0x40, 0xDC]),
    ] as [(String, [UInt8])])
  func `tells bytes that end within a character`(charset: String, bytes: [UInt8]) {
    let expected = Decoding(status: .CICU_TRUNCATED, text: "工", consumed: 2)
    #expect(decode(bytes, charset) == expected)
  }

  @Test(arguments: 2040...2060)
  func `decodes long texts of surrogate pairs`(count: Int) {
    let bytes: [UInt8] =
      [0x41, 0x00] + [[UInt8]](repeating: [0x40, 0xD8, 0x00, 0xDC], count: count).joined()
    let text = "A" + String(repeating: "𠀀", count: count)
    let expected = Decoding(status: .CICU_DECODED, text: text, consumed: bytes.count)
    #expect(decode(bytes, "utf-16le") == expected)
  }

  @Test(arguments: 0..<4)
  func `writes nothing behind the destination`(capacity: Int) {
    let expected = Decoding(status: .CICU_DESTINATION_FULL, text: "", consumed: 0)
    #expect(decode([0xB9, 0xA4, 0x41], "gb18030", capacity: capacity) == expected)
  }

  @Test func `tells a charset that is not there`() {
    let expected = Decoding(status: .CICU_UNAVAILABLE, text: "", consumed: 0)
    #expect(decode([0x41], "no such charset") == expected)
  }
}
