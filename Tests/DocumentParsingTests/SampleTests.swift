import Glibc
import Testing

@testable import DocumentParsing

private func parseFile(_ path: String) throws -> (TextEncoding, ParsedDocument) {
  let decoded = try TextDecoder.decode(contents(of: path))
  let documents = DocumentParser.parse(decoded, path: path)
  return (decoded.encoding, try #require(documents.first))
}

@Suite struct `A sample document` {
  struct Expected: Sendable, CustomTestStringConvertible {
    var file: String
    var encoding = TextEncoding.utf8
    var title: String?
    var kind: String?
    var date: String?
    var speaker: String?
    var office: String?
    var issuer: String?
    var number: String?
    var region: String?

    var testDescription: String { file }
  }

  static let samples: [Expected] = [
    Expected(
      file: "2009-在全市就业工作会议上的讲话.txt", title: "在全市稳定就业工作会议上的讲话", kind: "讲话", date: "2009-02-12",
      speaker: "苏映雪"),
    Expected(
      file: "20150612-以改革精神做好群众工作.txt", title: "以改革精神做好新形势下群众工作——在全省群团工作座谈会上的发言", kind: "发言",
      date: "2015-06-12", speaker: "韩若谷", office: "澄湖市总工会主席"),
    Expected(
      file: "2019-在职工维权推进会上的讲话.txt", title: "在全市职工维权暨和谐劳动关系创建工作推进会上的讲话", kind: "讲话",
      date: "2019-03-15"),
    Expected(
      file: "2024年临江省政府工作报告.txt", title: "政府工作报告", kind: "工作报告", date: "2024-01-23", speaker: "顾明川",
      office: "临江省省长", region: "临江省"),
    Expected(
      file: "临江省关于全面推进乡村振兴的决定.md", title: "临江省人民政府关于全面推进乡村振兴的决定", kind: "决定", date: "2021-04-02",
      issuer: "临江省人民政府", region: "临江省"),
    Expected(
      file: "临江营商环境论坛致辞.txt", title: "在临江营商环境论坛开幕式上的致辞", kind: "致辞", date: "2023-09-18",
      speaker: "陆知行",
      office: "临江省副省长"),
    Expected(
      file: "云溪县安全生产事故通报.txt", encoding: .gb18030, title: "关于云溪县“7·26”较大坍塌事故的通报", kind: "通报",
      date: "2022-08-03", issuer: "临江省安全生产委员会办公室"),
    Expected(
      file: "产业工人队伍建设改革意见.txt", title: "临江省总工会关于深化“1＋4”产业工人队伍建设改革的意见", kind: "意见",
      date: "2020-03-27", issuer: "临江省总工会", number: "临工发〔2020〕8号", region: "临江省"),
    Expected(
      file: "关于解决乡镇卫生院用房的请示.txt", title: "云溪县人民政府关于解决乡镇卫生院业务用房建设资金的请示", kind: "请示",
      date: "2011-05-18", issuer: "云溪县人民政府", number: "云政〔2011〕33号", region: "云溪县"),
    Expected(
      file: "关于设立开发区的批复.txt", title: "临江省人民政府关于同意设立云溪经济开发区的批复", kind: "批复", date: "2013-11-05",
      issuer: "临江省人民政府", number: "临政复〔2013〕26号", region: "临江省"),
    Expected(
      file: "南屏市加強基層治理意見.txt", title: "南屏市人民政府關於加強基層治理工作的意見", kind: "意见", date: "2016-05-10",
      issuer: "南屏市人民政府", region: "南屏市"),
    Expected(
      file: "在全省工会干部培训班上的讲话.txt", title: "在全省工会干部培训班上的讲话", kind: "讲话", date: "2017-08-21",
      speaker: "林远舟"),
    Expected(file: "数字政府建设三年行动方案.txt", title: "澄湖市数字政府建设三年行动方案（2023—2025年）", kind: "方案"),
    Expected(file: "数字政府建设专题会议纪要.txt", title: "青岚市人民政府专题会议纪要", kind: "纪要"),
    Expected(
      file: "白渡区燃气安全公告.txt", title: "白渡区人民政府关于开展燃气安全专项整治的公告", kind: "公告", date: "2023-07-03",
      issuer: "白渡区人民政府", number: "白政告〔2023〕3号", region: "白渡区"),
    Expected(file: "营商环境经验材料.txt", title: "在全市优化营商环境大会上的讲话", kind: "讲话"),
    Expected(
      file: "青岚市人大关于政府工作报告的决议.txt", title: "青岚市第九届人民代表大会第四次会议关于政府工作报告的决议", kind: "决议",
      date: "2025-01-10", region: "青岚市"),
    Expected(file: "青岚市优化营商环境办法.txt", title: "青岚市优化营商环境办法", kind: "办法", date: "2020-11-26"),
    Expected(
      file: "青岚市安全生产大检查通知.txt", title: "青岚市人民政府办公室关于开展安全生产大检查的通知", kind: "通知", date: "2022-08-09",
      issuer: "青岚市人民政府办公室", number: "青政办发[2022]41号", region: "青岚市"),
    Expected(
      file: "青岚市总工会决议及学习通知.txt", title: "青岚市总工会关于深化改革创新推动新时代工会工作高质量发展的决议", kind: "决议",
      date: "2018-09-18", issuer: "青岚市总工会", region: "青岚市"),
  ]

  @Test(arguments: samples)
  func `states these fields`(expected: Expected) throws {
    let (encoding, document) = try parseFile("\(packageFolder)/samples/\(expected.file)")
    #expect(encoding == expected.encoding)
    #expect(document.title == expected.title)
    #expect(document.kind == expected.kind)
    #expect(document.date?.description == expected.date)
    #expect(document.speaker?.name == expected.speaker)
    #expect(document.speaker?.office == expected.office)
    #expect(document.issuer == expected.issuer)
    #expect(document.number == expected.number)
    #expect(document.region == expected.region)
  }

  @Test(arguments: samples)
  func `is led back to its source character by character`(sample: Expected) throws {
    let text = try TextDecoder.decode(contents(of: "\(packageFolder)/samples/\(sample.file)"))
      .string
    expectEveryCharacterFound(text, "\(sample.file)")
  }

  @Test(arguments: samples)
  func `reads the same in every encoding that has its characters`(sample: Expected) throws {
    let path = "\(packageFolder)/samples/\(sample.file)"
    let text = try TextDecoder.decode(contents(of: path)).string
    let isTraditional = text.contains("關於")
    for name in ["UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"] + (isTraditional ? ["BIG5"] : []) {
      let decoded = try TextDecoder.decode(encoded(text, in: name))
      #expect(decoded.encoding.rawValue.uppercased() == name)
      #expect(decoded.string == text)
    }
  }
}

private let seeds = "\(packageFolder)/../shared/corpus/seeds"

@Suite(
  .enabled(if: access(seeds, R_OK) == 0, "the seed documents are not beside the package"))
struct `A seed document` {
  private func documents(_ file: String) throws -> [ParsedDocument] {
    DocumentParser.parse(try TextDecoder.decode(contents(of: "\(seeds)/\(file)")), path: file)
  }

  @Test(
    arguments: [
      ("000_1e1f11bf7ebbaea6.txt", ["讲话"], ["2017-08-25"], [nil]),
      ("001_ef3495799ea5e706.txt", ["讲话"], ["2014-08-19"], [nil]),
      (
        "002_a9e8612fe6e44471.txt", ["决议", "通知"], ["2015-09-23", "2015-09-24"],
        ["山东省总工会", "山东省教育工会"]
      ),
      ("003_b549e49412576598.txt", ["讲话"], [nil], [nil]),
      (
        "004_32882124caebc0b2.txt", Array(repeating: "发言", count: 8),
        Array(repeating: nil, count: 8),
        Array(repeating: nil, count: 8)
      ),
    ] as [(String, [String?], [String?], [String?])])
  func `holds these documents`(
    file: String, kinds: [String?], dates: [String?], issuers: [String?]
  ) throws {
    let documents = try documents(file)
    #expect(documents.map(\.kind) == kinds)
    #expect(documents.map(\.date?.description) == dates)
    #expect(documents.map(\.issuer) == issuers)
    #expect(documents.allSatisfy { $0.title != nil })
    expectEveryCharacterFound(
      try TextDecoder.decode(contents(of: "\(seeds)/\(file)")).string, path: file, "\(file)")
  }

  @Test(arguments: [
    "000_1e1f11bf7ebbaea6.txt", "001_ef3495799ea5e706.txt", "003_b549e49412576598.txt",
  ])
  func `has four sections with parts`(file: String) throws {
    let sections = try documents(file)[0].sections
    #expect(
      sections.filter { $0.level == 1 && !$0.heading.hasPrefix("第") }.map { $0.heading.prefix(2) }
        == ["一、", "二、", "三、", "四、"])
    #expect(sections.contains { $0.level == 2 })
    if file.hasPrefix("001") {
      #expect(sections.count { $0.level == 2 && $0.heading.hasPrefix("（") } == 18)
    }
  }

  @Test func `has its title joined and its advertisement set apart`() throws {
    #expect(try documents("000_1e1f11bf7ebbaea6.txt")[0].speaker == Speaker(name: "刘赞杰"))
    #expect(
      try documents("001_ef3495799ea5e706.txt")[0].title?.hasSuffix("系列重要讲话精神专题班上的讲话") == true)
    let third = try documents("003_b549e49412576598.txt")[0]
    #expect(third.title == "在全市工会工作上的讲话")
    #expect(third.string.hasPrefix("在全市工会工作上的讲话\n"))
    #expect(third.text[third.bodyEnd...].count { $0 == 0x0A } == 8)
  }

  @Test func `has eight speakers under one heading, and its sentences whole`() throws {
    let documents = try documents("004_32882124caebc0b2.txt")
    #expect(
      documents.map(\.speaker?.name)
        == ["赵国强", "梁伟", "黄业斌", "田喜荣", "洪浩", "张岱梨", "李登攀", "邢春宁"])
    #expect(documents.allSatisfy { $0.speaker?.office?.hasSuffix("总工会主席") == true })
    #expect(Set(documents.map(\.occasion)).count == 1)
    #expect(documents[1].string.contains("北京市总工会先后出台了《关于加强和改进工会工作的意见》"))
  }
}

private let news = "\(packageFolder)/../shared/corpus/cctv_news/md"

@Suite(.enabled(if: access(news, R_OK) == 0, "the news is not beside the package"))
struct `A day of news` {
  /// Against a plain reading of this one form: items begin with `### `.
  @Test(arguments: ["20220101", "20220506", "20221016", "20230312", "20230601"])
  func `is split into its items`(day: String) throws {
    let source = try TextDecoder.decode(contents(of: "\(news)/\(day).md"))
    let heads = source.string.split(separator: "\n").filter { $0.hasPrefix("### ") }
    let documents = DocumentParser.parse(source, path: "\(day).md")
    #expect(documents.map(\.title) == heads.map { String($0.dropFirst(4)) })
    #expect(documents.allSatisfy { $0.date?.description.filter(\.isNumber) == day })
  }
}
