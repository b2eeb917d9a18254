import QueryLanguage
import Testing

@Suite struct `A query parser` {
  @Test(arguments: [
    // Keywords.
    ("植树", "植树@0-6"),
    ("  植树\t", "植树@2-8"),
    ("植树 河长", "all[植树@0-6 河长@7-13]@0-13"),
    ("植树\u{3000}河长\n苗圃", "all[植树@0-6 河长@9-15 苗圃@16-22]@0-22"),
    ("a\u{A0}b\u{2028}c", "all[a@0-1 b@3-4 c@7-8]@0-8"),
    ("é", "é@0-2"),
    // Full-width forms are operators where nothing else can be meant.
    ("（一）－＋", "（一）－＋@0-15"),
    ("（一）加强 （试行）", "all[（一）加强@0-15 （试行）@16-28]@0-28"),
    ("（甲 OR 乙）", "any[甲@3-6 乙@10-13]@0-16"),
    ("（甲｜乙）丙", "all[any[甲@3-6 乙@9-12]@0-15 丙@15-18]@0-18"),
    ("丁（甲｜乙）", "any[丁（甲@0-9 乙）@12-18]@0-18"),
    ("（甲\u{3000}（一））", "all[甲@3-6 （一）@9-18]@0-21"),
    ("（“甲 乙”）", "all[（@0-3 「甲 乙」@3-16 ）@16-19]@0-19"),
    ("（甲 “）”）", "all[甲@3-6 「）」@7-16]@0-19"),
    ("((（甲) 乙）)", "all[（甲@2-8 乙）@10-16]@0-17"),
    ("（甲 乙", "all[（甲@0-6 乙@7-10]@0-10"),
    ("甲 －乙", "all[甲@0-3 not[乙@7-10]@4-10]@0-10"),
    ("1－4 － 乙", "all[1－4@0-5 －@6-9 乙@10-13]@0-13"),
    ("甲 -（乙 丙）", "all[甲@0-3 not[all[乙@8-11 丙@12-15]@5-18]@4-18]@0-18"),
    ("「花」『木』《林》", "「花」『木』《林》@0-27"),
    // A hyphen excludes only where a term begins.
    ("10-6", "10-6@0-4"),
    ("1＋4", "1＋4@0-5"),
    ("甲-", "甲-@0-4"),
    ("甲 -乙", "all[甲@0-3 not[乙@5-8]@4-8]@0-8"),
    ("-乙 甲", "all[not[乙@1-4]@0-4 甲@5-8]@0-8"),
    ("甲 -乙-丙", "all[甲@0-3 not[乙-丙@5-12]@4-12]@0-12"),
    ("甲 -\"乙 丙\"", "all[甲@0-3 not[「乙 丙」@5-14]@4-14]@0-14"),
    ("甲 -“乙”", "all[甲@0-3 not[「乙」@5-14]@4-14]@0-14"),
    ("甲 -(乙 丙)", "all[甲@0-3 not[all[乙@6-9 丙@10-13]@5-14]@4-14]@0-14"),
    ("甲 -(乙)", "all[甲@0-3 not[乙@6-9]@4-10]@0-10"),
    ("甲 -(乙 -丙)", "all[甲@0-3 not[all[乙@6-9 not[丙@11-14]@10-14]@5-15]@4-15]@0-15"),
    ("甲 −乙 –丙 —丁", "all[甲@0-3 −乙@4-10 –丙@11-17 —丁@18-24]@0-24"),
    // Literals.
    ("\"种 树，\"", "「种 树，」@0-12"),
    ("“种树”", "「种树」@0-12"),
    ("”种树“", "「种树」@0-12"),
    ("”种树”", "「种树」@0-12"),
    ("\"所谓“三到田”\"", "「所谓“三到田”」@0-23"),
    ("“约 6\" 深”", "「约 6\" 深」@0-16"),
    ("\"-甲 OR (|\"", "「-甲 OR (|」@0-12"),
    // Neighbours without a space are terms of their own.
    ("“三到田”工作", "all[「三到田」@0-15 工作@15-21]@0-21"),
    ("抓\"田间\"(水 渠)", "all[抓@0-3 「田间」@3-11 水@12-15 渠@16-19]@0-20"),
    ("甲(乙)丙", "all[甲@0-3 乙@4-7 丙@8-11]@0-11"),
    // OR and |.
    ("甲 OR 乙", "any[甲@0-3 乙@7-10]@0-10"),
    ("甲|乙", "any[甲@0-3 乙@4-7]@0-7"),
    ("甲 | 乙 OR 丙", "any[甲@0-3 乙@6-9 丙@13-16]@0-16"),
    ("“甲”OR“乙”", "any[「甲」@0-9 「乙」@11-20]@0-20"),
    ("甲 or 乙", "all[甲@0-3 or@4-6 乙@7-10]@0-10"),
    ("甲OR乙", "甲OR乙@0-8"),
    ("甲 ORA 乙", "all[甲@0-3 ORA@4-7 乙@8-11]@0-11"),
    ("甲 乙 OR 丙 丁", "any[all[甲@0-3 乙@4-7]@0-7 all[丙@11-14 丁@15-18]@11-18]@0-18"),
    ("甲 -乙 OR 丙", "any[all[甲@0-3 not[乙@5-8]@4-8]@0-8 丙@12-15]@0-15"),
    // AND and NOT.
    ("甲 AND 乙", "all[甲@0-3 乙@8-11]@0-11"),
    ("甲 AND NOT 乙", "all[甲@0-3 not[乙@12-15]@8-15]@0-15"),
    ("甲 NOT (乙 OR 丙)", "all[甲@0-3 not[any[乙@9-12 丙@16-19]@8-20]@4-20]@0-20"),
    ("甲 AND 乙 OR 丙", "any[all[甲@0-3 乙@8-11]@0-11 丙@15-18]@0-18"),
    ("甲 and not 乙", "all[甲@0-3 and@4-7 not@8-11 乙@12-15]@0-15"),
    // Proximity.
    ("甲 /s 乙", "near[甲@0-3 乙@7-10 /s]@0-10"),
    ("甲 /句 乙 /段 丙 /节 丁", "near[甲@0-3 乙@9-12 丙@18-21 丁@27-30 /s /p /sec]@0-30"),
    ("甲 NEAR/5 乙 PRE/1000 “丙 丁”", "near[甲@0-3 乙@11-14 「丙 丁」@24-37 NEAR/5 PRE/1000]@0-37"),
    ("甲 乙 /p 丙 -丁", "all[甲@0-3 near[乙@4-7 丙@11-14 /p]@4-14 not[丁@16-19]@15-19]@0-19"),
    ("(甲 OR 乙) /s (丙)", "near[any[甲@1-4 乙@8-11]@0-12 丙@17-20 /s]@0-21"),
    ("-(甲 /s 乙) 丙", "all[not[near[甲@2-5 乙@9-12 /s]@1-13]@0-13 丙@14-17]@0-17"),
    ("甲/s乙 near/5", "all[甲/s乙@0-8 near/5@9-15]@0-15"),
    // Fields.
    ("title:甲", "title[甲@6-9]@0-9"),
    ("标题：“甲 乙” 丙", "all[title[「甲 乙」@9-22]@0-22 丙@23-26]@0-26"),
    ("Heading:甲 小标题:乙", "all[heading[甲@8-11]@0-11 heading[乙@22-25]@12-25]@0-25"),
    (
      "title:(甲 OR 乙 -丙)",
      "any[title[甲@7-10]@7-10 all[title[乙@14-17]@14-17 not[title[丙@19-22]@19-22]@18-22]@14-22]@6-23"
    ),
    ("title:(甲)", "title[甲@7-10]@0-11"),
    ("-kind:通知 甲", "all[not[kind[通知@6-12]@1-12]@0-12 甲@13-16]@0-16"),
    (
      "by:刘 org:会 no:〔2013〕6号 region:京",
      "all[by[刘@3-6]@0-6 org[会@11-14]@7-14 no[〔2013〕6号@18-32]@15-32 region[京@40-43]@33-43]@0-43"
    ),
    ("title:甲:乙 title:by:丙", "all[title[甲:乙@6-13]@0-13 title[by:丙@20-26]@14-26]@0-26"),
    ("会议:甲 会议：乙 10:30", "all[会议:甲@0-10 会议：乙@11-23 10:30@24-29]@0-29"),
    ("year:2017", "years[2017 2017]@0-9"),
    ("年：２０１７..2020 甲", "all[years[2017 2020]@0-24 甲@25-28]@0-28"),
    ("year:..2020 year:2017..", "all[years[1 2020]@0-11 years[2017 9999]@12-23]@0-23"),
    // Wildcards.
    ("\"竞?\"", "「竞?」@0-6"),
    ("“？”", "「？」@0-9"),
    // Grouping, and the normal form.
    ("甲 (乙 OR 丙)", "all[甲@0-3 any[乙@5-8 丙@12-15]@4-16]@0-16"),
    ("((甲))", "甲@2-5"),
    ("(甲 乙) 丙", "all[甲@1-4 乙@5-8 丙@10-13]@0-13"),
    ("(甲 OR 乙) OR 丙", "any[甲@1-4 乙@8-11 丙@16-19]@0-19"),
    ("甲 (-乙)", "all[甲@0-3 not[乙@6-9]@4-10]@0-10"),
    ("甲 (-乙 -丙)", "all[甲@0-3 not[乙@6-9]@5-9 not[丙@11-14]@10-14]@0-15"),
    ("(甲 乙)", "all[甲@1-4 乙@5-8]@0-9"),
  ])
  func `turns text into a tree with ranges`(text: String, dump: String) throws {
    #expect(try QueryParser.parse(text).root.dump == dump)
  }

