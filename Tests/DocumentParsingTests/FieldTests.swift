import Testing

@testable import DocumentParsing

private let sentence = "近年来，各级各部门认真贯彻落实上级部署，扎实推进各项工作，取得了明显成效，同时也要看到还存在一些困难和不足，必须切实加以解决。"

@Suite struct `A field of a document` {
  struct Events: Equatable {
    var date: String?
    var passed: String?
    var adoption: String?
    var published: String?
    var effective: String?
  }

  @Test(
    arguments: [
      (
        "青岚市绿化条例\n（2015年9月23日青岚市第六届人民代表大会第三次会议通过）\n\(sentence)",
        Events(date: "2015-09-23", passed: "2015-09-23", adoption: "青岚市第六届人民代表大会第三次会议")
      ),
      (
        "# 青岚市绿化条例\n\n2001年5月1日 青岚市人大常委会第九次会议审议通过\n\n2019年6月3日 青岚市人大常委会第二次会议《关于修改〈2018年通过的条例〉的决定》修正\n\n\(sentence)",
        Events(passed: "2001-05-01", adoption: "青岚市人大常委会第九次会议")
      ),
      (
        "# 青岚市绿化规定\n\n2001年4月21日 青岚市人民政府令第3号公布\n\n2001年7月1日 施行\n\n\(sentence)",
        Events(published: "2001-04-21", effective: "2001-07-01")
      ),
      (
        "# 青岚市绿化规定\n\n2001年4月21日 青岚市人民政府常务会议通过\n\n\(sentence)",
        Events(date: "2001-04-21", passed: "2001-04-21", adoption: "青岚市人民政府常务会议")
      ),
      (
        "青岚市绿化办法\n第一条 为了绿化。\n第九条 本办法自2020年3月1日起施行。2003年8月1日公布的办法同时废止。",
        Events(effective: "2020-03-01")
      ),
      (
        "甲院、乙院关于绿化的解释\n\n2018年7月30日 甲院第7次会议、2018年10月9日乙院第五次会议通过\n\n2018年12月1日 施行\n\n\(sentence)",
        Events(
          passed: "2018-10-09", adoption: "甲院第7次会议、乙院第五次会议", effective: "2018-12-01")
      ),
      (
        "# 甲院、乙院关于绿化的解释\n\n2018年10月9日 由甲院第7次会议讨论\n\n2018年7月30日 乙院第五次会议审议通过\n\n\(sentence)",
        Events(passed: "2018-10-09", adoption: "甲院第7次会议、乙院第五次会议")
      ),
      (
        "# 青岚市船舶规则\n\n1998年4月9日 青岚市交通局\n\n水务局发布\n\n1998年7月1日 施行\n\n\(sentence)",
        Events(published: "1998-04-09", effective: "1998-07-01")
      ),
      ("青岚市绿化办法\n第一条 为了绿化。\n第九条 本办法自公布之日起施行。", Events()),
      (
        "# 青岚市绿化规定\n\n2001年7月1日 施行\n\n2019年6月3日 青岚市人民政府令第3号修订\n\n2019年9月1日 施行\n\n\(sentence)",
        Events(effective: "2019-09-01")
      ),
      (
        "# 青岚市绿化规定\n\n2001年4月21日 青岚市人民政府令第3号公布施行\n\n\(sentence)",
        Events(date: nil, published: "2001-04-21", effective: "2001-04-21")
      ),
      (
        "成文日期：2019年1月27日\n发布日期：2019年2月15日\n关于绿化的通知\n\(sentence)",
        Events(date: "2019-01-27", published: "2019-02-15")
      ),
      (
        "关于印发绿化办法的通知\n\(sentence)\n青岚市林业局\n2019年5月6日\n绿化办法\n\(sentence)", Events(date: "2019-05-06")
      ),
      (
        "青岚市林业局关于绿化的复函\n\(sentence)\n青岚市林业局\n2019年5月6日\n附件\n白渡区林业局\n2018年4月3日",
        Events(date: "2019-05-06")
      ),
    ] as [(String, Events)])
  func `keeps the dates of a document apart`(text: String, events: Events) throws {
    let document = try parse(text)
    let found = Events(
      date: document.date?.description, passed: document.passed?.description,
      adoption: document.adoption, published: document.published?.description,
      effective: document.effective?.description)
    #expect(found == events)
  }

