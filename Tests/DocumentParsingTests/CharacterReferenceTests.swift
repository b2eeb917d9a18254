import Testing

@testable import DocumentParsing

private func document(of text: String) throws -> ParsedDocument {
  let documents = try FileParser().parse(Array(text.utf8), path: "文件.txt").documents
  guard let document = documents.first, documents.count == 1 else { throw NotOneDocument() }
  return document
}

@Suite struct `A character reference in plain text` {
  @Test(
    arguments: [
      ("&ldquo;", "“", 7), ("&#8220;乙", "“", 7), ("&#x201c;", "“", 8), ("&#X201C;", "“", 8),
      ("&nbsp;", "\u{A0}", 6), ("&#12288;", "\u{3000}", 8), ("&amp;ldquo;", "&", 5),
      ("&#x20000;", "𠀀", 9),
    ] as [(String, Unicode.Scalar, Int)])
  func `is read`(text: String, scalar: Unicode.Scalar, length: Int) throws {
    let reference = try #require(CharacterReference(Array(text.unicodeScalars)[...]))
    #expect(reference.scalar == scalar)
    #expect(reference.length == length)
  }

  @Test(
    arguments: [
      "", "&", "&;", "&#;", "&#x;", "R&D;", "&ldquo", "&bogus;", "&#10;", "&#128;", "&#xD800;",
      "&#x110000;", "&#99999999999;", "&#+65;", "& nbsp;", "&#xx41;",
    ])
  func `is none`(text: String) {
    #expect(CharacterReference(Array(text.unicodeScalars)[...]) == nil)
  }

  @Test func `becomes its character, and a notice as it stands`() throws {
    let document = try document(
      of: "关于深化&ldquo;一网通办&rdquo;改革的通知\n\n各单位：\n&nbsp;&nbsp;现将R&D事项通知如下。&mdash;\n")
    #expect(document.title == "关于深化“一网通办”改革的通知")
    #expect(
      document.string == """
        关于深化“一网通办”改革的通知

        各单位：
        \u{A0}\u{A0}现将R&D事项通知如下。—
        &ldquo;
        &rdquo;
        &nbsp;&nbsp;
        &mdash;
        """)
    #expect(
      String(decoding: document.text[document.bodyEnd...].prefix(8), as: UTF8.self) == "\n&ldquo;")
  }

  @Test func `leaves a line of blanks as it stands`() throws {
    let document = try document(of: "甲“乙”。\n&nbsp; &#12288;\n丙&hellip;")
    #expect(document.string == "甲“乙”。\n丙…\n&nbsp; &#12288;\n&hellip;")
  }

  @Test func `goes with the document that it stands in`() throws {
    let body = "各单位要把这项工作放在重要位置，精心组织，扎实推进，务求实效，确保各项任务按时完成。"
    let text = """
      关于开展&middot;检查的通知
      2019年3月1日
      \(body)
      关于做好&times;防汛工作的意见
      2019年4月1日
      \(body)
      """
    let documents = try FileParser().parse(Array(text.utf8), path: "文件.txt").documents
    #expect(
      documents.map(\.string).map { $0.split(separator: "\n").last } == [
        "&middot;", "&times;",
      ])
    #expect(documents.map { $0.sources[.date]?.line } == [2, 5])
  }

  @Test(arguments: ["\n", "\r\n", "\r"], 0..<100 as Range<UInt64>)
  func `leads every character back to its place`(lineBreak: String, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "&ldquo;", "&rdquo;", "&nbsp;", "&#x4E2D;", "&", "&amp;", "&bogus;", "甲", "乙，", "丙。", "𠀀",
      "ab",
      " ", "\u{3000}", lineBreak, lineBreak, "一、总体要求",
    ]
    let source = (0..<40).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    let lines = sourceLines(of: source)
    for document in try FileParser().parse(Array(source.utf8), path: "文件.txt").documents {
      var offset = 0
      for scalar in document.string.unicodeScalars {
        let place = document.sourceMap.position(of: offset, in: document.text)
        let line = lines[place.line - 1][(place.column - 1)...]
        let isBreak = line.first.map { $0 == "\n" || $0 == "\r" } ?? true
        // A line break among the notices stands for none of the file.
        let isFound =
          line.first == scalar || CharacterReference(line)?.scalar == scalar
          || isBreak && (scalar == "\n" || scalar == " ")
          || scalar == "\n" && offset >= document.bodyEnd
        #expect(isFound, "seed \(seed), \(scalar) at \(place)")
        offset += UTF8.width(scalar)
      }
    }
  }

  @Test func `is told with all others of its line`() throws {
    let text = "甲&ldquo;乙&rdquo;&hellip;\n丙&times;丁\n&nbsp;"
    let file = try FileParser().parse(Array(text.utf8), path: "文件.txt", explains: true)
    let notices = try #require(file.decisions).notices
    #expect(notices.map(\.line) == [1, 2, 3])
    #expect(notices.map(\.rule) == [.reference, .reference, .invisible])
    #expect(notices.map(\.text) == ["&ldquo; &rdquo;&hellip;", "&times;", "&nbsp;"])
  }
}

@Suite struct `What is not seen in a line` {
  @Test(arguments: ["\u{200B}", "\u{FEFF}", "\u{AD}", "\u{2060}", "\u{FE00}", "\u{1}", "\u{E5E5}"])
  func `stays in the text and is no part of a field`(character: String) throws {
    let document = try document(
      of: "临江市\(character)总工会关于表彰先进的通知\n2020年\(character)5月6日\n各单位：\n现将有关事项通知如下。\n")
    #expect(document.title == "临江市总工会关于表彰先进的通知")
    #expect(document.issuer == "临江市总工会")
    #expect(document.date?.description == "2020-05-06")
    #expect(document.string.unicodeScalars.contains { String($0) == character })
  }
}