  @Test(
    arguments: [
      ("", .empty, 0..<0),
      (" \u{3000}\n", .empty, 0..<5),
      ("甲 \"乙 丙", .unclosedQuotation, 4..<5),
      ("甲 “乙\"", .unclosedQuotation, 4..<7),
      ("\"甲”", .unclosedQuotation, 0..<1),
      ("甲 \"\"", .emptyQuotation, 4..<6),
      ("“ \u{3000}”", .emptyQuotation, 0..<10),
      ("甲 (乙", .unclosedParenthesis, 4..<5),
      ("甲 ((乙)", .unclosedParenthesis, 4..<5),
      ("甲 (", .unclosedParenthesis, 4..<5),
      ("甲 (乙 OR 丙", .unclosedParenthesis, 4..<5),
      ("甲)", .unopenedParenthesis, 3..<4),
      (")", .unopenedParenthesis, 0..<1),
      ("甲 ( )", .emptyParentheses, 4..<7),
      ("OR 甲", .missingOperand(of: "OR"), 0..<2),
      ("甲 OR", .missingOperand(of: "OR"), 4..<6),
      ("甲 OR OR 乙", .missingOperand(of: "OR"), 4..<6),
      ("甲 | | 乙", .missingOperand(of: "|"), 4..<5),
      ("| 甲", .missingOperand(of: "|"), 0..<1),
      ("(甲 OR) 乙", .missingOperand(of: "OR"), 5..<7),
      ("(OR 甲)", .missingOperand(of: "OR"), 1..<3),
      ("-", .missingOperand(of: "-"), 0..<1),
      ("甲 - 乙", .missingOperand(of: "-"), 4..<5),
      ("甲 --乙", .missingOperand(of: "-"), 4..<5),
      ("甲 -OR", .missingOperand(of: "-"), 4..<5),
      ("甲 -|乙", .missingOperand(of: "-"), 4..<5),
      ("(甲 -)", .missingOperand(of: "-"), 5..<6),
      ("甲 ｜", .missingOperand(of: "|"), 4..<7),
      ("甲 AND", .missingOperand(of: "AND"), 4..<7),
      ("AND 甲", .missingOperand(of: "AND"), 0..<3),
      ("甲 AND OR 乙", .missingOperand(of: "AND"), 4..<7),
      ("甲 NOT", .missingOperand(of: "NOT"), 4..<7),
      ("/s 甲", .missingOperand(of: "/s"), 0..<2),
      ("甲 /段", .missingOperand(of: "/p"), 4..<8),
      ("甲 NEAR/5 -乙", .missingOperand(of: "NEAR/5"), 4..<10),
      ("甲 /s OR 乙", .missingOperand(of: "/s"), 4..<6),
      ("甲 NEAR/0 乙", .invalidDistance(of: "NEAR"), 4..<10),
      ("甲 NEAR/1001 乙", .invalidDistance(of: "NEAR"), 4..<13),
      ("甲 NEAR/99999999999999999999 乙", .invalidDistance(of: "NEAR"), 4..<29),
      ("甲 PRE/x 乙", .invalidDistance(of: "PRE"), 4..<9),
      ("甲 PRE/ 乙", .invalidDistance(of: "PRE"), 4..<8),
      ("甲 NEAR 乙", .invalidDistance(of: "NEAR"), 4..<8),
      ("(甲 乙) /s 丙", .operandWithoutPlaces, 0..<9),
      ("甲 /s (乙 /p 丙)", .operandWithoutPlaces, 7..<19),
      ("甲 /s title:乙", .operandWithoutPlaces, 7..<16),
      ("甲 /s (乙 OR title:丙)", .operandWithoutPlaces, 7..<25),
      ("-甲 /s 乙", .excludedOperand, 0..<7),
      ("title:(甲 /s 乙)", .proximityInField, 7..<17),
      ("foo:甲", .unknownField("foo"), 0..<4),
      ("甲 http://乙", .unknownField("http"), 4..<9),
      ("title:", .emptyField(.title), 0..<6),
      ("title: 甲", .emptyField(.title), 0..<6),
      ("标题：-甲", .emptyField(.title), 0..<9),
      ("title:OR", .emptyField(.title), 0..<6),
      ("title:(甲 by:乙)", .fieldInField, 11..<14),
      ("year:", .emptyField(.year), 0..<5),
      ("year:去年", .invalidYears, 0..<11),
      ("year:(2017)", .invalidYears, 0..<6),
      ("year:..", .invalidYears, 0..<7),
      ("year:0", .invalidYears, 0..<6),
      ("year:20170", .invalidYears, 0..<10),
      ("year:2017..2018..2019", .invalidYears, 0..<21),
      ("year:2020..2017", .reversedYears(2020, 2017), 0..<15),
      ("\"??\"", .onlyWildcards, 0..<4),
      ("“ ? ”", .onlyWildcards, 0..<9),
      ("-甲", .onlyExclusions, 0..<4),
      ("-title:甲 -year:2017", .onlyExclusions, 0..<21),
      ("-甲 -乙", .onlyExclusions, 0..<9),
      ("(-甲)", .onlyExclusions, 0..<6),
      ("甲 OR -乙", .onlyExclusions, 7..<11),
      ("甲 OR (-乙 -丙)", .onlyExclusions, 7..<18),
      ("甲 -(-乙)", .onlyExclusions, 5..<11),
    ] as [(String, QueryError.Kind, Range<Int>)])
  func `says what is wrong and where`(text: String, kind: QueryError.Kind, range: Range<Int>) {
    let error = #expect(throws: QueryError.self) { try QueryParser.parse(text) }
    #expect(error?.kind == kind)
    #expect(error?.range == range)
  }