  @Test(
    arguments: [
      (
        "政府工作报告\n——2026年2月4日在青岚市第五届人民代表大会第一次会议上\n市长 林远舟\n\(sentence)", "青岚市第五届人民代表大会第一次会议", "林远舟",
        "市长"
      ),
      ("政府工作报告\n2026年2月4日在青岚市人民代表大会上 市长 林远舟\n\(sentence)", "青岚市人民代表大会", "林远舟", "市长"),
      ("政府工作报告\n青岚市市长\n林远舟\n\(sentence)", nil, "林远舟", "青岚市市长"),
      ("在全市防汛工作会议上的讲话\n\n\(sentence)", "全市防汛工作会议", nil, nil),
      ("让防汛更有力\n——在全市防汛工作会议上的讲话\n\n\(sentence)", "全市防汛工作会议", nil, nil),
      ("关于在全市开展防汛工作的通知\n\(sentence)", nil, nil, nil),
      (
        "让防汛更有力\n——在青岚市总工会代表大会上的报告\n（2019年5月6日）\n澹台远舟\n\(sentence)", "青岚市总工会代表大会", "澹台远舟", nil
      ),
      ("在全市防汛工作会议上的讲话\n自治区主席 旺姆次仁\n\(sentence)", "全市防汛工作会议", "旺姆次仁", "自治区主席"),
      ("在全市防汛工作会议上的讲话\n州长 阿里木·卡德尔\n\(sentence)", "全市防汛工作会议", "阿里木·卡德尔", "州长"),
      ("在全市防汛工作会议上的讲话\n林远舟同志\n\(sentence)", "全市防汛工作会议", "林远舟", nil),
      ("在全市防汛工作会议上的讲话\n市长 作重要讲话\n\(sentence)", "全市防汛工作会议", nil, nil),
    ] as [(String, String?, String?, String?)])
  func `names occasion and speaker`(
    text: String, occasion: String?, name: String?, office: String?
  ) throws {
    let document = try parse(text)
    #expect(document.occasion == occasion)
    #expect(document.speaker?.name == name)
    #expect(document.speaker?.office == office)
  }

  @Test(arguments: [
    "关 于 防 汛 的 通 知\n各单位：\n\(sentence)", "防汛　会议　通知\n关于防汛的通知\n各单位：\n\(sentence)",
    "【关闭】\n标　题：\n关于防汛的通知\n\(sentence)", "青岚市政府网　\n【关闭】\n标题：关于防汛的通知\n\(sentence)",
  ])
  func `is a title also where it is spaced out, below other words or labelled`(text: String) throws
  {
    let document = try parse(text)
    #expect(document.title == "关于防汛的通知")
    #expect(document.kind == "通知")
  }

  @Test(
    arguments: [
      ("关于绿化的决议", "决议"), ("关于绿化的通知（试行）", "通知"), ("关于绿化的通報", "通报"), ("关于绿化的复函", "函"),
      ("青岚市人民政府令（第7号）", "命令"), ("青岚市人民政府令第七十号", "命令"), ("嘉奖令", "命令"), ("绿化法典", "法律"),
      ("绿化法修正案（三）", "法律"), ("绿化条例实施细则", "other"), ("绿化专家讨论通过办法", "办法"), ("绿化信息发布规定", "规定"),
      ("青岚市政府工作报告", "工作报告"), ("新春致词", "致辞"), ("在出席绿化大会时的讲话", "讲话"), ("甲局印发绿化规划的通知", "通知"),
      // Headlines, and words that are no kinds.
      ("全市绿化会议举行 市长出席并讲话", nil), ("市长向绿化论坛发表致辞", nil), ("市政府出台绿化方案", nil),
      ("甲局印发绿化规划", nil), ("多方积极评价市长在会上的讲话", nil), ("市长签署政府令", nil), ("绿化的方法", nil), ("要合法", nil),
      ("调查团到来 审查绿化计划", nil), ("让绿化更有力——论市长在绿化大会上重要致辞", nil), ("市长向绿化大会作视频致辞", nil),
      ("在绿化中前进——代表分组讨论市长致词", nil), ("市长出席关于绿化的会议并讲话", nil),
      ("绿化让城市更美——在绿化大会上的讲话", "讲话"),
    ] as [(String, String?)])
  func `is the kind that the end of a title names`(title: String, kind: String?) {
    #expect(DocumentKind.kind(ofTitle: Array(title.unicodeScalars)[...]) == kind)
  }

  @Test(
    arguments: [
      ("青政发〔2019〕5号", "青政发〔2019〕5号"), ("青政发［2019］5号", "青政发［2019］5号"),
      ("青政发[2019]第5号", "青政发[2019]第5号"), ("青政发 （2019） 5 号", "青政发（2019）5号"),
      ("（青政发〔2019〕5号）", "青政发〔2019〕5号"), ("青政发【２０１９】５号", "青政发【２０１９】５号"),
      ("青政发(2019)5號", "青政发(2019)5號"),
      ("青岚市人民政府令第7号", "青岚市人民政府令第7号"), ("青岚市林业局公告2019年第５号", "青岚市林业局公告2019年第５号"),
      ("青政发〔19〕5号", nil), ("青政发〔2019〕号", nil), ("见青政发〔2019〕5号文", nil), ("第5号", nil),
      ("公告第5号楼", nil),
    ] as [(String, String?)])
  func `is a number in every form of brackets`(line: String, number: String?) {
    #expect(DocumentNumber.reading(Array(line.unicodeScalars)[...]) == number)
  }

