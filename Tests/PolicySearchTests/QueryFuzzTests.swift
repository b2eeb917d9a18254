import Glibc
import QueryLanguage
import Testing

@testable import PolicySearch

@Suite struct `Any query` {
  /// `GONGWEN_RANDOM_QUERIES=100000` asks so many instead of a few.
  private static let count =
    getenv("GONGWEN_RANDOM_QUERIES").flatMap { Int(String(cString: $0)) } ?? 600

  private static let pieces = [
    "工会", "人", "營商", "1", "13", "2017年", "二〇一七年", "十", "第三十五条", "%", "30%", "百分之", "百分之三十", "7·26",
    "7月26日",
    "〔2013〕6号", "[", "(2013)", "号", "年", "点", ".", "万", "亿", "两", "×", "xx", "*", "职代会", "全总",
    " OR ", " AND ",
    " NOT ", "|", "｜", "-", "－", "(", ")", "（", "）", "\"", "“", "”", "?", "？", " /s ", " /p ",
    " /sec ", " NEAR/3 ",
    " PRE/1000 ", " NEAR/0 ", "title:", "标题：", "heading:", "by:", "org:", "no:", "kind:", "region:",
    "year:",
    "2017..2020", "..", "foo:", " ", "\u{3000}", "\n", "\t", "\0", "\u{1B}", "\u{200B}", "\u{FFFD}",
    "\u{E000}", "\u{A0}",
    "e\u{301}", "\u{301}", "𠮷", "😀", "\u{202E}", "㈱", "…", "ﬁ", "\u{FDFA}", ":", "/", "\\", "'",
    ";", "<b>",
  ]

  private static func library() throws -> TestLibrary {
    var random = RandomDocuments(seed: 31)
    return try TestLibrary(
      (0..<30).map { "临江省总工会关于第\($0)条的通知\n\n一、总则\n" + random.text(maximum: 60) }
        + ["职工代表大会，二〇一七年7·26，〔2013〕6号，30%", "谱写×新时代\u{E000}竞选\0"])
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `is answered, or told what is wrong in it and where`(seed: UInt64) throws {
    let library = try Self.library().open()
    var random = SeededGenerator(seed: seed)
    var answered = 0
    for _ in 0..<Self.count / 3 {
      var query = ""
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        query += Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
      }
      let comparison = Bool.random(using: &random) ? Comparison.equivalent : .literal
      if try Self.isAnswered(query, comparison, by: library) { answered += 1 }
    }
    #expect(answered > Self.count / 60)
  }

  /// Whether a query has an answer; else its error must lie in it.
  private static func isAnswered(
    _ query: String, _ comparison: Comparison, by library: Library
  ) throws -> Bool {
    do throws(LibraryError) {
      let result = try library.search(SearchRequest(query: query, comparison: comparison))
      let shown = result.hits.allSatisfy { hit in
        hit.passages.allSatisfy { $0.matches.count == $0.equivalences.count }
      }
      #expect(shown, "\(query.debugDescription)")
      return true
    } catch {
      switch error {
      case .query(let fault, let text):
        #expect(text == query && fault.range.upperBound <= query.utf8.count)
        #expect(!"\(error)".isEmpty)
      case .emptyTerm(_, let range): #expect(range.upperBound <= query.utf8.count)
      default: Issue.record("\(query.debugDescription): \(error)")
      }
      return false
    }
  }

  @Test(arguments: [
    ("(", 40), ("（甲 ", 2_500), ("甲 ", 5_000), ("甲 OR ", 1_900), ("-甲 ", 3_000), ("\"", 10_000),
    ("“?", 5_000),
    ("title:甲 ", 1_200), ("甲 /s ", 1_900), ("甲 NEAR/1000 ", 750), ("十", 10_000), ("一", 10_000),
    ("1", 10_000),
    ("百分之", 3_300), ("7·26", 2_500), ("〔2013〕6号", 1_000), ("×", 10_000), ("职代会", 3_300),
    ("工会", 5_000),
    ("9", 30), ("亿", 30), ("九千亿", 20), ("\u{0}", 100), ("\u{FFFD}", 100), ("year:", 100),
    ("((((((((((甲 OR 乙) OR 丙) ", 20), ("人", 40),
  ])
  func `of great length comes to an end`(piece: String, count: Int) throws {
    let library = try Self.library().open()
    let query = String(repeating: piece, count: count)
    for query in [query, query + "甲", "甲 " + query, "\"" + query + "\""] {
      for comparison in [Comparison.equivalent, .literal] {
        _ = try Self.isAnswered(query, comparison, by: library)
      }
    }
  }

  @Test func `with many operands near each other comes to an end`() throws {
    let library = try TestLibrary([String(repeating: "的人", count: 8_000)]).open()
    for operation in ["/s", "/p", "/sec", "NEAR/1000", "PRE/1000"] {
      let query = "的 \(operation) 人 \(operation) (的 OR 人)"
      #expect(try library.search(SearchRequest(query: query)).exactDocuments == 1)
    }
  }
}
