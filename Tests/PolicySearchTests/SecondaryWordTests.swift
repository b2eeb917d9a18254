import InvertedIndex
import Testing
import TextAnalysis

@testable import PolicySearch

@Suite struct `Words inside words, and forms` {
  /// The names of the related documents, best first.
  private func related(_ library: TestLibrary, _ query: String) throws -> [String] {
    try library.search(query).hits.filter { $0.tier == .related }
      .map { String($0.path.dropFirst(library.root.count + 1)) }
  }

  private static let other = "关于做好防汛工作的通知\n各地要做好准备。\n"

  @Test func `make a document related that has the longer word`() throws {
    let library = try TestLibrary(["浙江省的安排\n由浙江省办理。\n", Self.other])
    #expect(try related(library, "浙江 抗旱") == ["0.txt"])
    #expect(try library.search("浙江 抗旱").relatedDocuments == 1)
  }

  @Test func `make a document related that has only a part of the query's word`() throws {
    let library = try TestLibrary(["浙江的安排\n浙江那边自己办理。\n", Self.other])
    #expect(try related(library, "浙江省 抗旱") == ["0.txt"])
  }

  @Test func `count less than words`() throws {
    let library = try TestLibrary([
      "由浙江省办理此事\n", "由浙江来办理此事\n", Self.other, "别处的安排\n", "再一处的安排\n",
    ])
    #expect(try related(library, "浙江 抗旱") == ["1.txt", "0.txt"])
    #expect(try related(library, "浙江省 抗旱") == ["0.txt", "1.txt"])
  }

  @Test(arguments: [
    ("1+4", "推行1＋4制度", "第1位和第4位都来，共1人又4人"), ("第三十五条", "见第三十五条规定", "三十五人，第一条"),
    ("〔2013〕6号", "依据〔2013〕6号文件", "2013年有6号人物"), ("50%", "超过50％的人", "有50人"),
  ])
  func `are tokens of their own that rank above their parts`(
    form: String, with: String, without: String
  ) throws {
    let library = try TestLibrary(
      [without, with].map { $0 + "。\n" } + [Self.other, "别处的安排\n", "再一处的安排\n"])
    let result = try library.search("\(form) 抗旱 \(form)")
    #expect(result.hits.first?.path.hasSuffix("1.txt") == true)
    let plan = try QueryPlan(form, vocabulary: .builtIn)
    let units = try #require(plan.words[0].first { $0.role == .form }).pattern.units
    let snapshot = try library.open().snapshot
    #expect(
      try snapshot.documentFrequency(units.termBytes, field: LibrarySchema.secondaryWords) == 1)
    #expect(try snapshot.documentFrequency(units.termBytes, field: LibrarySchema.words) == 0)
  }

  @Test func `are counted once where the query has them as words too`() throws {
    let library = try TestLibrary(["浙江省与浙江\n", Self.other])
    let plan = try QueryPlan("浙江省 浙江", vocabulary: .builtIn)
    #expect(plan.words.joined().count { $0.pattern.units == Array("浙江".utf16) } == 2)
    let twice = try library.search("浙江省 浙江 抗旱").hits
    let again = try library.search("浙江 浙江省 抗旱").hits
    #expect(twice.map(\.score) == again.map(\.score))
  }
}
