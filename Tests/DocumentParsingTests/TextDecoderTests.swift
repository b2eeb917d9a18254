import Testing

@testable import DocumentParsing

@Suite struct `A text decoder` {
  static let encodings: [(TextEncoding, String)] = [
    (.utf8, "UTF-8"), (.gb18030, "GB18030"), (.gb18030, "GBK"), (.big5, "BIG5"),
    (.utf16LE, "UTF-16LE"), (.utf16BE, "UTF-16BE"),
  ]

  @Test(arguments: encodings)
  func `finds out the encoding without a mark`(encoding: TextEncoding, name: String) throws {
    for text in [simplifiedText, traditionalText] where name != "BIG5" || text == traditionalText {
      let decoded = try TextDecoder.decode(encoded(text, in: name))
      #expect(decoded.encoding == encoding)
      #expect(decoded.string == text)
    }
  }

  @Test(arguments: [
    (TextEncoding.utf8, "UTF-8"), (.gb18030, "GB18030"), (.utf16LE, "UTF-16LE"),
    (.utf16BE, "UTF-16BE"),
  ])
  func `follows a byte order mark and leaves it out`(encoding: TextEncoding, name: String) throws {
    for text in [simplifiedText, traditionalText, "plain text", ""]
    where name != "GB18030" || text.count > 20 {
      let decoded = try TextDecoder.decode(encoded("\u{FEFF}" + text, in: name))
      #expect(decoded.encoding == encoding)
      #expect(decoded.string == text)
    }
  }

  @Test(arguments: ["", "a", "plain\ttext\r\n", "é", "中", "中文\u{1B}[0m 的一段较长的文字", "\u{FEFF}"])
  func `takes what is valid UTF-8`(text: String) throws {
    let decoded = try TextDecoder.decode(Array(text.utf8))
    #expect(decoded.encoding == .utf8)
    #expect(decoded.string == (text == "\u{FEFF}" ? "" : text))
  }

  @Test func `reads UTF-16 of plain ASCII, which is valid UTF-8 too`() throws {
    for (encoding, name) in [(TextEncoding.utf16LE, "UTF-16LE"), (.utf16BE, "UTF-16BE")] {
      let decoded = try TextDecoder.decode(encoded("Opinions on services\n", in: name))
      #expect(decoded.encoding == encoding)
      #expect(decoded.string == "Opinions on services\n")
    }
  }

