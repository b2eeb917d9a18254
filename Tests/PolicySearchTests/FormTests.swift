import Testing

@testable import PolicySearch

@Suite struct `A form` {
  /// Text of a document, query, tier in which it is found, and the equivalence that is told of its first
  /// match: nil for what stands as typed.
  private static let pairs: [(text: String, query: String, tier: Tier?, reason: Equivalence?)] = [
    // Years.
    ("二〇一七年的工作", "2017年", .exact, .number), ("二○一七年的工作", "2017年", .exact, .number),
    ("二零一七年的工作", "2017年", .exact, .number), ("２０１７年的工作", "2017年", .exact, .width),
    ("2017年的工作", "二〇一七年", .exact, .number), ("２０１７年的工作", "二〇一七年", .exact, .number),
    ("二零一七年的工作", "二〇一七年", .exact, .number), ("二○一七年的工作", "二〇一七年", .exact, .sign),
    ("二〇一七年的工作", "二零一七年", .exact, .number), ("2017年的工作", "二零一七年", .exact, .number),
    ("2017年的工作", "2017年", .exact, nil), ("二〇一七年", "２０１７年", .exact, .number),
    ("二〇一七", "2017", .exact, .number), ("2017", "二〇一七", .exact, .number),
    ("一九四九年十月", "1949年10月", .exact, .number), ("1949年10月", "一九四九年十月", .exact, .number),
    ("1949年10月", "一九四九年", .exact, .number), ("二〇一七年", "17年", nil, nil),
    ("2017年", "17年", .exact, nil), ("二〇二〇年", "2020年", .exact, .number),
    ("二零二零年", "2020年", .exact, .number), ("2020年", "二〇二〇年", .exact, .number),
    ("二〇一八年", "2017年", nil, nil), ("到二〇三五年", "到2035年", .exact, .number),
    // Cardinal numbers.
    ("共13人", "十三", .exact, .number), ("共十三人", "13", .exact, .number),
    ("共35人", "三十五", .exact, .number), ("共三十五人", "35", .exact, .number),
    ("2013人", "十三", nil, nil), ("13.5人", "十三", nil, nil), ("1.13人", "十三", nil, nil),
    ("13万人", "十三", nil, nil), ("130人", "十三", nil, nil), ("三十五人", "35", .exact, .number),
    ("三百三十五人", "35", nil, nil), ("三十五万人", "35", nil, nil), ("三十五点二", "35", nil, nil),
    ("二十三人", "十三", .exact, nil), ("105人", "一百零五人", .exact, .number),
    ("一百零五人", "105人", .exact, .number), ("一百一十人", "110人", .exact, .number),
    ("二百人", "200人", .exact, .number), ("两百人", "200人", .exact, .number),
    ("两千人", "2000人", .exact, .number), ("200人", "两百人", .exact, .number),
    ("30万人", "三十万人", .exact, .number), ("三十万人", "30万人", .exact, .number),
    ("300000人", "三十万人", nil, nil), ("5亿元", "五亿元", .exact, .number),
    ("一千零五", "1005", .exact, .number), ("1005", "一千零五", .exact, .number),
    ("一万零五百", "10500", .exact, .number), ("12000", "一万二千", .exact, .number),
    ("十八大精神", "18大精神", .exact, .number), ("18大精神", "十八大精神", .exact, .number),
    // Numbers of one character only where they are counted.
    ("第5条", "第五条", .exact, .number), ("第五条", "第5条", .exact, .number), ("统1", "统一", nil, nil),
    ("1切", "一切", nil, nil), ("3农", "三农", nil, nil), ("十分", "10分", nil, nil),
    ("5年规划", "五年规划", .exact, .number), ("五年规划", "5年规划", .exact, .number),
    ("15年规划", "五年规划", nil, nil), ("十五年规划", "5年规划", nil, nil), ("4个全面", "四个全面", .exact, .number),
    ("四个全面", "4个全面", .exact, .number), ("10条", "十条", .exact, .number), ("五", "5", nil, nil),
    ("三五成群", "35成群", nil, nil), ("千万", "10000000", nil, nil), ("万1", "万一", nil, nil),
    ("135规划", "十三五规划", nil, nil), ("十三五规划", "十三五规划", .exact, nil),
    // Articles.
    ("第35条规定", "第三十五条", .exact, .number), ("第三十五条规定", "第35条", .exact, .number),
    ("第135条规定", "第三十五条", nil, nil), ("第一百三十五条", "第135条", .exact, .number),
    ("第二章第3节", "第二章第三节", nil, nil), ("第2章第3节", "第二章第三节", .exact, .number),
    ("第二章第三节", "第2章第3节", .exact, .number), ("第３５条", "第35条", .exact, .width),
    // Percentages.
    ("增长30%", "百分之三十", .exact, .number), ("增长百分之三十", "30%", .exact, .number),
    ("增长30％", "百分之三十", .exact, .number), ("增长130%", "百分之三十", nil, nil),
    ("增长3.5%", "百分之三点五", .exact, .number), ("增长百分之三点五", "3.5%", .exact, .number),
    ("百分之三十五", "30%", nil, nil), ("百分之三十点五", "30%", nil, nil), ("千分之五", "5‰", .exact, .number),
    ("5‰", "千分之五", .exact, .number), ("30%", "30%", .exact, nil), ("30％", "30%", .exact, .width),
    ("0.5%", "百分之零点五", .exact, .number), ("百分之百", "100%", nil, nil),
    // Dates.
    ("“7·26”讲话", "7月26日", .exact, .date), ("7月26日讲话", "7·26", .exact, .date),
    ("七月二十六日讲话", "7·26", .exact, .date), ("七月二十六日讲话", "7月26日", .exact, .number),
    ("7月26日讲话", "七月二十六日", .exact, .number), ("7•26讲话", "7月26日", .exact, .date),
    ("７・２６讲话", "7·26", .exact, .sign), ("7·26讲话", "七月二十六日", .exact, .date),
    ("17·26", "7月26日", nil, nil), ("7·261", "7月26日", nil, nil), ("17月26日", "7·26", nil, nil),
    ("13·26", "13月26日", nil, nil), ("2017年7月26日", "7月26日", .exact, nil),
    ("二〇一七年七月二十六日", "2017年7月26日", .exact, .number), ("7·26", "2017年7月26日", nil, nil),
    ("3·15", "3月15日", .exact, .date), ("５月１日", "5月1日", .exact, .width),
    ("五月一日", "5·1", .exact, .date),
    // Document numbers.
    ("市委〔2013〕6号", "市委〔2013〕6号", .exact, nil), ("市委[2013]6号", "市委〔2013〕6号", .exact, .sign),
    ("市委【2013】6号", "市委〔2013〕6号", .exact, .sign),
    ("市委2013年6号", "市委〔2013〕6号", .exact, .documentNumber),
    ("市委（2013）6号", "市委〔2013〕6号", .exact, .documentNumber),
    ("市委2013年第6号", "市委〔2013〕6号", .exact, .documentNumber),
    ("市委〔2013〕第6号", "市委〔2013〕6号", .exact, .documentNumber),
    ("市委〔2013〕6号", "市委2013年6号", .exact, .documentNumber),
    ("市委〔2013〕6号", "市委（2013）6号", .exact, .documentNumber), ("市委〔2013〕16号", "市委〔2013〕6号", nil, nil),
    ("市委〔2012〕6号", "市委〔2013〕6号", nil, nil), ("〔2013〕6号", "2013年第6号", .exact, .documentNumber),
    ("12013年6号", "〔2013〕6号", nil, nil),
    // Scripts.
    ("加強基層治理", "加强基层治理", .exact, .script), ("加强基层治理", "加強基層治理", .exact, .script),
    ("职工權益", "职工权益", .exact, .script), ("第三十五條", "第35条", .exact, .number),
    ("營商環境", "营商环境", .exact, .script), ("萬眾一心", "万众一心", .exact, .script),
    // Width, case and compatible forms.
    ("１+4", "1+4", .exact, .width), ("1＋4", "1+4", .exact, .width),
    ("ＧＤＰ增长", "gdp", .exact, .width),
    ("GDP增长", "gdp", .exact, .width), ("gdp增长", "GDP", .exact, .width),
    ("（一）", "“(一)”", .exact, .width),
    ("㈱", "“(株)”", .exact, .width), ("①号", "1号", .exact, .width), ("Ⅳ级", "IV级", .exact, .width),
    // Marks.
    ("——全面", "“--全面”", .exact, .sign), ("阿卜杜拉•买买提", "阿卜杜拉·买买提", .exact, .sign),
    ("「一网通办」", "“一网通办”", .exact, .none), ("1—5月", "1-5月", .exact, .sign),
    ("〖一〗", "【一】", .exact, .sign),
    ("«条例»", "《条例》", .exact, .sign), ("10－6", "10-6", .exact, .width),
    ("3∶1", "3:1", .exact, .sign),
    // White space.
    ("刘 赞 杰", "刘赞杰", .exact, .space), ("营商\n环境", "营商环境", .exact, .space),
    ("刘赞杰", "“刘 赞 杰”", .exact, .space), ("加強\u{3000}基层", "加强基层", .exact, .script),
    // Names.
    ("职工代表大会召开", "职代会", .related, .synonym), ("职代会召开", "职工代表大会", .related, .synonym),
    ("中华全国总工会", "全总", .related, .synonym), ("省总工会", "省总", .exact, nil),
    ("人力资源和社会保障部", "人社部", .related, .synonym), ("国家发改委", "国家发展和改革委员会", .related, .synonym),
    ("职工代表大会制度", "职代会制度", .related, .synonym), ("国资委", "国有资产监督管理委员会", .related, .synonym),
    ("中国人民银行", "央行", .related, .synonym), ("职代会", "“职工代表大会”", nil, nil),
    ("中华全国总工会结论", "全总结", nil, nil),
    // Redactions.
    ("奋力谱写×新时代新篇章", "谱写陕西新时代", .related, .redaction),
    ("奋力谱写××新时代", "谱写陕西新时代", .related, .redaction),
    ("奋力谱写＊新时代", "谱写陕西新时代", .related, .redaction), ("奋力谱写XX新时代", "谱写陕西新时代", .related, .redaction),
    ("中共×市委员会", "中共云溪市委员会", .related, .redaction), ("谱写×旧篇章", "谱写陕西新时代", nil, nil),
    ("下降×%", "下降15%", .related, .redaction), ("谱写×新时代", "“谱写陕西新时代”", nil, nil),
    ("谱×代", "谱写陕西新时代", nil, nil), ("谱写abx新时代", "谱写陕西新时代", nil, nil),
  ]