  @Test(
    arguments: [
      ("青岚市人民政府令\n第7号\n\(sentence)", "青岚市人民政府令", "青岚市人民政府令第7号", "青岚市人民政府"),
      ("青岚市人民政府令\n（第 七 号）\n\(sentence)", "青岚市人民政府令", "青岚市人民政府令第七号", "青岚市人民政府"),
      ("青岚市人民政府令第7号\n\(sentence)", "青岚市人民政府令第7号", "青岚市人民政府令第7号", "青岚市人民政府"),
      ("青岚市市长令\n第7号\n\(sentence)", "青岚市市长令", "青岚市市长令第7号", "青岚市市长"),
    ])
  func `is read from an order`(text: String, title: String, number: String, issuer: String) throws {
    let document = try parse(text)
    #expect(document.title == title)
    #expect(document.kind == "命令")
    #expect(document.number == number)
    #expect(document.issuer == issuer)
  }

  @Test func `is read of what an order makes public`() throws {
    let document = try parse(
      """
      中华人民共和国国务院令
      第7号
      现公布《城乡绿化条例》，自2020年1月1日起施行。
      总理　　林远舟
      2019年5月6日
      城乡绿化条例
      （2001年3月4日中华人民共和国国务院令第3号公布　2019年5月6日修订）
      第一条　\(sentence)
      """)
    #expect(document.title == "城乡绿化条例")
    #expect(document.kind == "条例")
    #expect(document.number == "中华人民共和国国务院令第7号")
    #expect(document.issuer == "国务院")
    #expect(document.date?.description == "2019-05-06")
    #expect(document.published?.description == "2001-03-04")
    #expect(document.sources[.title]?.line == 6)
    #expect(document.sources[.date] == FieldSource(rule: .signature, line: 5))
    #expect(document.sources[.issuer]?.line == 1)
  }

  @Test func `is read below the head of a part of the whole`() throws {
    let document = try parse(
      "# 绿化法典\n\n# 育苗编\n\n2001年5月1日 青岚市人大常委会第九次会议通过\n\n第一条 \(sentence)")
    #expect(document.title == "绿化法典")
    #expect(document.passed?.description == "2001-05-01")
  }

  @Test func `is read behind the number of the order that made it public`() throws {
    let document = try parse("青岚市人民政府令第7号\n青岚市绿化办法\n第一条 \(sentence)")
    #expect(document.title == "青岚市绿化办法")
    #expect(document.kind == "办法")
    #expect(document.number == "青岚市人民政府令第7号")
  }

  @Test(arguments: [
    "让城乡绿化 更有力 (摘自网页)\n让城乡绿化\n更有力\n——在全市绿化会议上的讲话\n（2019年5月6日）\n\(sentence)",
    "让城乡绿化 更有力\n让城乡绿化更有力\n——在全市绿化会议上的讲话\n（2019年5月6日）\n\(sentence)",
  ])
  func `is read below a title that is printed again`(text: String) throws {
    let document = try parse(text)
    #expect(document.title?.hasSuffix("——在全市绿化会议上的讲话") == true)
    #expect(document.date?.description == "2019-05-06")
  }

  @Test(
    arguments: [
      ("青岚市经济和信息化局印发绿化规划", nil),
      ("青岚市经济和信息化局关于评选的通知\n\(sentence)", "青岚市经济和信息化局"),
      ("青岚市教育局和青岚市财政局关于评选的通知\n\(sentence)", nil),
      ("青岚市教育局、青岚市财政局关于评选的通知\n\(sentence)", "青岚市教育局、青岚市财政局"),
      ("青岚市教育局、财政局长关于评选的通知\n\(sentence)", nil),
      ("关于评选的通知\n\(sentence)\n青岚市教育局　青岚市财政局\n2019年5月6日", nil),
      ("发文机关：青岚市教育局\n关于评选的通知\n\(sentence)", "青岚市教育局"),
    ] as [(String, String?)])
  func `is an issuer only where it is a body or a list of bodies`(
    text: String, issuer: String?
  ) throws {
    #expect(try parse(text).issuer == issuer)
  }

