import Testing
import TextAnalysis

@testable import PolicySearch

/// A query tree as the parser would make it: no `all` directly in an `all`, no `any` in an `any`.
private indirect enum Tree {
  case text(String, isQuoted: Bool)
  case all([Tree], without: [Tree])
  case any([Tree])

  /// In the query language.
  var query: String {
    switch self {
    case .text(let text, let isQuoted): isQuoted ? "\"\(text)\"" : text
    case .all(let trees, let without):
      (trees.map(\.operand) + without.map { "-" + $0.operand }).joined(separator: " ")
    case .any(let trees):
      trees.map { if case .text = $0 { $0.query } else { "(\($0.query))" } }.joined(
        separator: " OR ")
    }
  }

  private var operand: String {
    if case .text = self { query } else { "(\(query))" }
  }

  /// Whether every text that must match is quoted.
  var isQuoted: Bool {
    switch self {
    case .text(_, let isQuoted): isQuoted
    case .all(let trees, _), .any(let trees): trees.allSatisfy(\.isQuoted)
    }
  }

  /// The texts that are not excluded.
  var positive: Set<String> {
    switch self {
    case .text(let text, _): [text]
    case .all(let trees, _), .any(let trees): trees.reduce(into: []) { $0.formUnion($1.positive) }
    }
  }

  func isExact(_ stands: (String) -> Bool) -> Bool {
    switch self {
    case .text(let text, _): stands(text)
    case .any(let trees): trees.contains { $0.isExact(stands) }
    case .all(let trees, let without):
      trees.allSatisfy { $0.isExact(stands) } && !without.contains { $0.isExact(stands) }
    }
  }

  /// All quoted parts stand, one of the others does loosely, nothing excluded does.
  func isRelated(_ stands: (String) -> Bool, _ hasWord: (String) -> Bool) -> Bool {
    switch self {
    case .text(let text, let isQuoted): stands(text) || (!isQuoted && hasWord(text))
    case .any(let trees): trees.contains { $0.isRelated(stands, hasWord) }
    case .all(let trees, let without):
      trees.filter(\.isQuoted).allSatisfy { $0.isExact(stands) }
        && (trees.allSatisfy(\.isQuoted)
          || trees.contains { !$0.isQuoted && $0.isRelated(stands, hasWord) })
        && !without.contains { $0.isExact(stands) }
    }
  }
}

extension RandomDocuments {
  fileprivate mutating func tree(depth: Int, isInAll: Bool = false) -> Tree {
    let choice = depth == 0 ? 0 : number(below: isInAll ? 2 : 3)
    switch choice {
    case 0:
      let texts = [
        "工会", "基層", "人人", "人", "营商环境", "改革发展", "gdp", "12", "《", "，", "open day", "职工维权",
        "一网通办", "加强建设", "没有的",
      ]
      let text = texts[number(below: texts.count)]
      return .text(text, isQuoted: text.contains(" ") || number(below: 3) == 0)
    case 1:
      return .any((0..<2 + number(below: 2)).map { _ in anyOperand(depth: depth - 1) })
    default:
      let trees = (0..<1 + number(below: 3)).map { _ in tree(depth: depth - 1, isInAll: true) }
      let without = (0..<number(below: 2)).map { _ in tree(depth: depth - 1, isInAll: true) }
      return trees.count + without.count == 1 ? trees[0] : .all(trees, without: without)
    }
  }

  private mutating func anyOperand(depth: Int) -> Tree {
    let tree = tree(depth: depth)
    if case .any(let trees) = tree { return trees[0] }
    return tree
  }
}

