import DocumentParsing
import Testing

@testable import PolicySearch
@testable import TextAnalysis

@Suite struct `Ranking` {
  private static func names(_ result: SearchResult) -> [String] {
    result.hits.map { String($0.path.split(separator: "/").last ?? "") }
  }

  @Test(arguments: [
    "防汛 预案", "防汛预案由谁制定，应当报告哪些部门？", "“防汛预案”", "河长制", "松河模式 防汛", "2019 年", "a b ab abc", "汛",
  ])
  func `explains every score by a sum`(query: String) throws {
    let library = try TestLibrary([
      "松河市防汛预案\n\n各县区制定防汛预案，报水利部门。松河模式 abc 2019年。\n", "关于水库的报告\n\n防汛由河长制办公室负责，预案报市里，AB。\n",
      "防汛\n\n预案部门应当每年报告。\n", "别处的安排\n",
    ])
    _ = try UserLexicon(directory: library.index).add(["松河模式"])
    let opened = try library.open()
    let result = try opened.search(
      SearchRequest(query: query, limit: 10, explainsScores: true))
    #expect(!result.hits.isEmpty)
    for hit in result.hits {
      let explanation = try #require(hit.explanation)
      #expect(explanation.reduce(0) { $0 + $1.score } == hit.score, "\(query), \(hit.path)")
      #expect(explanation.allSatisfy { $0.score >= 0 && $0.frequency > 0 })
    }
    var plain = try opened.search(SearchRequest(query: query, limit: 10)).hits
    #expect(plain.allSatisfy { $0.explanation == nil })
    for (index, hit) in result.hits.enumerated() { plain[index].explanation = hit.explanation }
    #expect(plain == result.hits)
  }

  @Test func `puts the document that is called so before one that says it more often`() throws {
    let library = try TestLibrary([
      "关于水库的报告\n\n" + String(repeating: "防汛预案已经报来。", count: 9) + "\n",
      "防汛预案\n\n各县区按此执行，并报告情况，不得延误，不得推诿。\n", "别处的安排\n",
    ])
    #expect(try Self.names(library.search("防汛预案")) == ["1.txt", "0.txt"])
  }

  @Test func `puts the newest first where scores are equal`() throws {
    let library = try TestLibrary(
      ["二〇一五年三月一日", "二〇一九年三月一日", "二〇一七年三月一日"].enumerated().map {
        "第\($0.offset + 1)号植树办法\n\n（\($0.element)）\n\n各区植树，由园林部门验收。\n"
      })
    let hits = try library.search("园林部门").hits
    #expect(Set(hits.map(\.score)).count == 1)
    #expect(hits.map(\.date?.year) == [2019, 2017, 2015])
  }

  @Test func `heeds what is asked for more than how`() throws {
    let library = try TestLibrary([
      "一处的安排\n\n如何是好，如何如何，说的是何事。\n", "另一处的安排\n\n修建水渠，疏浚河道，说的是此事。\n",
      "又一处的安排\n\n栽种树苗，养护草地，说的是此事。\n", "再一处\n\n水渠边上，有人种树，说的是此事。\n",
    ])
    #expect(try Self.names(library.search("水渠如何")).last == "0.txt")
  }

