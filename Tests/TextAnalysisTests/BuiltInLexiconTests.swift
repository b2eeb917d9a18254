import Testing

@testable import TextAnalysis

@Suite struct `The built-in lexicon` {
  static let terms = lines(of: BuiltInLexicon.terms)

  /// The lines of a text that are no comment, up to a tab.
  private static func lines(of text: UnsafeRawBufferPointer) -> [String] {
    String(decoding: text, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { String($0.prefix { $0 != "\t" }) }
  }

  @Test func `has some thousand terms, each once`() {
    #expect(Self.terms.count >= 3_000)
    #expect(Set(Self.terms).count == Self.terms.count)
  }

  @Test func `has terms of 2 to 20 Han characters that are folded already`() throws {
    var folder = try TextFolder()
    for term in Self.terms {
      let units = Array(term.utf16)
      #expect((2...20).contains(units.count), "\(term)")
      #expect(folder.fold(term).units == units, "\(term)")
      #expect(units.allSatisfy { (0x4E00...0x9FFF).contains($0) || $0 == 0x3007 }, "\(term)")
    }
  }

  @Test func `names a source and a licence before the terms of every block`() throws {
    let lines = String(decoding: BuiltInLexicon.terms, as: UTF8.self).split(separator: "\n")
    let first = try #require(lines.firstIndex { !$0.hasPrefix("# ") })
    #expect(lines[..<first].contains { $0.hasPrefix("# source: ") })
    for line in lines where line.hasPrefix("# source: ") {
      #expect(line.contains("own list") || line.contains("MIT"), "\(line)")
    }
  }

  /// A later ICU may have taken up a few of them.
  @Test func `has hardly a term that ICU's dictionary has`() throws {
    let trie = try #require(BreakDictionary.shared).trie
    let known = Self.terms.filter { term in
      var node = UCharsTrie.Node.root
      return term.utf16.reduce(UCharsTrie.noValue) { _, unit in trie.advance(&node, by: unit) }
        != UCharsTrie.noValue
    }
    #expect(known.count < Self.terms.count / 100, "\(known)")
  }

  @Test(arguments: [
    "总工会", "维权", "职代会", "党代会", "群团", "构建", "弘扬", "社会主义", "五位一体", "四个全面", "两学一做", "三严三实",
    "全面从严治党", "一带一路", "习近平", "中华人民共和国", "党中央", "中国梦", "农民工", "互联网", "十九大", "二十大", "十三五", "十四五",
    "脱贫攻坚", "乡村振兴", "复工复产", "厂务公开", "放管服", "营商环境", "供给侧", "国家发展改革委", "人力资源社会保障部", "全国人大常委会",
    "国务院办公厅", "市场监管总局", "党组书记", "常务副主席", "政治性", "先进性", "群众性", "机关化", "行政化",
  ])
  func `has the words of the genre`(word: String) {
    #expect(Self.terms.contains(word))
  }

  /// Each would break a word that stands more often where it stands.
  @Test(arguments: ["着力点", "第一", "工会", "省总工会", "过半", "护林", "八五", "国发"])
  func `leaves out what ICU has or what breaks other words`(word: String) {
    #expect(!Self.terms.contains(word))
  }

  @Test func `has the name of every division on a line`() {
    let names = Self.lines(of: BuiltInLexicon.divisionNames)
    #expect(names == AdministrativeDivisions.builtIn.all.map(\.name))
  }
}
