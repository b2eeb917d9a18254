import Testing

@testable import TextAnalysis

@Suite struct `The table of administrative divisions` {
  let divisions = AdministrativeDivisions.builtIn

  @Test func `is sorted by code and complete`() {
    let all = divisions.all
    #expect(zip(all, all.dropFirst()).allSatisfy { $0.code < $1.code })
    #expect(all.count { $0.level == .province } == 34)
    #expect(all.count { $0.level == .prefecture } == 333)
    #expect((2_800...2_900).contains(all.count { $0.level == .county }))
  }

  @Test func `holds names of Han characters, and no heading`() {
    for division in divisions.all {
      #expect(division.name.unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) })
      #expect(!["县", "市辖区"].contains(division.name) && !division.name.contains("直辖县"))
    }
  }

  @Test func `leads from every division to a province`() {
    for division in divisions.all {
      let ancestors = divisions.ancestors(of: division)
      #expect(ancestors.isEmpty == (division.level == .province))
      #expect(ancestors.allSatisfy(division.isPart))
      #expect(ancestors.first.map { $0.level == .province } ?? true)
    }
  }

  @Test func `finds every division by its official name below its parents`() {
    for division in divisions.all {
      let path = divisions.ancestors(of: division).map(\.name).joined() + division.name
      let match = divisions.match(atStartOf: Array((path + "人民政府").unicodeScalars)[...])
      #expect(match?.division == division)
      #expect(match?.length == path.unicodeScalars.count)
    }
  }

  @Test(arguments: [
    ("山东省总工会", 3, "山东省"), ("山东总工会", 2, "山东省"), ("新疆维吾尔自治区人民政府", 8, "新疆维吾尔自治区"),
    ("新疆自治区总工会", 5, "新疆维吾尔自治区"), ("内蒙古党委", 3, "内蒙古自治区"), ("延边州人民政府", 3, "延边朝鲜族自治州"),
    ("包头市人民政府办公室", 3, "包头市"), ("吉林市人民政府", 3, "吉林市"), ("吉林政协", 2, "吉林省"),
    ("北京市海淀区人民政府", 6, "海淀区"), ("北京海淀区人民政府", 5, "海淀区"), ("河北省石家庄市长安区", 10, "长安区"),
    ("南京鼓楼区总工会", 5, "鼓楼区"), ("江苏苏州工业园区", 4, "苏州市"), ("晋城市城区人民政府", 5, "城区"),
    ("河南省长葛市", 6, "长葛市"), ("河南省长江", 3, "河南省"), ("济源市总工会", 3, "济源市"), ("赵县县委", 2, "赵县"),
    ("海南州委", 3, "海南藏族自治州"), ("海南政府", 2, "海南省"), ("临沂市总工会", 3, "临沂市"), ("香港特别行政区", 7, "香港特别行政区"),
  ])
  func `finds the longest name`(text: String, length: Int, name: String) throws {
    let match = try #require(divisions.match(atStartOf: Array(text.unicodeScalars)[...]))
    #expect(match.length == length)
    #expect(match.division?.name == name)
  }

  @Test(arguments: ["山东", "山东人民勤劳", "临沂精神", "和平与发展", "新华社", "城区改造", "鼓", "", "A市", "青岚市总工会"])
  func `finds nothing where no place is named`(text: String) {
    #expect(divisions.match(atStartOf: Array(text.unicodeScalars)[...]) == nil)
  }

  @Test(arguments: [("鼓楼区人民政府", 4), ("通州区总工会", 2), ("市中区人民政府", 4)])
  func `gives all that an ambiguous name may be`(text: String, count: Int) throws {
    let match = try #require(divisions.match(atStartOf: Array(text.unicodeScalars)[...]))
    #expect(match.division == nil)
    #expect(match.length == 3)
    #expect(match.candidates.count == count)
    #expect(Set(match.candidates.map(\.name)).count == 1)
  }
}
