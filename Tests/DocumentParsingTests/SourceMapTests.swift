import Testing

@testable import DocumentParsing

@Suite struct `A source map` {
  @Test(arguments: [
    "一", "一\n二", "一\r\n二", "一\r二", "一\n\r二", "\n\n 一\n", "一 \n二", "一　\r\n\r\n　\r\n\t二 三　　\n\n\n四",
    "一\n \n \n二", "𠀀〇a\t\n𠀀 \n b", "\u{A0}\n一\u{A0}", "",
    "他说，\n　好", "见《办\n\n法》了", "ab，\ncd", "A,\nb", "下载\n打印\n正文。", "正文。\n打印\n正文。", "<!-- a\nb -->\n一",
    "a\n<!-- b",
    "一。\n\u{E000}\n<!-- b -->",
  ])
  func `leads every character back`(source: String) {
    expectEveryCharacterFound(source, "\(source.debugDescription)")
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `leads every character of random texts back`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet: [String] = [
      "一", "二", "a", "𠀀", " ", "　", "\t", "\n", "\n", "\r\n", "\r", "é", "\u{A0}", "，", "。", "《",
      "》", "<!--", "-->", "打印", "\u{200B}", "一、",
    ]
    let source = (0..<Int.random(in: 0...80, using: &generator))
      .map { _ in alphabet.randomElement(using: &generator) ?? "" }.joined()
    expectEveryCharacterFound(source, "seed \(seed)")
  }

  @Test func `takes an offset inside a character for the character's`() throws {
    let document = try parse("一二\n三")
    let columns = (0...10).map { document.sourceMap.position(of: $0, in: document.text).column }
    #expect(columns == [1, 1, 1, 2, 2, 2, 3, 1, 1, 1, 2])
  }

  @Test func `needs one entry for a clean text`() throws {
    let clean = (1...100).map { "第\($0)行。" }.joined(separator: "\r\n\r\n")
    #expect(try parse(clean).sourceMap.entries.count == 1)
  }

  private func decode(_ bytes: [UInt8]) throws -> SourceMap {
    try bytes.withUnsafeBytes { try SourceMap(decoding: $0) }
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `comes back from its bytes, and from no part of them`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var map = SourceMap()
    var offset = 0
    var line = 1
    for _ in 0..<Int.random(in: 0...20, using: &generator) {
      line = max(1, line + Int.random(in: -100...300, using: &generator))
      map.append(offset: offset, line: line, column: Int.random(in: 1...300, using: &generator))
      offset += Int.random(in: 1...100_000, using: &generator)
    }
    var bytes: [UInt8] = []
    map.encode(to: &bytes)
    #expect(try decode(bytes) == map)
    for end in 0..<bytes.count {
      #expect(throws: SourceMap.DecodingError.self) { try decode(Array(bytes[..<end])) }
    }
    #expect(throws: SourceMap.DecodingError(offset: bytes.count)) { try decode(bytes + [0]) }
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `never traps on random bytes`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let bytes = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
      UInt8.random(in: 0...(seed.isMultiple(of: 3) ? 255 : 8), using: &generator)
    }
    guard let map = try? decode(bytes) else { return }
    let text = Array("一二三\n四五".utf8)
    for offset in 0...text.count { _ = map.position(of: offset, in: text) }
  }

  @Test func `has the documented bytes`() {
    var map = SourceMap()
    map.append(offset: 0, line: 3, column: 1)
    map.append(offset: 200, line: 5, column: 2)
    map.append(offset: 201, line: 1, column: 1)
    var bytes: [UInt8] = []
    map.encode(to: &bytes)
    #expect(bytes == [3, 0, 4, 0, 0xC8, 0x01, 4, 1, 1, 7, 0])
  }
}
