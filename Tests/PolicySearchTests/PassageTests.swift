import DocumentParsing
import Testing
import TextAnalysis

@testable import PolicySearch

@Suite struct `A passage` {
  private func passages(_ text: String, _ query: String) throws -> [Passage] {
    try #require(try TestLibrary([text]).search(query).hits.first).passages
  }

  private func marked(_ passage: Passage) -> [String] {
    let units = Array(passage.text.utf16)
    return passage.matches.map { String(decoding: units[$0], as: UTF16.self) }
  }

  @Test(arguments: [
    ("甲地植树。乙地修了路，人人出力。丙地架桥。", "修了路", "乙地修了路，人人出力。"),
    ("植树", "植树", "植树"),
    ("甲地植树。", "植树", "甲地植树。"),
    ("甲说：“要植树。”乙说：“要修路。”丙不说。", "修路", "乙说：“要修路。”"),
    ("甲说：“要植树。”乙说：“要修路。”丙不说。", "植树", "甲说：“要植树。”"),
    ("标题一行\n　　甲地植树，\n乙地修路。", "植树", "甲地植树，乙地修路。"),
    ("甲地植\n　　树造林。乙地", "植树造林", "甲地植树造林。"),
    ("the Open\n  Day is near", "open day", "the Open Day is near"),
    ("the Open  Day is near", "open day", "the Open  Day is near"),
    ("第12\n条", "12条", "第12条"),
    ("各地要植树。修路", "植树。修", "各地要植树。修路"),
    ("各地要植树。修路", "树。", "各地要植树。"),
    ("𠮷野地方植树；别处", "野地", "𠮷野地方植树；"),
    ("上一行\u{2028}下一行", "一行下", "上一行下一行"),
  ])
  func `is the sentence of its match, on one line`(
    text: String, query: String, passage: String
  ) throws {
    #expect(try passages(text, "\"\(query)\"").map(\.text) == [passage])
  }

  @Test func `of a long sentence is cut at clauses`() throws {
    let clause = String(repeating: "甲", count: 30) + "，"
    let text = String(repeating: clause, count: 9) + "植树，" + String(repeating: clause, count: 9)
    let passage = try #require(try passages(text, "植树").first)
    #expect(passage.text == clause + "植树，" + clause)
    #expect(passage.position == SourcePosition(line: 1, column: 280))
  }

  @Test func `of a long clause is cut between characters`() throws {
    for character in ["甲", "a", "𠮷", "e\u{301}", "e\u{301}\u{302}"] {
      let side = String(repeating: character, count: 300)
      let passage = try #require(try passages(side + "植树" + side, "植树").first)
      let sides = passage.text.split(separator: "植树", omittingEmptySubsequences: false)
      #expect(sides.count == 2)
      for side in sides {
        #expect(side.allSatisfy { String($0) == character })
        #expect((100...130).contains(side.utf8.count))
      }
      #expect(marked(passage) == ["植树"])
    }
  }

