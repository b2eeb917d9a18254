import Testing

@testable import DocumentParsing

private let sentence = "近年来，各级各部门认真贯彻落实上级部署，扎实推进各项工作，取得了明显成效，必须切实加以解决。"

private let source = """
  关于做好防汛工作的通知
  各县区：
  \(sentence)

  让基层治理更有温度

  \(sentence)

  临江省总工会
  2019年5月6日
  """

private func read(_ sideFile: String, _ text: String = source) throws -> ParsedFile {
  try FileParser().parse(
    Array(text.utf8), path: "文件.txt", sideFile: Array(sideFile.utf8), explains: true)
}

@Suite struct `A side file` {
  @Test func `tells where documents begin`() throws {
    let file = try read("documents: 1, 5")
    #expect(file.sideFileError == nil)
    #expect(file.documents.map(\.title) == ["关于做好防汛工作的通知", "让基层治理更有温度"])
    #expect(file.decisions?.parts.map(\.rule) == [.sideFile, .sideFile])
    #expect(file.decisions?.parts.map(\.lines) == [1...3, 5...10])
    #expect(file.documents[1].issuer == "临江省总工会")
  }

  @Test func `takes a split back`() throws {
    let two = source + "\n\n关于开展评选活动的通知\n各单位：\n\(sentence)"
    #expect(try read("", two).documents.count == 2)
    #expect(try read("documents: whole", two).documents.count == 1)
  }

  @Test func `corrects fields, and says so`() throws {
    let file = try read(
      """
      # 校对：张三
      文件：１、５
      title: 关于防汛的决定

      [2]
      标题：关于基层治理的意见
      DATE: 2020-05
      issuer:
      讲话人： 王芳
      职务：市长
      adoption: 全委会：第三次
      """)
    #expect(file.sideFileError == nil)
    #expect(file.documents[0].title == "关于防汛的决定")
    // A title tells its kind, whoever states it.
    #expect(file.documents[0].kind == "决定")
    let second = file.documents[1]
    #expect(second.title == "关于基层治理的意见")
    #expect(second.kind == "意见")
    #expect(second.date?.description == "2020-05")
    #expect((second.issuer, second.region) == (nil, nil))
    #expect(second.speaker == Speaker(name: "王芳", office: "市长"))
    #expect(second.adoption == "全委会：第三次")
    #expect(second.sources[.title] == FieldSource(rule: .sideFile, line: 6))
    #expect(second.sources[.kind] == FieldSource(rule: .sideFile, line: 6))
    #expect(second.sources[.date] == FieldSource(rule: .sideFile, line: 7))
    #expect(second.sources[.speaker] == FieldSource(rule: .sideFile, line: 9))
    #expect(second.sources[.issuer] == nil)
  }

  @Test func `leaves alone what it does not state`() throws {
    let plain = try read("").documents[0]
    let corrected = try read("region: 临江省").documents[0]
    #expect(corrected.region == "临江省")
    #expect(corrected.title == plain.title)
    #expect(corrected.text == plain.text)
    #expect(corrected.sections == plain.sections)
    #expect(try read("issuer: 青岚市总工会").documents[0].region == "青岚市")
    let speech = "在大会上的讲话\n（2017年8月25日）\n市总工会主席 林远舟\n\(sentence)"
    #expect(
      try read("office: 副主席", speech).documents[0].speaker
        == Speaker(name: "林远舟", office: "副主席"))
    #expect(try read("speaker: 苏映雪", speech).documents[0].speaker == Speaker(name: "苏映雪"))
    #expect(try read("speaker:", speech).documents[0].speaker == nil)
  }

  @Test(
    arguments: [
      ("一句话", 1, "no statement"), ("\ndatum: 2019", 2, "no key"), ("date: 昨天", 1, "no date"),
      ("date: 2019-02-30", 1, "no date"), ("encoding: latin", 1, "the encodings are utf-8"),
      ("documents: 5", 1, "rising from 1"), ("documents: 1, 5, 5", 1, "rising from 1"),
      ("documents: 1, x", 1, "rising from 1"), ("documents: 1, 99", 1, "no text stands in line 99"),
      ("documents: 1, 4, 5", 1, "between lines 4 and 5"), ("documents:", 1, "rising from 1"),
      ("documents: 1\ndocuments: whole", 2, "once"),
      ("[1]\ndocuments: whole", 2, "above the first"),
      ("title: a\ntitle: b", 2, "line 1 already"), ("[2]\ntitle: a", 1, "the file holds 1"),
      ("[x]", 1, "names no document"), ("[0]", 1, "names no document"),
      ("[1", 1, "names no document"),
      ("title: a\n[1]", 2, "line 1 already"),
      ("encoding: big5", 1, "in big5 the file cannot be read"),
    ] as [(String, Int, String)])
  func `that cannot be followed is left out, and says why`(
    text: String, line: Int, reason: String
  ) throws {
    let file = try read(text)
    #expect(file.sideFileError?.line == line)
    #expect(file.sideFileError?.reason.contains(reason) == true, "\(file.sideFileError as Any)")
    #expect(file.documents == DocumentParser.parse(DecodedText(source), path: "文件.txt"))
  }

  @Test func `states the encoding, over what the caller wants`() throws {
    let bytes = encoded("漢字", in: "BIG5")
    let file = try FileParser(encoding: .utf8).parse(
      bytes, path: "a.txt", sideFile: Array("编码： BIG5".utf8))
    #expect(file.encoding == .big5)
    #expect(file.encodingSource == .sideFile(line: 1))
    #expect(file.documents[0].string == "漢字")
    #expect(throws: SourceText.Failure.encoding(.malformed(.utf8, offset: 0))) {
      try FileParser(encoding: .utf8).parse(bytes, path: "a.txt")
    }
  }

  @Test func `may itself be in any encoding that is read, with a mark, with CR LF`() throws {
    let text = "标题：关于防汛的决定\r\n发文机关：临江省人民政府\r\n讲话人：王芳\r\n"
    for bytes in [encoded(text, in: "GB18030"), [0xEF, 0xBB, 0xBF] + Array(text.utf8)] {
      let file = try FileParser().parse(Array(source.utf8), path: "a.txt", sideFile: bytes)
      #expect(file.documents[0].title == "关于防汛的决定", "\(file.sideFileError as Any)")
    }
    let binary = try FileParser().parse(Array(source.utf8), path: "a.txt", sideFile: [0, 1, 0, 1])
    #expect(binary.sideFileError?.line == 1)
  }
}

@Suite struct `The name of an encoding` {
  @Test(
    arguments: [
      ("UTF-8", .utf8), ("gbk", .gb18030), ("GB18030", .gb18030), ("Big5", .big5),
      ("utf-16le", .utf16LE), ("utf-16be", .utf16BE), ("utf-16", .utf16LE), ("utf8", nil),
    ] as [(String, TextEncoding?)])
  func `is read in any case`(name: String, encoding: TextEncoding?) {
    #expect(EncodingName(name)?.encoding(of: [0x41, 0]) == encoding)
  }

  @Test func `without a byte order takes that of the mark`() {
    #expect(EncodingName.utf16.encoding(of: [0xFE, 0xFF, 0, 0x41]) == .utf16BE)
  }
}
