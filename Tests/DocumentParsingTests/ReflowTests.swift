import Testing

@testable import DocumentParsing

@Suite struct `A line broken inside a sentence` {
  @Test(arguments: [
    ("要抓住关键，\n落实责任。", "要抓住关键，落实责任。"),
    ("要抓住关键，\n\n　　落实责任。", "要抓住关键，落实责任。"),
    ("印发《关于加\n\n强供水管理的办法》以来，成效明显。", "印发《关于加强供水管理的办法》以来，成效明显。"),
    ("会议听取了\n，并讨论了报告。", "会议听取了，并讨论了报告。"),
    ("近年来，各级工会主动作为，职工维权工作取得了明显\n成效，职工的获得感不断增强。", "近年来，各级工会主动作为，职工维权工作取得了明显成效，职工的获得感不断增强。"),
    (
      "前一段到此为止。\n\n青岚市总工会\n\n陆续\n\n印发了\n\n《关于加\n\n强班组建设的意见》，成效明显。",
      "前一段到此为止。\n\n青岚市总工会陆续印发了《关于加强班组建设的意见》，成效明显。"
    ),
    ("一、统一思想，\n凝聚力量", "一、统一思想，凝聚力量"),
    ("to be or not,\nthat is it.", "to be or not, that is it."),
    ("一二三，\n四五六，\n七八九。", "一二三，四五六，七八九。"),
  ])
  func `goes on in the same paragraph`(source: String, text: String) throws {
    #expect(try parse(source).string == text)
  }

  @Test(arguments: [
    "第一段到此为止。\n第二段由此开始。",
    "一、统一思想认识\n近年来，各级工会主动作为，职工维权工作取得了明显成效，很不容易。",
    "主要任务如下：\n一是强化责任，\n二是落实措施。",
    "要做到以下几点，\n（一）加强领导；\n（二）落实责任。",
    "各项工作落到实处，\n第三条 本办法所称企业，是指依法设立的企业。",
    "特此通知，\n2019年5月6日",
    "青岚市总工会\n2019年5月6日",
    "先讲成绩，\n同志们：\n再讲不足。",
    "“引号里说完了。”\n下一段由此开始，也有不少的字数，用来说明它的确是正文。",
    "| 项目 | 数量，\n| 甲 | 一 |",
    "- 甲，\n- 乙，\n- 丙",
    "## 标题，\n正文",
    "# 标题\n- 甲\n- 乙",
    "前一段到此为止。\n单位\n数量\n备注\n下一段由此开始，很长。",
    "前一段到此为止。\n林远舟\n王芳\n苏映雪了\n下一段由此开始。",
    "近年来，各级工会主动作为，职工维权工作取得了明显成效\n林 远 舟",
    "近年来，各级工会主动作为，职工维权工作取得了明显成效\n　　新的一段从这里开始，有自己的意思。",
  ])
  func `is another than one that ends`(source: String) throws {
    #expect(try parse(source).string == source)
  }

  @Test func `is found by blank lines where these stand between paragraphs`() throws {
    let paragraph = "各级工会主动作为。\n\n"
    let source = String(repeating: paragraph, count: 5) + "会议通过了\n青岚市供水办法\n的修正案。"
    #expect(try parse(source).string.hasSuffix("会议通过了青岚市供水办法的修正案。"))
    #expect(try parse("各级工会主动作为。\n会议通过了\n青岚市供水办法\n的修正案。").string.hasSuffix("\n的修正案。"))
  }

  @Test func `is closed up in a title`() throws {
    let document = try parse("在全市数字政府建设和政务公开\n\n推进大会上的讲话\n\n（2019年3月5日）\n正文。")
    #expect(document.string == "在全市数字政府建设和政务公开推进大会上的讲话\n\n（2019年3月5日）\n正文。")
  }
}