  @Test(
    arguments: [
      ("青岚市人民政府关于绿化的通知\n\(sentence)", "青岚市"), ("青岚市林业局关于绿化的通知\n\(sentence)", nil),
      ("包头市林业局关于绿化的通知\n\(sentence)", "包头市"), ("山东省总工会办公室关于绿化的通知\n\(sentence)", "山东省"),
      ("北京市海淀区教育局关于绿化的通知\n\(sentence)", "海淀区"), ("鼓楼区教育局关于绿化的通知\n\(sentence)", "鼓楼区"),
      ("南京市鼓楼区教育局关于绿化的通知\n\(sentence)", "南京市鼓楼区"), ("中共包头市委关于绿化的通知\n\(sentence)", "包头市"),
      ("海淀区青岚镇人民政府关于绿化的通知\n\(sentence)", "海淀区青岚镇"), ("国务院关于绿化的通知\n\(sentence)", nil),
      ("绿化条例\n（2019年5月6日包头市第九届人民代表大会第三次会议通过）\n\(sentence)", "包头市"),
      ("绿化条例\n（2019年5月6日第九届全国人民代表大会第三次会议通过）\n\(sentence)", nil),
      ("政府工作报告\n——2019年5月6日在包头市第九届人民代表大会第三次会议上\n\(sentence)", "包头市"),
      ("绿化条例\n（2019年5月6日青岚市第九届人民代表大会第三次会议通过）\n\(sentence)", "青岚市"),
      ("在包头市绿化会议上的讲话\n\n\(sentence)", nil),
      ("包头市林业局、包头市水务局关于绿化的通知\n\(sentence)", "包头市"),
      ("包头市林业局、海淀区水务局关于绿化的通知\n\(sentence)", nil),
    ] as [(String, String?)])
  func `is the region of the issuer or of the congress`(text: String, region: String?) throws {
    #expect(try parse(text).region == region)
  }

  @Test func `holds no characters that are not seen`() throws {
    let document = try parse(
      "\u{200B} 青岚市\u{200B}总工会关于防\u{AD}汛的\u{E123}通知 \u{2060}\n（2019年\u{200B}5月6日）\n\(sentence)")
    #expect(document.title == "青岚市总工会关于防汛的通知")
    #expect(document.issuer == "青岚市总工会")
    #expect(document.date?.description == "2019-05-06")
    #expect(document.string.hasPrefix("\u{200B} 青岚市\u{200B}总工会"))
  }

  @Test func `says where it was read`() throws {
    let document = try parse(
      """
      发布日期：2019-05-08
      青工发〔2019〕5号
      青岚市总工会关于防汛的通知
      \(sentence)
      本通知自2019年6月1日起施行。
      青岚市总工会
      2019年5月6日
      """)
    #expect(
      document.sources == [
        .published: FieldSource(rule: .label, line: 1),
        .number: FieldSource(rule: .letterhead, line: 2),
        .title: FieldSource(rule: .title, line: 3), .kind: FieldSource(rule: .title, line: 3),
        .issuer: FieldSource(rule: .title, line: 3), .region: FieldSource(rule: .title, line: 3),
        .effective: FieldSource(rule: .closingArticle, line: 5),
        .date: FieldSource(rule: .signature, line: 7),
      ])
  }

  /// Every field that is known has its source, and none other.
  @Test(arguments: 0..<300 as Range<UInt64>)
  func `is known if and only if its source is`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet = [
      "关于报送材料的通知", "青岚市绿化条例", "（2015年9月23日青岚市第六届人民代表大会第三次会议通过）", "2001年4月21日 青岚市人民政府令第3号公布", "各单位：",
      "林 远 舟", "市长 林远舟", "青岚市教育局", "2019年5月6日", "发布日期：2019年2月15日", "成文日期：", "标题：", "发文机关：青岚市教育局",
      "临政发〔2019〕5号", sentence, "政府工作报告", "——2020年1月8日在大会上", "第九条 自2020年3月1日起施行。", "", "# 讲话",
    ]
    let source = (0..<Int.random(in: 0...16, using: &generator))
      .map { _ in (alphabet.randomElement(using: &generator) ?? "") + "\n" }.joined()
    for document in DocumentParser.parse(DecodedText(source), path: "通知20190507.txt") {
      let known: [Field: Bool] = [
        .title: document.title != nil, .kind: document.kind != nil, .date: document.date != nil,
        .speaker: document.speaker != nil, .issuer: document.issuer != nil,
        .number: document.number != nil, .region: document.region != nil,
        .occasion: document.occasion != nil, .adoption: document.adoption != nil,
        .passed: document.passed != nil, .published: document.published != nil,
        .effective: document.effective != nil,
      ]
      for field in Field.allCases {
        #expect((document.sources[field] != nil) == known[field], "seed \(seed): \(field)")
      }
    }
  }
}
