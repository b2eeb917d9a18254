import Testing

@testable import DocumentParsing

private let body = "近年来，各级各部门认真贯彻落实上级部署，扎实推进各项工作，取得了明显成效，同时也要看到还存在一些困难和不足，必须切实加以解决。"

@Suite struct `A document parser` {
  @Test(
    arguments: [
      // A kind at the end.
      ("关于做好防汛工作的通知\n\(body)", "关于做好防汛工作的通知", "通知"),
      ("青岚市供水管理办法（试行）\n\n\(body)", "青岚市供水管理办法（试行）", "办法"),
      ("在全省职工大会上的讲话（摘要）\n\(body)", "在全省职工大会上的讲话（摘要）", "讲话"),
      ("關於加強職工權益保障工作的意見\n\(body)", "關於加強職工權益保障工作的意見", "意见"),
      ("关于来信的复函\n\(body)", "关于来信的复函", "函"),
      // Broken over lines, with and without a blank line.
      ("关于进一步优化营商环境\n推动高质量发展的决定\n\(body)", "关于进一步优化营商环境推动高质量发展的决定", "决定"),
      ("在全市数字政府建设\n\n推进大会上的讲话\n\n（2019年3月5日）\n\(body)", nil, nil),
      ("在全市数字政府建设和政务公开\n\n推进大会上的讲话\n\n（2019年3月5日）\n\(body)", "在全市数字政府建设和政务公开推进大会上的讲话", "讲话"),
      ("青岚市人民政府\n关于安全生产的通告\n\(body)", "青岚市人民政府关于安全生产的通告", "通告"),
      ("关于认真学习全会决定\n精神的通知\n各单位：\n\(body)", "关于认真学习全会决定精神的通知", "通知"),
      ("关于认真学习贯彻全会的决定\n关于报送材料的通知\n\(body)", "关于认真学习贯彻全会的决定", "决定"),
      // Something below proves it.
      ("让基层治理更有温度\n（2021年5月）\n\(body)", "让基层治理更有温度", nil),
      ("让基层治理更有温度\n各位代表：\n\(body)", "让基层治理更有温度", nil),
      ("让基层治理更有温度\n一、准确把握形势\n\(body)", "让基层治理更有温度", nil),
      ("让基层治理更有温度\n\n\(body)", "让基层治理更有温度", nil),
      ("让基层治理更有温度\n——在社区工作者座谈会上的发言\n\(body)", "让基层治理更有温度——在社区工作者座谈会上的发言", "发言"),
      ("政府工作报告\n——2020年1月8日在青岚市人民代表大会上\n\(body)", "政府工作报告", "工作报告"),
      ("# 青岚市养老服务条例\n\n## 第一章 总则", "青岚市养老服务条例", "条例"),
      ("#\n\(body)", nil, nil),
      ("让基层治理更有温度\n----\n\(body)", nil, nil),
      // The letterhead is not the title.
      ("青岚市总工会文件\n青工发〔2019〕5号\n关于评选的通知\n\(body)", "关于评选的通知", "通知"),
      // Uncertain.
      (body, nil, nil),
      ("此件系从网上得来\n关于做好防汛工作\n和抢险工作的通知\n\(body)", nil, nil),
      ("让基层治理更有温度\n记者 来自本地\n\(body)", nil, nil),
      ("就有关事项公开征求意见\n\n\(body)", "就有关事项公开征求意见", nil),
      ("认真学习重要讲话\n\n\(body)", "认真学习重要讲话", nil),
      ("做好群众工作的方法\n\n\(body)", "做好群众工作的方法", nil),
    ] as [(String, String?, String?)])
  func `reads title and kind`(text: String, title: String?, kind: String?) throws {
    let document = try parse(text)
    #expect(document.title == title)
    #expect(document.kind == kind)
  }

  @Test(
    arguments: [
      ("在大会上的讲话\n（2017年8月25日）\n\(body)", "a.txt", "2017-08-25"),
      ("在大会上的讲话\n(２０１７年８月２５日)\n\(body)", "a.txt", "2017-08-25"),
      ("在大会上的讲话\n二〇一七年八月\n\(body)", "a.txt", "2017-08"),
      ("关于发展的决议\n（2015年9月23日　青岚市总工会第六届委员会\n\n第三次全体会议通过）\n\(body)", "a.txt", "2015-09-23"),
      ("政府工作报告\n——2020年1月8日在大会上\n\(body)", "a.txt", "2020-01-08"),
      ("关于评选的通知\n\(body)\n青岚市总工会\n2019年5月6日", "a.txt", "2019-05-06"),
      ("关于评选的通知\n\(body)\n二〇一九年五月六日\n（此件公开发布）", "a.txt", "2019-05-06"),
      ("关于评选的通知\n（2019年5月5日）\n\(body)\n2019年5月6日", "20190507.txt", "2019-05-05"),
      ("关于评选的通知\n\(body)", "目录/通知20190507.txt", "2019-05-07"),
      // Passed and amended: which date is meant is not certain.
      ("青岚市绿化条例\n（2001年5月1日通过　2019年6月3日修正）\n\(body)", "a.txt", nil),
      ("青岚市绿化条例\n（2001年5月1日通过　2019年6月3日修正）\n\(body)", "绿化条例(2019-06-03).md", "2019-06-03"),
      ("关于评选的通知\n\(body)", "20190507/通知.txt", nil),
      ("关于评选的通知\n\(body)\n自2019年5月7日起施行。", "a.txt", nil),
      ("关于评选的通知\n\(body)\n2019年", "a.txt", nil),
    ] as [(String, String, String?)])
  func `reads the date`(text: String, path: String, date: String?) throws {
    #expect(try parse(text, path: path).date?.description == date)
  }

