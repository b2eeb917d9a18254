import DocumentParsing
import InvertedIndex
import QueryLanguage
import Testing
import TextAnalysis

@testable import PolicySearch

extension RandomDocuments {
  /// A document with what fields are read from, or some of it, and a body with headings.
  fileprivate mutating func official(_ number: Int) -> String {
    let bodies = ["临江省总工会", "青岚市人民政府", "青岚市总工会", "云溪县人民政府办公室"]
    let topics = ["加强基层建设", "维护职工权益", "做好安全生产工作", "优化营商环境"]
    let kinds = ["通知", "意见", "决定", "办法"]
    func pick(_ texts: [String]) -> String { texts[self.number(below: texts.count)] }
    var text = "\(pick(bodies))关于\(pick(topics))的\(pick(kinds))\n\n"
    if self.number(below: 2) == 0 { text += "临政发〔\(2015 + self.number(below: 6))〕\(number)号\n\n" }
    if self.number(below: 3) > 0 {
      text += "（\(2014 + self.number(below: 8))年\(1 + self.number(below: 12))月3日）\n\n"
    }
    for (index, ordinal) in ["一", "二", "三"].prefix(self.number(below: 4)).enumerated() {
      text += "\(ordinal)、\(pick(topics))\n"
      for _ in 0...index { text += "　　" + self.text(maximum: 25) + "\n" }
    }
    return text + self.text(maximum: 40) + "\n第\(number)份\n"
  }

  fileprivate mutating func tree(depth: Int) -> QueryNode {
    switch depth == 0 ? 0 : number(below: 4) {
    case 0: return leaf()
    case 1:
      return node(.any((0..<2).map { _ in operand(depth: depth - 1, isAny: true) }))
    default:
      var operands = (0..<1 + number(below: 3)).map { _ in operand(depth: depth - 1, isAny: false) }
      if number(below: 2) == 0 {
        operands.append(node(.not(operand(depth: depth - 1, isAny: false))))
      }
      return operands.count == 1 ? operands[0] : node(.all(operands))
    }
  }

  /// A tree that can stand in an `any`, or else in an `all`.
  private mutating func operand(depth: Int, isAny: Bool) -> QueryNode {
    let tree = tree(depth: depth)
    switch tree.kind {
    case .any(let operands) where isAny: return operands[0]
    case .all(let operands) where !isAny: return operands[0]
    default: return tree
    }
  }

  private func node(_ kind: QueryNode.Kind) -> QueryNode { QueryNode(kind, range: 0..<0) }

  private mutating func leaf() -> QueryNode {
    switch number(below: 6) {
    case 0: return node(.years(2014 + number(below: 4)...2018 + number(below: 4)))
    case 1, 2: return field()
    case 3: return text()
    default:
      let count = 2 + number(below: 2)
      let operands = (0..<count).map { _ in
        number(below: 4) == 0 ? node(.any([text(), text()])) : text()
      }
      let relations = (1..<count).map { _ -> Proximity in
        [
          .sentence, .paragraph, .section, .within(1 + number(below: 30), isOrdered: false),
          .within(1 + number(below: 30), isOrdered: true),
        ][number(below: 5)]
      }
      return node(.proximity(operands, relations))
    }
  }

  private mutating func field() -> QueryNode {
    let values: [(QueryField, String)] = [
      (.title, "基层"), (.title, "職工"), (.title, "关于"), (.heading, "加强"), (.heading, "、优化营商"),
      (.heading, "工会"), (.org, "总工会"), (.org, "青岚"), (.no, "〔2016〕"), (.no, "临政发"), (.kind, "通知"),
      (.kind, "意"), (.region, "青岚市"), (.by, "刘"),
    ]
    let (field, value) = values[number(below: values.count)]
    let kind: QueryNode.Kind = number(below: 2) == 0 ? .keyword(value) : .literal(value)
    return node(.field(field, node(kind)))
  }

  private mutating func text() -> QueryNode {
    let keywords = ["工会", "基層", "人", "人人", "营商环境", "改革", "gdp", "一是", "的", "建设", "没有的"]
    let literals = ["，", "加强?层", "?人", "工?", "“一网通办”", "open day", "。", "维?"]
    return number(below: 3) == 0
      ? node(.literal(literals[number(below: literals.count)]))
      : node(.keyword(keywords[number(below: keywords.count)]))
  }
}

