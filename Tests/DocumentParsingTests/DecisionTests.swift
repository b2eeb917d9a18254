import Glibc
import Testing

@testable import DocumentParsing

/// The folder of the sample documents.
private let samples =
  #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/samples"

private func sampleNames() -> [String] {
  guard let directory = opendir(samples) else { return [] }
  defer { closedir(directory) }
  var names: [String] = []
  while let entry = readdir(directory) {
    names.append(
      withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      })
  }
  return names.filter { !$0.hasPrefix(".") }.sorted()
}

private func bytes(_ path: String) throws -> [UInt8] {
  let file = try #require(fopen(path, "r"))
  defer { fclose(file) }
  var bytes = [UInt8](repeating: 0, count: 1 << 20)
  bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
  return bytes
}

/// The lines of a text as editors count them, without the blanks at their ends.
private func lines(of text: String) -> [String] {
  var lines: [[Unicode.Scalar]] = [[]]
  var last: Unicode.Scalar = " "
  for scalar in text.unicodeScalars {
    if scalar == "\n", last == "\r" {
      last = scalar
      continue
    }
    last = scalar
    if scalar == "\n" || scalar == "\r" {
      lines.append([])
    } else {
      lines[lines.count - 1].append(scalar)
    }
  }
  return lines.map { line in
    var line = line
    while line.last?.isBlank == true { line.removeLast() }
    return String(line)
  }
}

/// Checks what is told of a file against the file and against the texts of its documents.
private func expectTrue(_ file: ParsedFile, of text: String, _ comment: Comment) throws {
  let decisions = try #require(file.decisions)
  let lines = lines(of: text)
  for notice in decisions.notices { #expect(lines[notice.line - 1] == notice.text, comment) }
  #expect(decisions.notices.map(\.line) == decisions.notices.map(\.line).sorted(), comment)
  #expect(decisions.parts.count == file.documents.count, comment)
  let contents = decisions.notices.filter { $0.rule == .contents }.map(\.line)
  var joins: [ParsingDecisions.Join] = []
  var noticeCount = 0
  for (document, part) in zip(file.documents, decisions.parts) {
    // Where in the text each line of the file begins, and on which line the text before it ends.
    var seen: Set<Int> = []
    var bodyLines: [Int] = []
    var last = (line: 0, scalar: "\n" as Unicode.Scalar)
    var offset = 0
    for scalar in document.string.unicodeScalars {
      let line = document.sourceMap.position(of: offset, in: document.text).line
      if !scalar.isBlank, scalar != "\n", seen.insert(line).inserted {
        if offset < document.bodyEnd || document.bodyEnd == 0 { bodyLines.append(line) }
        if offset >= document.bodyEnd { noticeCount += 1 }
        if last.scalar != "\n" {
          joins.append(
            ParsingDecisions.Join(
              from: last.line, to: line,
              isOverBlankLines: lines[line - 2].isEmpty,
              isInTitle: decisions.joins.first { $0.to == line }?.isInTitle ?? false))
        }
      }
      if !scalar.isBlank { last = (scalar == "\n" ? last.line : line, scalar) }
      offset += UTF8.width(scalar)
    }
    let own = bodyLines + contents.filter(part.lines.contains)
    #expect(own.min() == part.lines.lowerBound && own.max() == part.lines.upperBound, comment)
    for (field, source) in document.sources {
      guard let line = source.line else {
        #expect(source.rule == .fileName, comment)
        continue
      }
      #expect(!lines[line - 1].isEmpty, "\(comment): \(field)")
    }
    if let title = document.title, let line = document.sources[.title]?.line {
      let letters = lines[line - 1].unicodeScalars.filter { !$0.isBlank && $0 != "#" }
      #expect(
        Array(title.unicodeScalars.filter { !$0.isBlank }.prefix(4)).elementsEqual(
          letters.prefix(4)) || document.sources[.title]?.rule == .label, comment)
    }
  }
  #expect(decisions.joins.sorted { $0.to < $1.to } == joins.sorted { $0.to < $1.to }, comment)
  #expect(noticeCount == decisions.notices.count, comment)
}

