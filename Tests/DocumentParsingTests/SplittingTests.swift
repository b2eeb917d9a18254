import Testing

@testable import DocumentParsing

private let sentence = "近年来，各级各部门认真贯彻落实上级部署，扎实推进各项工作，取得了明显成效，同时也要看到还存在一些困难和不足，必须切实加以解决。"

@Suite struct `A file of several documents` {
  private func titles(_ source: String) -> [String] {
    DocumentParser.parse(DecodedText(source), path: "文件.md").map { $0.title ?? "" }
  }

  private static let news = """
    # 要闻（20220301）

    ## 摘要

    1.春耕备耕全面展开

    2.供水工程开工

    ## 正文

    ### 春耕备耕全面展开

    \(sentence)

    ### 供水工程开工

    \(sentence)
    """

  @Test func `is split at the heads its contents list names`() {
    let documents = DocumentParser.parse(DecodedText(Self.news), path: "20220301.md")
    #expect(documents.map(\.title) == ["春耕备耕全面展开", "供水工程开工"])
    #expect(documents.map(\.part) == [1, 2])
    #expect(documents.map(\.occasion) == ["要闻（20220301）", "要闻（20220301）"])
    #expect(documents.map(\.date?.description) == ["2022-03-01", "2022-03-01"])
    #expect(documents[0].string.hasPrefix("### 春耕备耕全面展开\n\n\(sentence)\n# 要闻（20220301）\n"))
    #expect(documents[1].bodyEnd == documents[1].text.count)
  }

  @Test func `is split at heads that each have a link to their source`() {
    let items = ["甲地降雨", "乙地放晴", "丙地多云"].map {
      "## \($0)\n\n\(sentence)\n\n[查看原文](https://example.org/a)\n\n"
    }
    #expect(titles("# 天气\n\n" + items.joined()) == ["甲地降雨", "乙地放晴", "丙地多云"])
  }

  @Test func `is split at speeches with speaker and office`() {
    let documents = DocumentParser.parse(
      DecodedText(
        """
        让工会更有活力

        ——在青岚市总工会执委会议上的发言摘要

        建好职工之家

        白渡区总工会主席 林远舟

        \(sentence)

        当好娘家人

        云溪县总工会主席 苏映雪

        \(sentence)
        """), path: "文件.txt")
    #expect(documents.map(\.title) == ["建好职工之家", "当好娘家人"])
    #expect(documents.map(\.speaker?.name) == ["林远舟", "苏映雪"])
    #expect(documents.map(\.speaker?.office) == ["白渡区总工会主席", "云溪县总工会主席"])
    #expect(documents.map(\.kind) == ["发言", "发言"])
    #expect(documents.allSatisfy { $0.occasion == "让工会更有活力——在青岚市总工会执委会议上的发言摘要" })
    #expect(documents[0].string.hasPrefix("让工会更有活力\n\n——在"))
  }

  @Test(arguments: [
    "关于报送材料的通知\n各单位：\n\(sentence)", "关于报送材料的通知\n（2019年5月6日）\n\(sentence)",
    "青岚市总工会\n关于报送材料的通知\n青工发〔2019〕5号\n\(sentence)", "在全市工会工作会议上的讲话\n林 远 舟\n\(sentence)",
    "关于认真学习全市工会工作\n会议精神的通知\n\n各单位：\n\(sentence)",
  ])
  func `is split at a new title with its own date, number, salutation or speaker`(second: String) {
    let first = "青岚市总工会关于深化改革的决议\n（2019年5月5日）\n\(sentence)\n"
    #expect(titles(first + second).count == 2)
    #expect(titles(first + "\n\n" + second)[1] == titles(second)[0])
  }

  @Test(arguments: [
    // What a notice sends round is its own part, not another document.
    "关于印发青岚市绿化办法的通知\n各单位：\n\(sentence)\n青岚市绿化办法\n（2019年5月6日）\n\(sentence)",
    // Nothing below the line proves a title.
    "关于深化改革的决议\n\(sentence)\n关于报送材料的通知\n\(sentence)",
    // Nothing before it is a document.
    "青岚市总工会\n关于报送材料的通知\n各单位：\n\(sentence)",
    // The title again.
    "关于报送材料的通知\n各单位：\n\(sentence)\n关于报送材料的通知\n各单位：\n\(sentence)",
    // One speech.
    "建好职工之家\n白渡区总工会主席 林远舟\n\(sentence)",
    // Those present.
    "会议纪要\n主持\n市总工会主席 林远舟\n出席\n市总工会主席 苏映雪\n\(sentence)",
    // A law and its chapters.
    "# 青岚市绿化条例\n## 第一章 总则\n\(sentence)\n## 第二章 规划\n\(sentence)",
    "# 青岚市绿化条例\n## 目录\n第一章 总则\n第二章 规划\n## 第一章 总则\n\(sentence)\n## 第二章 规划\n\(sentence)",
  ])
  func `is another than one document with parts`(source: String) {
    #expect(titles(source).count == 1)
  }

  @Test func `is one document where splitting is off`() throws {
    let documents = DocumentParser.parse(
      DecodedText(Self.news), path: "20220301.md", options: .init(splits: false))
    #expect(documents.count == 1)
    #expect(documents[0].string == Self.news)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `loses and doubles no character`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet = [
      "# 要闻", "### 春耕", "### 秋收", "1.春耕", "2.秋收", "\(sentence)", "[查看原文](https://a.cn/b)",
      "<!-- 注 -->",
      "关于报送材料的通知", "各单位：", "（2019年5月6日）", "建好职工之家", "白渡区总工会主席 林远舟", "下载", "", "青岚市总工会", "2019年5月6日",
      "先后，", "《关于加", "强管理的意见》，很好。", "一、总则",
    ]
    let source = (0..<Int.random(in: 0...30, using: &generator))
      .map { _ in (alphabet.randomElement(using: &generator) ?? "") + "\n" }.joined()
    expectEveryCharacterFound(source, "seed \(seed)")
  }
}