  @Test func `shows the sentences with the most texts of the query, in their order`() throws {
    let text = "甲地植树。乙地修路。丙地植树又修路。丁地修路。戊地植树、修路、架桥。"
    #expect(
      try passages(text, "植树 修路 架桥").map(\.text)
        == ["甲地植树。", "丙地植树又修路。", "戊地植树、修路、架桥。"])
    #expect(
      try passages(text, "植树").map(\.text) == ["甲地植树。", "丙地植树又修路。", "戊地植树、修路、架桥。"])
  }

  @Test func `is shown once`() throws {
    #expect(
      try passages("各地植树。\n各地植树。\n各地\n植树。\n到处植树。", "植树").map(\.text)
        == ["各地植树。", "植树。", "到处植树。"])
  }

  @Test func `shows a match that begins in it to its end`() throws {
    let passages = try passages("甲地植树。修路在乙地。", "甲地 \"树。修\"")
    #expect(passages.map(\.text) == ["甲地植树。修路在乙地。"])
    #expect(passages.map(marked) == [["甲地", "树。修"]])
  }

  @Test(arguments: [("\t\u{301}植树", "\u{301}"), (" \u{FF9E}植树", "\u{FF9E}")])
  func `keeps the white space that a match combines with`(text: String, query: String) throws {
    let passage = try #require(try passages(text, query).first)
    #expect(passage.matches.count == 1)
  }

  @Test func `stands in a notice only where the body has no match`() throws {
    let library = try TestLibrary([
      """
      会员专享 禁止转载
      扫码入群，每天更新植树讲话！
      客服微信：

      在全市植树动员会上的讲话
      （2019年3月12日）
      同志们：
      今年全市要植树五十万株。
      """
    ])
    let notice = try #require(try library.search("扫码入群").hits.first)
    #expect(notice.title == "在全市植树动员会上的讲话")
    #expect(notice.tier == .exact)
    #expect(notice.passages.map(\.isNotice) == [true])
    #expect(notice.passages.map(\.position) == [SourcePosition(line: 2, column: 1)])
    let body = try #require(try library.search("植树").hits.first)
    #expect(body.passages.count == 2)
    #expect(body.passages.allSatisfy { !$0.isNotice })
    #expect(try library.search("植树").exactOccurrences == 3)
    // Words of notices neither rank nor relate.
    #expect(try library.search("扫码之后").relatedDocuments == 0)
  }

  @Test func `of a related document marks the words`() throws {
    let library = try TestLibrary(["全市工会努力改革。"])
    let hit = try #require(try library.search("工会改革").hits.first)
    #expect(hit.tier == .related)
    #expect(hit.passages.map(marked) == [["工会", "改革"]])
  }

  private static let queries = [
    "工会", "人", "人人", "。", "《条例》", "营商环境", "“一网通办”", "\"open day\"", "3.5%", "刘赞杰", "加强 建设 的",
    "𠮷野", "é", "(株)", "-人 维权", "gdp OR 12", "“，” 发展", "二是 OR 一是", "“人”",
  ]

  @Test(arguments: 0..<3 as Range<UInt64>)
  func `leads to what was asked for, in its source`(seed: UInt64) throws {
    var random = RandomDocuments(seed: 200 + seed)
    let library = try TestLibrary((0..<60).map { _ in random.text(maximum: 150) })
    let opened = try library.open()
    var folder = try TextFolder()
    var shown = 0
    for query in Self.queries {
      let plan = try QueryPlan(query, vocabulary: .builtIn)
      let texts = Set(
        plan.positive.flatMap { index in
          plan.leaves[index].operands.joined().flatMap { $0.forms.map(\.pattern.units) }
            + plan.words[index].map(\.pattern.units)
        })
      for hit in try opened.search(SearchRequest(query: query, limit: 60)).hits {
        #expect((1...3).contains(hit.passages.count))
        #expect(Set(hit.passages.map(\.text)).count == hit.passages.count)
        let lines = try sourceLines(hit.path)
        for passage in hit.passages {
          let units = Array(passage.text.utf16)
          #expect(
            !passage.text.unicodeScalars.contains { "\n\r\u{2028}".unicodeScalars.contains($0) })
          #expect(passage.matches.first != nil)
          var end = 0
          for match in passage.matches {
            #expect(match.lowerBound >= end && match.upperBound <= units.count && !match.isEmpty)
            end = match.upperBound
            let part = String(decoding: units[match], as: UTF16.self)
            // 株 stands in ㈱, which cannot be marked in part.
            #expect(
              texts.contains(folder.fold(part).units) || part.contains("㈱"), "\(query): \(part)")
          }
          let first = try #require(passage.matches.first).lowerBound
          let rest = String(decoding: units[first...], as: UTF16.self).unicodeScalars
          let (line, column) = (passage.position.line - 1, passage.position.column - 1)
          #expect(lines[line][column] == rest.first, "\(query) in \(hit.path)")
          shown += 1
        }
      }
    }
    #expect(shown > 500)
  }

  /// The scalars of each line of a file.
  private func sourceLines(_ path: String) throws -> [[Unicode.Scalar]] {
    let text = String(decoding: try TemporaryFolder.contents(of: path), as: UTF8.self)
    var lines: [[Unicode.Scalar]] = [[]]
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if scalar == "\r" || scalar == "\n" {
        if scalar == "\r" || last != "\r" { lines.append([]) }
      } else {
        lines[lines.count - 1].append(scalar)
      }
      last = scalar
    }
    return lines
  }

  @Test func `counts the lines in which a match begins`() throws {
    let library = try TestLibrary(["植树\n修路植树植树\n架桥\n植\n树"])
    var lines: [Int] = []
    try library.open().forEachExactDocument("植树", counting: .paragraphs) { _, count in
      lines.append(count)
    }
    #expect(lines == [3])
    try library.open().forEachExactDocument("植树", counting: nil) { sources, count in
      #expect(sources.map(\.path) == [library.root + "/0.txt"] && count == 0)
    }
    try library.open().forEachExactDocument("挖井", counting: .paragraphs) { _, _ in
      Issue.record("nothing says so")
    }
  }
}