@Suite struct `A query` {
  @Test(arguments: 0..<3 as Range<UInt64>)
  func `finds the documents of which its tree is true`(seed: UInt64) throws {
    var random = RandomDocuments(seed: 100 + seed)
    let texts = (0..<70).map { "第\($0)号 " + random.text(maximum: 30) }
    let plain = try PlainDocuments(texts)
    let library = try TestLibrary(texts)
    var folder = try TextFolder()
    // Some of them cut through words of the documents.
    let userWords = seed == 0 ? [] : ["职工维权", "设的", "人人", "商环"]
    if !userWords.isEmpty { _ = try UserLexicon(directory: library.index).add(userWords) }
    let lexicon = try UserWords(userWords).lexicon()
    var segmenter = try WordSegmenter(for: .light, lexicon: lexicon)
    var counts: [String: [Int]] = [:]
    var hasWord: [String: [Bool]] = [:]
    let opened = try library.open()

    for _ in 0..<80 {
      let tree = random.tree(depth: 3)
      for text in Self.texts(tree) where counts[text] == nil {
        let units = folder.fold(text).units
        var tokens: [WordToken] = []
        segmenter.segment(units.span, into: &tokens)
        counts[text] = plain.counts(of: units)
        let words = tokens.map { token in
          let word = Array(units[Int(token.range.lowerBound)..<Int(token.range.upperBound)])
          return lexicon.hasUserWord(word.span)
            ? plain.counts(of: word).map { $0 > 0 } : plain.words.map { $0.contains(word) }
        }
        hasWord[text] = texts.indices.map { document in words.contains { $0[document] } }
      }
      var exact: Set<String> = []
      var related: Set<String> = []
      var occurrences = 0
      // Texts that fold alike count once.
      let positive = Set(tree.positive.map { folder.fold($0).units }).map(plain.counts)
      for document in texts.indices {
        let path = library.root + "/" + TestLibrary.name(document)
        func stands(_ text: String) -> Bool { (counts[text]?[document] ?? 0) > 0 }
        if tree.isExact(stands) {
          exact.insert(path)
          occurrences += positive.reduce(0) { $0 + $1[document] }
        } else if tree.isRelated(stands, { hasWord[$0]?[document] ?? false }) {
          related.insert(path)
        }
      }
      let result = try opened.search(SearchRequest(query: tree.query, limit: texts.count))
      let comment: Comment = "seed \(seed): \(tree.query)"
      #expect(Set(result.hits.filter { $0.tier == .exact }.map(\.path)) == exact, comment)
      #expect(Set(result.hits.filter { $0.tier == .related }.map(\.path)) == related, comment)
      #expect(result.exactDocuments == exact.count, comment)
      #expect(result.relatedDocuments == related.count, comment)
      #expect(result.exactOccurrences == occurrences, comment)
      #expect(result.hits.map(\.rank) == Array(1..<result.hits.count + 1), comment)
      try expectPages(of: opened, tree.query, equal: result, comment)
    }
  }

  private static func texts(_ tree: Tree) -> Set<String> {
    switch tree {
    case .text(let text, _): [text]
    case .any(let trees): trees.reduce(into: []) { $0.formUnion(texts($1)) }
    case .all(let trees, let without):
      (trees + without).reduce(into: []) { $0.formUnion(texts($1)) }
    }
  }

  private func expectPages(
    of library: Library, _ query: String, equal whole: SearchResult, _ comment: Comment
  ) throws {
    for tier in [
      whole.hits.filter { $0.tier == .exact }, whole.hits.filter { $0.tier == .related },
    ] {
      for (a, b) in zip(tier, tier.dropFirst()) {
        #expect(a.score > b.score || (a.score == b.score && a.identifier < b.identifier), comment)
      }
    }
    #expect(
      !zip(whole.hits, whole.hits.dropFirst()).contains { $0.tier == .related && $1.tier == .exact }
    )
    for (offset, limit) in [
      (0, 1), (3, 4), (whole.exactDocuments, 2), (max(0, whole.exactDocuments - 1), 3),
    ] {
      let page = try library.search(SearchRequest(query: query, limit: limit, offset: offset))
      #expect(page.hits == Array(whole.hits.dropFirst(offset).prefix(limit)), comment)
      #expect(page.exactDocuments == whole.exactDocuments, comment)
    }
    let last = try library.search(SearchRequest(query: query, limit: .max, offset: .max))
    #expect(last.hits == [], comment)
  }
}