  @Test func `takes a query of the greatest length and no longer one`() throws {
    let longest = String(repeating: "林", count: QueryParser.maximumCharacters)
    #expect(try QueryParser.parse(longest).root.kind == .keyword(longest))

    let error = #expect(throws: QueryError.self) { try QueryParser.parse(longest + "木木") }
    #expect(error?.kind == .tooLong(limit: 10_000))
    #expect(error?.range == 30_000..<30_006)
  }

  @Test(arguments: ["", "-"])
  func `takes the deepest nesting and no deeper one`(sign: String) throws {
    let limit = QueryParser.maximumDepth
    func nested(_ depth: Int) -> String {
      String(repeating: "甲 \(sign)(", count: depth) + "甲" + String(repeating: ")", count: depth)
    }
    #expect(throws: Never.self) { try QueryParser.parse(nested(limit)) }

    let error = #expect(throws: QueryError.self) { try QueryParser.parse(nested(limit + 1)) }
    #expect(error?.kind == .tooDeep(limit: limit))
    let group = 5 + sign.utf8.count
    #expect(error?.range == limit * group + group - 1..<(limit + 1) * group)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `reads back the tree it printed`(seed: UInt64) throws {
    var trees = RandomTrees(seed: seed)
    let tree = trees.root()
    let text = Query(root: tree).description
    let parsed = try QueryParser.parse(text)
    #expect(parsed.root.shape == tree.shape, "\(text)")
    #expect(parsed.description == text)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `answers any text with a query or a fault inside it`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let signs = Array("\"“”()（）|｜-－OR \u{3000}\n\t+*?:：/\\~^甲乙丙1é\u{301}\u{200D}😀".unicodeScalars)
    let pieces = [
      " AND ", " NOT ", " NEAR/3 ", " PRE/9 ", " /s ", " /段 ", "title:", "标题：", "year:",
      "2017..2020", "甲 （",
    ]
    let ascii = (0..<128).compactMap(Unicode.Scalar.init as (Int) -> Unicode.Scalar?)
    for _ in 0..<500 {
      var text = ""
      for _ in 0..<Int.random(in: 0...30, using: &random) {
        let alphabet = Int.random(in: 0..<4, using: &random) == 0 ? ascii : signs
        if Int.random(in: 0..<6, using: &random) == 0 {
          text += pieces[Int.random(in: 0..<pieces.count, using: &random)]
        }
        text.unicodeScalars.append(alphabet[Int.random(in: 0..<alphabet.count, using: &random)])
      }
      do throws(QueryError) {
        let query = try QueryParser.parse(text)
        expectSound(query.root, in: text)
        let again = try QueryParser.parse(query.description)
        #expect(again.root.shape == query.root.shape, "\(text.debugDescription)")
      } catch {
        #expect(error.range.upperBound <= text.utf8.count, "\(text.debugDescription)")
        #expect(error.caretText(in: text).contains("^"), "\(text.debugDescription)")
      }
    }
  }