  @Test(arguments: encodings)
  func `reads the encoding it is told`(encoding: TextEncoding, name: String) throws {
    let text = name == "BIG5" ? traditionalText : simplifiedText
    for text in [text, String(text.prefix(1)), ""] {
      let decoded = try TextDecoder.decode(encoded(text, in: name), as: encoding)
      #expect(decoded.encoding == encoding)
      #expect(decoded.string == text)
    }
    let bytes = encoded(text, in: name) + [0xFF]
    if encoding != .big5 {
      #expect(throws: TextDecodingError.malformed(encoding, offset: bytes.count - 1)) {
        try TextDecoder.decode(bytes, as: encoding)
      }
    }
  }

  @Test(arguments: encodings)
  func `gives the text or an error for a file cut at any byte`(
    encoding: TextEncoding, name: String
  ) throws {
    let text = name == "BIG5" ? traditionalText : simplifiedText
    let bytes = encoded(text, in: name)
    var characters = 0
    for end in 0...bytes.count {
      let cut = Array(bytes[..<end])
      do throws(TextDecodingError) {
        let decoded = try TextDecoder.decode(cut)
        #expect(text.hasPrefix(decoded.string) || end < 12, "\(end)")
        characters = max(characters, decoded.string.count)
      } catch {
        if end < 60 { continue }
        guard case .malformed(encoding, let offset) = error else {
          Issue.record("\(end): \(error)")
          continue
        }
        #expect(offset < end && end - offset < 4, "\(end)")
      }
    }
    #expect(characters == text.count)
  }

  @Test func `names the place of damage`() {
    var bytes = Array(simplifiedText.utf8)
    let character = bytes[90...].firstIndex { $0 & 0xC0 != 0x80 } ?? 90
    bytes[character] = 0xFF
    #expect(throws: TextDecodingError.malformed(.utf8, offset: character)) {
      try TextDecoder.decode(bytes)
    }
    bytes = encoded(simplifiedText, in: "GB18030")
    let damaged = 60
    bytes[damaged...(damaged + 1)] = [0xFF, 0xFF]
    #expect(throws: TextDecodingError.malformed(.gb18030, offset: damaged)) {
      try TextDecoder.decode(bytes)
    }
    bytes = [0xEF, 0xBB, 0xBF, 0x41, 0x80]
    #expect(throws: TextDecodingError.malformed(.utf8, offset: 4)) { try TextDecoder.decode(bytes) }
    bytes = [0xFF, 0xFE, 0x2D, 0x4E, 0x00, 0xD8, 0x2D, 0x4E]
    #expect(throws: TextDecodingError.malformed(.utf16LE, offset: 4)) {
      try TextDecoder.decode(bytes)
    }
  }

  @Test(
    arguments: [
      ([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0], 4),
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D], 6),
      ([0x41, 0, 0, 0, 0x42, 0, 0, 0], 1),
      ([1, 2, 3, 4], 0),
      ([0xFF, 0xFE, 0x41, 0, 0, 0, 0x42, 0], 4),
      ([0xEF, 0xBB, 0xBF, 0x41, 0], 4),
    ] as [([UInt8], Int)])
  func `refuses binary files`(bytes: [UInt8], offset: Int) {
    #expect(throws: TextDecodingError.binary(offset: offset)) { try TextDecoder.decode(bytes) }
  }

  @Test func `does not guess at Latin letters`() {
    let bytes = encoded("Le café est fermé à Noël, l'été déjà passé.", in: "ISO-8859-1")
    #expect(throws: TextDecodingError.unknownEncoding(offset: 6)) { try TextDecoder.decode(bytes) }
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `never traps on random bytes`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet: [UInt8] = [
      0, 0x0A, 0x30, 0x41, 0x81, 0x84, 0xA1, 0xB5, 0xC4, 0xE4, 0xF0, 0xFE, 0xFF,
    ]
    let bytes = (0..<Int.random(in: 0...200, using: &generator)).map { _ in
      seed.isMultiple(of: 2)
        ? UInt8.random(in: .min ... .max, using: &generator)
        : alphabet.randomElement(using: &generator) ?? 0
    }
    if let decoded = try? TextDecoder.decode(bytes) {
      let characters = Array(decoded.string.utf8)
      #expect(String(validating: characters, as: UTF8.self) != nil)
      _ = DocumentParser.parse(decoded, path: "a")
    }
  }

  /// Against the standard library, in bytes that are mostly right, since most damage is of a few bytes.
  @Test(arguments: 0..<400 as Range<UInt64>)
  func `finds the first byte that is no UTF-8`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let pieces = ["中", "。", "的文", "a", "text", "\n", "é", "𠀀", "ࠀ", "\u{D7FF}", "\u{FFFF}"]
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...40, using: &generator) {
      bytes += Array((pieces.randomElement(using: &generator) ?? "中").utf8)
    }
    let marks: [UInt8] = [
      0x00, 0x41, 0x7F, 0x80, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xE0, 0xED, 0xF4, 0xFF,
    ]
    for _ in 0..<Int.random(in: 0...2, using: &generator) {
      guard let place = bytes.indices.randomElement(using: &generator) else { break }
      if Bool.random(using: &generator) {
        bytes[place] = marks.randomElement(using: &generator) ?? 0x80
      } else {
        bytes.remove(at: place)
      }
    }
    var failure: Int?
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      failure = error.byteOffsets.lowerBound
    }
    #expect(EncodedReading(bytes, as: .utf8).failure == failure)
  }

  /// Against a count of all control characters, in texts that are checked by words, by bytes and by the
  /// standard library in turn.
  @Test(arguments: 0..<200 as Range<UInt64>)
  func `takes for binary what has NUL or too many control characters`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let pieces = ["中", "。", "a", "plain text ", "\n", "\t", "é", "𠀀", "\u{1}", "\u{1F}", "\u{7F}"]
    let weights = seed.isMultiple(of: 3) ? pieces : pieces + Array(repeating: "中文", count: 20)
    var text = (0..<Int.random(in: 1...60, using: &generator))
      .map { _ in weights.randomElement(using: &generator) ?? "" }.joined()
    if seed.isMultiple(of: 5) { text += "\0文" }
    let bytes = Array(text.utf8)
    let controls = bytes.filter { $0 < 0x20 && !(0x09...0x0D).contains($0) }.count
    let isBinary = bytes.contains(0) || controls > 0 && controls * 16 >= bytes.count
    let reading = EncodedReading(bytes, as: .utf8)
    #expect(reading.failure == nil)
    #expect(reading.isBinary == isBinary)
  }

  @Test(arguments: [
    (TextDecodingError.binary(offset: 3), "not a text file: control character at byte 3"),
    (
      .malformed(.big5, offset: 7),
      "damaged Big5 text: no character at byte 7; repair it or save it as UTF-8"
    ),
    (
      .unknownEncoding(offset: 0),
      "not UTF-8 at byte 0 and no likely GB18030, Big5 or UTF-16; save it as UTF-8"
    ),
  ])
  func `says what is wrong`(error: TextDecodingError, message: String) {
    #expect(error.description == message)
  }
}
