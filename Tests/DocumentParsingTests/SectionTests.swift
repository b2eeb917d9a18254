import Testing

@testable import DocumentParsing

@Suite struct `The sections of a document` {
  /// `1 一、…` for each section, its level first.
  private func outline(_ text: String) throws -> [String] {
    try parse(text).sections.map { "\($0.level) \($0.heading)" }
  }

  @Test(
    arguments: [
      (
        "一、总体要求\n（一）目标。到明年有起色。\n1．抓项目\n（1）立项\n①选址\n二、措施",
        ["1 一、总体要求", "2 （一）目标", "3 1．抓项目", "4 （1）立项", "5 ①选址", "1 二、措施"]
      ),
      (
        "第一编 总则\n第一章 通则\n第一节 目的\n第一条 为了绿化，制定本条例。\n第二章 规划\n第十四条之一 市政府编制规划。",
        ["1 第一编 总则", "2 第一章 通则", "3 第一节 目的", "4 第一条", "2 第二章 规划", "3 第十四条之一"]
      ),
      (
        "# 条例\n## 第一章 总则\n第一条 为了绿化。\n（一）种树；\n（二）种草。\n## 第二章 规划\n第二条 编制规划。",
        ["1 第一章 总则", "2 第一条", "3 （一）种树", "3 （二）种草", "1 第二章 规划", "2 第二条"]
      ),
      (
        "一、讲成绩\n去年有三条经验：一是敢闯，步子大；二是实干，作风硬；三是团结。\n二、讲任务",
        ["1 一、讲成绩", "2 一是敢闯", "2 二是实干", "2 三是团结", "1 二、讲任务"]
      ),
      ("一要认识到位。意义重大。\n二要措施到位。责任在肩。\n三要考核到位。", ["1 一要认识到位", "1 二要措施到位", "1 三要考核到位"]),
      (
        "讲三点意见。\n第一，统一思想，提高认识。\n第二，抓好落实。一是定人。二是定责。\n第三，严格考核。",
        ["1 第一，统一思想", "1 第二，抓好落实", "2 一是定人", "2 二是定责", "1 第三，严格考核"]
      ),
      ("第五条【适用范围】本条例适用于全市。", ["1 第五条【适用范围】"]),
      ("正文没有编号。", []),
      // No series, no sections.
      ("他一是为公，别无他求。事情由此：一是不该忘的。", []),
      ("投资1.5亿元。\n1.5亿元已经到位。\n第三条规定的情形除外。\n2019年有三件大事。\n一切为了群众。", []),
      ("工作有进展。二是协调不够。三是力度不大。", []),
    ] as [(String, [String])])
  func `are read from the numbers`(text: String, sections: [String]) throws {
    #expect(try outline(text) == sections)
  }

  @Test func `are the path of every place in them`() throws {
    let document = try parse("开头。\n一、成绩\n（一）办实事。有三条：一是快；二是好。\n二、任务\n结尾。")
    func path(_ words: String) throws -> [String] {
      let start = try #require(document.string.firstRange(of: words)).lowerBound
      return document.sections.path(
        at: document.string.utf8.distance(from: document.string.startIndex, to: start))
    }
    #expect(try path("开头").isEmpty)
    #expect(try path("一、成绩") == ["一、成绩"])
    #expect(try path("有三条") == ["一、成绩", "（一）办实事"])
    #expect(try path("好") == ["一、成绩", "（一）办实事", "二是好"])
    #expect(try path("结尾") == ["二、任务"])
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `lie inside each other and inside the body`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let alphabet = [
      "一、", "二、", "（一）", "(二)", "1.", "２．", "（1）", "①", "第一，", "第二，", "一是", "二是", "三是", "一要", "二要",
      "第一章 ",
      "第二条 ", "# ", "## ", "。", "；", "：", "，", "\n", "\n", "正文", "𠀀", "a", "　", "第", "百",
      "<!-- 注 -->\n", "【",
      "】",
    ]
    let source = (0..<Int.random(in: 0...60, using: &generator))
      .map { _ in alphabet.randomElement(using: &generator) ?? "" }.joined()
    for document in DocumentParser.parse(DecodedText(source), path: "a") {
      var open: [Section] = []
      for section in document.sections {
        while let last = open.last, last.range.upperBound <= section.range.lowerBound {
          open.removeLast()
        }
        let range = section.range
        #expect(open.last.map { $0.range.upperBound >= range.upperBound } ?? true, "seed \(seed)")
        #expect(!range.isEmpty && range.upperBound <= document.bodyEnd, "seed \(seed)")
        #expect(section.level == open.count + 1, "seed \(seed)")
        let heading = document.text[range].firstRange(of: Array(section.heading.utf8))
        let mark = document.text[range.lowerBound..<(heading?.lowerBound ?? range.upperBound)]
        // Before the heading stand only blanks and `#`.
        #expect(mark.allSatisfy { [0x20, 0x23, 0xE3, 0x80].contains($0) }, "seed \(seed)")
        open.append(section)
      }
      for offset in [0, document.text.count / 2, document.bodyEnd] {
        let naive = document.sections.filter { $0.range.contains(offset) }.map(\.heading)
        #expect(document.sections.path(at: offset) == naive, "seed \(seed)")
      }
    }
  }
}