  @Test func `is found in its tier, and told`() throws {
    #expect(Self.pairs.count >= 150)
    // Its words would make every second document related.
    let library = try TestLibrary(Self.pairs.map { $0.text } + ["别的"])
    let opened = try library.open()
    for (index, pair) in Self.pairs.enumerated() {
      let comment: Comment = "\(pair.query) in \(pair.text)"
      let result = try opened.search(SearchRequest(query: pair.query, limit: 1_000))
      let hit = result.hits.first { hit in
        hit.sources.contains { $0.path == library.root + "/" + TestLibrary.name(index) }
      }
      guard let hit, hit.tier == .exact || pair.tier == .related else {
        #expect(pair.tier != .exact, comment)
        continue
      }
      #expect(hit.tier == pair.tier, comment)
      let alone = try TestLibrary([pair.text]).search(pair.query)
      let passage = try #require(alone.hits.first?.passages.first, comment)
      #expect(passage.equivalences.count == passage.matches.count, comment)
      #expect(passage.equivalences.first?.first == pair.reason, comment)
    }
  }

  @Test(arguments: [
    ("２０１７年", "2017年", true), ("二〇一七年", "2017年", false), ("GDP", "gdp", true), ("工會", "工会", false),
    ("工会", "工会", true), ("7•26", "7·26", false), ("7·26", "7·26", true), ("“好”", "「好」", false),
    ("「好」", "「好」", true), ("「好」", "“「好」”", true), ("刘 赞 杰", "刘赞杰", true),
    ("〔2013〕", "[2013]", false),
    ("［2013］", "[2013]", true), ("工会，职工", "工会职工", false), ("工会，职工", "“工会，职工”", true),
    ("工会,职工", "“工会，职工”", true), ("工会、职工", "“工会，职工”", false), ("竞选", "“竞?”", true),
    ("○", "〇", false), ("职工代表大会", "职代会", false),
  ])
  func `counts only in width and case where texts are compared literally`(
    text: String, query: String, isFound: Bool
  ) throws {
    let library = try TestLibrary([text, "别的"])
    let result = try library.open().search(SearchRequest(query: query, comparison: .literal))
    #expect(result.exactDocuments == (isFound ? 1 : 0))
    #expect(result.relatedDocuments == 0)
    #expect(result.hits.first?.passages.isEmpty != true)
  }

  @Test func `of a number is counted in all its places`() throws {
    let library = try TestLibrary(["2017年，二〇一七年，二零一七年，２０１７年。二〇一八年", "一二〇一七年"])
    let result = try library.search("2017年")
    #expect(result.exactDocuments == 1)
    #expect(result.exactOccurrences == 4)
    #expect(try library.search("“2017年”").exactOccurrences == 2)
    #expect(try library.search("2017年 -二〇一七年").exactDocuments == 0)
  }
}