  @Test func `takes pairs from words only, and counts what stands twice as the root of two`() throws
  {
    let terms = try QueryPlan("防汛，防汛", vocabulary: .builtIn).rankingTerms[0]
    #expect(terms.pairs.entries.map { String(decoding: $0.units, as: UTF16.self) } == ["防汛"])
    #expect(terms.pairs.entries.map(\.weight) == [Float(2).squareRoot()])
    let question = try QueryPlan("如何防汛", vocabulary: .builtIn).rankingTerms[0]
    #expect(
      question.pairs.entries.map(\.weight) == [
        RankingWeight.functionWord, RankingWeight.functionWord, 1,
      ])
  }

  @Test(arguments: [
    ("防汛预案由谁制定", ["防汛预案由谁制定"]),
    ("河水涨了。预案由谁制定？请告诉我。", ["预案由谁制定？"]),
    ("河水涨了；堤坝漏了。预案由谁制定", ["预案由谁制定"]),
    ("谁制定预案？谁批准？", ["谁制定预案？", "谁批准？"]),
    ("预案由谁制定！）", ["预案由谁制定！"]), ("？！", []),
  ])
  func `takes the sentences that ask for what is asked`(text: String, asking: [String]) throws {
    var analyzer = try TextAnalyzer()
    let units = analyzer.folder.fold(text).units
    var tokens: [WordToken] = []
    analyzer.segmenter.segment(units.span, into: &tokens)
    let ranges = RankingTerms.asking(in: units, tokens)
    #expect(
      ranges.map { Array(units[$0]) } == asking.map { analyzer.folder.fold($0).units })
  }

  @Test func `counts less what stands beside the question`() throws {
    let terms = try QueryPlan("河堤漏水。预案由谁制定？", vocabulary: .builtIn).rankingTerms[0]
    let weights = Dictionary(
      uniqueKeysWithValues: terms.pairs.entries.map {
        (String(decoding: $0.units, as: UTF16.self), $0.weight)
      })
    #expect(weights["漏水"] == RankingWeight.context)
    #expect(weights["预案"] == 1)
  }

  @Test(arguments: [
    ("老板不发工资", ["用人单位", "劳动报酬"]), ("欠钱不还怎么办", ["债务", "清偿"]), ("关于通告的安排", []),
    ("邻居告他", ["起诉"]), ("汛期", []), ("“欠钱不还” 欠钱不还", ["债务"]), ("欠钱不还 “欠钱不还”", ["债务"]),
  ])
  func `knows what laws call it`(text: String, expected: [String]) throws {
    let legal = try QueryPlan(text, vocabulary: .builtIn).rankingTerms[0].legalPairs
    for term in expected {
      let units = Array(term.utf16)
      #expect(zip(units, units.dropFirst()).allSatisfy { legal.contains([$0, $1]) }, "\(term)")
    }
    #expect(legal.entries.isEmpty == expected.isEmpty)
  }

  @Test func `puts what laws call it before what has neither`() throws {
    let library = try TestLibrary([
      "一处的规定\n\n老人怎么上车，由站长安排。\n", "另一处的规定\n\n对债务，应当怎么清偿，由双方商定。\n", "别处的安排\n",
    ])
    let opened = try library.open()
    let result = try opened.search(
      SearchRequest(query: "欠钱不还怎么办", limit: 10, explainsScores: true))
    #expect(Self.names(result) == ["1.txt", "0.txt"])
    let fields = try result.hits.map { try #require($0.explanation).map(\.field) }
    #expect(fields[0].contains(.legalTerm))
    #expect(!fields[1].contains(.legalTerm))
    // Quotations ask for what they say.
    #expect(try opened.search(SearchRequest(query: "“欠钱不还怎么办”", limit: 10)).hits.isEmpty)
  }

  @Test func `puts a law before what is worded alike`() throws {
    let text = "河长应当巡查河道，发现问题及时处理。"
    let library = try TestLibrary([
      "松河市河道法实施办法第三条\n\n\(text)\n", "中华人民共和国河道法第三条\n\n\(text)\n",
      "松河市河道管理条例第三条\n\n\(text)\n", "别处的安排\n\n种树。\n",
    ])
    let result = try library.open().search(
      SearchRequest(query: "河长不巡查怎么办", limit: 10, explainsScores: true))
    #expect(Self.names(result).first == "1.txt")
    let laws = try result.hits.map {
      try #require($0.explanation).filter { $0.field == .nationalLaw }.count
    }
    #expect(laws == [1, 0, 0])
  }

  @Test(arguments: [
    ("中华人民共和国河道法", true), ("中华人民共和国河道法典第三百条之一", true), ("中华人民共和国河道法（2018年修正）", true),
    ("中华人民共和国河道法（试行） 第三条", true), ("中华人民共和国河道法实施条例", false), ("松河市河道法", false),
    ("中华人民共和国河道法修正案（二）", false), ("关于修改《中华人民共和国河道法》的决定", false),
    ("中华人民共和国河道管理办法", false), ("中华人民共和国", false),
  ])
  func `tells a law by its title`(title: String, isLaw: Bool) throws {
    var folder = try TextFolder()
    #expect(NationalLaw.isTitle(folder.fold(title).units) == isLaw)
  }

  @Test(arguments: [
    ("关于“十四五”规划", ["0.txt", "1.txt"]), ("关于 “十四五” 规划", ["0.txt"]), ("“十四五”规划 -关于", ["1.txt"]),
    ("规划“十四五”", ["0.txt", "1.txt"]), ("规划 -“十四五”", ["1.txt"]), ("“十四五”", ["0.txt"]),
  ])
  func `reads a quotation in running text as part of it`(query: String, names: [String]) throws {
    let library = try TestLibrary([
      "一处的安排\n\n“十四五”期间的规划，关于种树。\n", "另一处的安排\n\n明年的规划，由各区编制。\n", "别处的安排\n",
    ])
    #expect(try Self.names(library.search(query)) == names)
  }
}