@Suite struct `An operator` {
  @Test(arguments: 0..<4 as Range<UInt64>)
  func `finds and counts as an evaluator does that reads every document`(seed: UInt64) throws {
    var random = RandomDocuments(seed: 500 + seed)
    let texts = (0..<45).map { random.official($0) }
    let library = try TestLibrary(texts)
    let opened = try library.open()
    var folder = try TextFolder()
    var documents: [(path: String, plain: PlainEvaluator)] = []
    for (index, text) in texts.enumerated() {
      let path = library.root + "/" + TestLibrary.name(index)
      for document in DocumentParser.parse(DecodedText(text), path: path) {
        documents.append((path, PlainEvaluator(document, &folder)))
      }
    }
    #expect(opened.snapshot.documentCount == documents.count)
    var found = 0
    for _ in 0..<120 {
      let tree = random.tree(depth: 2)
      if case .not = tree.kind { continue }
      let query = Query(root: tree).description
      guard (try? QueryParser.parse(query)) != nil else { continue }
      var expected: [String] = []
      var occurrences = 0
      for (path, plain) in documents where plain.isTrue(tree, &folder) {
        expected.append(path)
        for leaf in Set(tree.positiveLeaves) { occurrences += plain.occurrences(of: leaf, &folder) }
      }
      let comment: Comment = "seed \(seed): \(query)"
      let result = try opened.search(SearchRequest(query: query, limit: 1_000))
      let hits = result.hits.filter { $0.tier == .exact }
      #expect(hits.map(\.path).sorted() == expected.sorted(), comment)
      #expect(result.exactDocuments == expected.count, comment)
      #expect(result.exactOccurrences == occurrences, comment)
      #expect(hits.reduce(0) { $0 + $1.occurrences } == occurrences, comment)
      found += expected.count
    }
    #expect(found > 300)
  }

  @Test(arguments: [
    ("甲。乙", "甲 /s 乙", false), ("甲，乙。", "甲 /s 乙", true), ("他说：“甲。”乙", "甲 /s 乙", false),
    ("甲\n乙", "甲 /s 乙", false), ("甲\n乙", "甲 /p 乙", false), ("甲。乙", "甲 /p 乙", true),
    ("甲。\n“乙”丙", "\"“乙”\" /s 丙", true), ("甲。“乙”丙", "\"乙”\" /s 丙", true),
    ("甲；乙", "甲 /s 乙", false), ("甲!乙", "甲 /s 乙", false), ("乙、甲", "甲 /句 乙", true),
    ("甲一二三四五乙", "甲 NEAR/5 乙", true), ("甲一二三四五乙", "甲 NEAR/4 乙", false),
    ("乙一甲", "甲 NEAR/1 乙", true), ("乙一甲", "甲 PRE/1 乙", false), ("甲一乙", "甲 PRE/1 乙", true),
    ("甲 一\n二 乙", "甲 NEAR/2 乙", true), ("甲甲", "甲 NEAR/1 甲", true), ("甲", "甲 /s 甲", false),
    ("总工会", "总工会 /s 工会", false), ("总工会和工会", "总工会 /s 工会", true),
    ("甲一乙。丙", "甲 NEAR/1 乙 /s 丙", false), ("甲一乙，丙", "甲 NEAR/1 乙 /s 丙", true),
    ("甲一乙。乙，丙", "甲 NEAR/1 乙 /s 丙", false), ("一、总则\n甲\n乙\n二、附则\n丙\n", "甲 /sec 乙", true),
    ("一、总则\n甲\n乙\n二、附则\n丙\n", "乙 /节 丙", false), ("竞选", "“竞?”", true), ("选竞", "“竞?”", false),
    ("竞?选", "“竞？选”", true), ("竞争选", "“竞？选”", false), ("竞争选", "“竞?选”", true),
    ("竞选", "“竞?选”", false), ("竞\n争选", "“竞?选”", true),
  ])
  func `holds where a reader would say so`(text: String, query: String, holds: Bool) throws {
    let library = try TestLibrary([text, "别的"])
    #expect(try library.search(query).exactDocuments == (holds ? 1 : 0))
  }
}

extension QueryNode {
  /// The parts that are not excluded and have places in texts.
  fileprivate var positiveLeaves: [QueryNode] {
    switch kind {
    case .not, .years: []
    case .field(let field, _): field == .heading ? [self] : []
    case .all(let operands), .any(let operands): operands.flatMap(\.positiveLeaves)
    case .keyword, .literal, .proximity: [self]
    }
  }
}