@Suite struct `What is decided on a file` {
  @Test(arguments: sampleNames())
  func `is true of each sample, and changes no document`(name: String) throws {
    let path = "\(samples)/\(name)"
    let bytes = try bytes(path)
    let explained = try FileParser().parse(bytes, path: path, explains: true)
    let text = try TextDecoder.decode(bytes)
    #expect(explained.documents == DocumentParser.parse(text, path: path))
    #expect(try FileParser().parse(bytes, path: path).documents == explained.documents)
    try expectTrue(explained, of: text.string, "\(name)")
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `is true of random lines, split or whole`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "关于做好防汛工作的通知", "在全市大会上的讲话", "（2017年8月25日）", "各单位：", "白渡区总工会主席 林远舟",
      "近年来，各级各部门认真贯彻落实上级部署，扎实推进各项工作，取得了明显成效，同时也要看到还存在一些困难和不足，必须切实加以解决。",
      "要把防汛工作摆在突出位置，落实责任，加强", "值班值守。", "《关于加", "强防汛的意见》", "下载", "打印", "来源：临江日报", "<!-- 注 -->",
      "# 要闻", "## 甲地降雨", "## 乙地放晴", "[查看原文](https://example.org/a)", "", "", " ", "一、任务",
      "青岚市总工会", "2019年5月6日", "加入会员，扫码入群，全网最全", "\u{200B}",
    ]
    let text = (0..<Int.random(in: 1...40, using: &generator))
      .map { _ in (pieces.randomElement(using: &generator) ?? "") + ["\n", "\r\n"][Int(seed % 2)] }
      .joined()
    let splits = seed % 3 > 0
    let options = DocumentParser.Options(splits: splits)
    let file = try FileParser(encoding: .utf8, options: options)
      .parse(Array(text.utf8), path: "文件.txt", explains: true)
    #expect(
      file.documents == DocumentParser.parse(DecodedText(text), path: "文件.txt", options: options))
    #expect(splits || file.decisions?.parts.allSatisfy { $0.rule == .wholeFile } == true)
    try expectTrue(file, of: text, "seed \(seed)")
  }

  @Test(
    arguments: [
      ("（2019年3月5日）", .titleAndDate), ("临工发〔2019〕3号", .titleAndNumber),
      ("各单位：", .titleAndSalutation),
    ] as [(String, SplitRule)])
  func `names what proves a new title`(line: String, rule: SplitRule) throws {
    let sentence = "近年来，各级各部门认真贯彻落实上级部署，扎实推进各项工作，取得了明显成效，必须切实加以解决。"
    let text = "关于做好防汛工作的通知\n各县区：\n\(sentence)\n\n关于开展评选活动的通知\n\(line)\n\(sentence)"
    let file = try FileParser().parse(Array(text.utf8), path: "a.txt", explains: true)
    #expect(file.decisions?.parts.map(\.rule) == [.fileStart, rule])
    #expect(file.decisions?.parts.map(\.lines) == [1...3, 5...7])
  }

  @Test func `names the line of a common heading`() throws {
    let sentence = "近年来，各级工会组织认真贯彻落实上级部署，扎实推进各项工作，取得了明显成效，必须继续坚持。"
    let items = ["林远舟", "苏映雪"].map { "建好职工之家\n白渡区总工会主席 \($0)\n\(sentence)\n" }
    let text = "在青岚市总工会全委会议上的发言摘要\n" + items.joined()
    let file = try FileParser().parse(Array(text.utf8), path: "a.txt", explains: true)
    #expect(file.decisions?.parts.map(\.rule) == [.speakerLine, .speakerLine])
    for document in file.documents {
      #expect(document.sources[.occasion] == FieldSource(rule: .commonHeading, line: 1))
      #expect(document.sources[.kind] == document.sources[.occasion])
    }
  }

  @Test func `says how the encoding was chosen`() throws {
    func source(
      _ bytes: [UInt8], _ encoding: EncodingName? = nil
    ) throws -> EncodingSource {
      try FileParser(encoding: encoding).parse(bytes, path: "a.txt").encodingSource
    }
    let gbk = encoded(simplifiedText, in: "GB18030")
    #expect(try source(Array(simplifiedText.utf8)) == .validity)
    #expect(try source([0xEF, 0xBB, 0xBF] + Array(simplifiedText.utf8)) == .byteOrderMark)
    #expect(try source(gbk) == .likelihood)
    #expect(try source(gbk, .gbk) == .caller)
  }
}