  /// Ranges nest, follow each other, and cut out of the text what the node says.
  private func expectSound(_ node: QueryNode, in text: String) {
    let source = String(decoding: Array(text.utf8)[node.range], as: UTF8.self)
    var operands: [QueryNode] = []
    switch node.kind {
    case .keyword(let keyword):
      #expect(Array(source.utf8) == Array(keyword.utf8))
      return
    case .literal(let literal):
      #expect(
        source.unicodeScalars.dropFirst().dropLast().elementsEqual(literal.unicodeScalars))
      return
    case .years: break
    case .not(let operand), .field(_, let operand): operands = [operand]
    case .proximity(let inner, let relations):
      #expect(inner.count > 1 && inner.count == relations.count + 1)
      operands = inner
    case .all(let inner), .any(let inner):
      #expect(inner.count > 1)
      operands = inner
    }
    var end = node.range.lowerBound
    for operand in operands {
      #expect(operand.range.lowerBound >= end, "\(text.debugDescription)")
      end = operand.range.upperBound
      expectSound(operand, in: text)
    }
    #expect(end <= node.range.upperBound, "\(text.debugDescription)")
  }
}

@Suite struct `A query error` {
  @Test(arguments: [
    ("种树 OR", "种树 OR\n     ^^"),
    ("“种树”\u{3000}(\t河长", "“种树”\u{3000}( 河长\n        ^"),
    ("e\u{301}棵\u{200D} )", "e\u{301}棵 )\n    ^"),
    ("🌲 -", "🌲 -\n   ^"),
    ("ﾃｽﾄ )", "ﾃｽﾄ )\n    ^"),
    ("", "\n^"),
  ])
  func `underlines the place in columns`(text: String, carets: String) throws {
    let error = try #require(throws: QueryError.self) { try QueryParser.parse(text) }
    #expect(error.caretText(in: text) == carets)
  }

  @Test(arguments: [
    (String(repeating: "林", count: 100) + " OR", "…林林林林 OR\n          ^^"),
    ("OR " + String(repeating: "林", count: 100), "OR 林林林林林林林…\n^^"),
    (
      String(repeating: "林", count: 50) + " | | " + String(repeating: "木", count: 50),
      "…林林林林 | | 木木…\n          ^"
    ),
    (String(repeating: "-甲", count: 50) + "(", "…-甲-甲-甲(\n          ^"),
  ])
  func `shows the part of a long query around the place`(text: String, carets: String) throws {
    let error = try #require(throws: QueryError.self) { try QueryParser.parse(text) }
    let shown = error.caretText(in: text, columns: 20)
    #expect(shown == carets)
  }

  @Test func `gives a message and a remedy in one line`() throws {
    let error = try #require(throws: QueryError.self) { try QueryParser.parse("-甲") }
    #expect(
      "\(error)" == """
        this only excludes; it needs at least one term that must match; \
        add a word that the documents must contain
        """)
  }
}