  @Test(
    arguments: [
      ("在大会上的讲话\n（2017年8月25日）\n林 远 舟\n\(body)", "林远舟", nil),
      ("在大会上的讲话\n\n林远舟\n\n同志们：", "林远舟", nil),
      ("在大会上的讲话\n（2017年8月25日）\n王 芳\n\(body)", "王芳", nil),
      ("在大会上的讲话\n欧阳若水\n（2017年8月25日）\n\(body)", "欧阳若水", nil),
      ("在大会上的发言\n省总工会主席　林远舟\n\(body)", "林远舟", "省总工会主席"),
      ("在大会上的发言\n市委常委、市总工会主席 林 远 舟\n\(body)", "林远舟", "市委常委、市总工会主席"),
      // A notice has no speaker; a heading or a common word is no name.
      ("关于评选的通知\n林 远 舟\n\(body)", nil, nil),
      ("在大会上的讲话\n高举旗帜\n\(body)", nil, nil),
      ("在大会上的讲话\n方案\n\(body)", nil, nil),
      ("在大会上的讲话\n总体要求\n\(body)", nil, nil),
      ("在大会上的讲话\n新华网 林远舟\n\(body)", nil, nil),
      ("在大会上的讲话\n\(body)\n林 远 舟", nil, nil),
    ] as [(String, String?, String?)])
  func `reads the speaker of a speech`(text: String, name: String?, office: String?) throws {
    let speaker = try parse(text).speaker
    #expect(speaker?.name == name)
    #expect(speaker?.office == office)
  }

  @Test(
    arguments: [
      ("临政发〔2019〕5号\n关于评选的通知\n\(body)", "临政发〔2019〕5号"),
      ("关于评选的通知\n临政办发 [2019] 第5号\n\(body)", "临政办发[2019]第5号"),
      ("关于评选的通知\n青工发（２０１９）１２号\n\(body)", "青工发（２０１９）１２号"),
      ("关于评选的通知\n见临政发〔2019〕5号文件\n\(body)", nil),
      ("关于评选的通知\n第5号\n\(body)", nil),
      ("关于评选的通知\n临政发〔19〕5号\n\(body)", nil),
    ] as [(String, String?)])
  func `reads the document number`(text: String, number: String?) throws {
    #expect(try parse(text).number == number)
  }

  @Test(
    arguments: [
      ("临江省总工会关于评选的通知\n\(body)", "临江省总工会", "临江省"),
      ("临江省人民政府办公厅转发省教育厅意见的通知\n\(body)", "临江省人民政府办公厅", "临江省"),
      ("关于评选的通知\n\(body)\n临江省青岚市人民政府\n2019年5月6日", "临江省青岚市人民政府", "临江省青岚市"),
      ("关于评选的通知\n\(body)\n青 岚 市 教 育 局\n2019年5月6日", "青岚市教育局", nil),
      ("关于评选的通知\n\(body)\n青岚市教育局\n青岚市财政局\n2019年5月6日", nil, nil),
      ("关于评选的通知\n\(body)\n特此通知。\n2019年5月6日", nil, nil),
      ("在全省总工会关于改革的会议上的讲话\n\(body)", nil, nil),
      ("青岚市教育局 青岚市财政局关于评选的通知\n\(body)", nil, nil),
    ] as [(String, String?, String?)])
  func `reads issuer and region`(text: String, issuer: String?, region: String?) throws {
    let document = try parse(text)
    #expect(document.issuer == issuer)
    #expect(document.region == region)
  }

  @Test func `gives no document for a file of blanks`() {
    #expect(DocumentParser.parse(DecodedText(" \r\n　\n"), path: "a").isEmpty)
  }

  @Test func `puts what it sets apart behind the body`() throws {
    let source = "内部资料 请勿外传\r\n\r\n\r\n# 标题　\r\n<!-- 注 -->\r\n\(body)\r\n"
    let document = try parse(source)
    #expect(document.string == "# 标题\n\(body)\n内部资料 请勿外传\n<!-- 注 -->")
    #expect(document.bodyEnd == "# 标题\n\(body)".utf8.count)
    #expect(document.part == 1)
  }

  @Test(arguments: 0..<500 as Range<UInt64>)
  func `never traps on random lines`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet = [
      "2017年", "8月", "25日", "（", "）", "〔", "〕", "号", "林", "远", " ", "　", "\n", "\n", "#", "——", "：",
      "。", "的讲话", "的通知",
      "关于", "总工会", "第", "一", "十", "、", "章", "摘要", "文件", "各", "省", "市", "\u{FEFF}", "𠀀",
    ]
    let text = (0..<Int.random(in: 0...40, using: &generator))
      .map { _ in alphabet.randomElement(using: &generator) ?? "" }.joined()
    for document in DocumentParser.parse(DecodedText(text), path: text) {
      #expect(document.title?.contains("\n") != true)
    }
  }
}