@Suite struct `A suspicious character` {
  @Test(
    arguments: [
      ("市\u{FFFD}总工会", .replacement, 2), ("\u{E001}", .privateUse, 1),
      ("市\u{200B}总", .zeroWidth, 2),
      ("a\u{FEFF}", .zeroWidth, 2), ("\u{202E}总", .direction, 1), ("总\u{0B}工", .control, 2),
      ("\u{85}", .control, 1), ("⽤人", .lookAlike, 1), ("\u{F90A}", .lookAlike, 1),
      ("锟斤拷", .mixedEncoding, 2),
      ("文件銆", .mixedEncoding, 3), ("\u{E4}\u{B8}\u{AD}", .mixedEncoding, 3),
      ("\u{FFFF}", .noncharacter, 1),
    ] as [(String, SuspiciousCharacters.Kind, Int)])
  func `is told with its place and number`(
    line: String, kind: SuspiciousCharacters.Kind, column: Int
  ) throws {
    let found = SuspiciousCharacters(in: DecodedText("第一行\r\n\(line)\n\(line)")).findings
    let first = try #require(found.first)
    #expect(first.kind == kind)
    #expect(first.first == SourcePosition(line: 2, column: column))
    #expect(first.count == 2)
  }

  @Test(arguments: [
    simplifiedText, traditionalText, "刘　赞　杰\t“1＋4”·〔2013〕—— × ①〇○ café «là»", "斤斤计较", "\r\n\r",
  ])
  func `is none of what people write`(text: String) {
    #expect(SuspiciousCharacters(in: DecodedText(text)).findings.isEmpty)
  }
}

@Suite struct `What is decided on a page` {
  private static let sentence = "近年来，各级各部门认真贯彻落实上级部署，扎实推进各项工作，取得了明显成效，必须切实加以解决。"
  private static let page = """
    <html>
    <head><title>甲</title></head>
    <body>
    <p>下载</p>

    <p>关于做好防汛工作的通知</p>
    <p>各县区：</p>
    <p>\(sentence)\u{200B}</p>
    <p>让基层治理更有温度</p>
    <p>\(sentence)</p>
    </body>
    </html>
    """

  @Test func `is told by the lines of the file`() throws {
    let file = try FileParser().parse(Array(Self.page.utf8), path: "a.html", explains: true)
    #expect(file.decisions?.notices == [ParsingDecisions.Notice(line: 4, rule: .page, text: "下载")])
    #expect(file.decisions?.parts.map(\.lines) == [6...10])
    #expect(file.documents[0].sources[.title] == FieldSource(rule: .title, line: 6))
    #expect(
      file.suspicious?.findings.map(\.first)
        == [SourcePosition(line: 8, column: Self.sentence.unicodeScalars.count + 4)])
  }

  @Test func `is corrected by the lines of the file`() throws {
    let file = try FileParser().parse(
      Array(Self.page.utf8), path: "a.html",
      sideFile: Array("documents: 1, 9\n\n[2]\ntitle: 关于基层治理的意见".utf8), explains: true)
    #expect(file.sideFileError == nil)
    #expect(file.decisions?.parts.map(\.lines) == [6...8, 9...10])
    #expect(file.documents[1].sources[.title] == FieldSource(rule: .sideFile, line: 4))
  }

  @Test func `tells that the page declares its encoding`() throws {
    let page = "<meta charset=gbk>" + Self.page.replacing("\u{200B}", with: "")
    let file = try FileParser().parse(encoded(page, in: "GB18030"), path: "a.html")
    #expect(file.encodingSource == .declaration)
  }
}
