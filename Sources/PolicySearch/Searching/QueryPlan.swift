internal import InvertedIndex
internal import QueryLanguage
internal import TextAnalysis

/// A query in terms of the index.
struct QueryPlan {
  indirect enum Node {
    /// A text that must stand in the document: its index in ``QueryPlan/patterns``. Its words make the
    /// document related, unless it was quoted.
    case pattern(Int, isQuoted: Bool)
    case not(Node)
    case all([Node])
    case any([Node])
  }

  private(set) var root = Node.all([])
  /// All texts of the query, each once.
  private(set) var patterns: [LiteralPattern] = []
  /// Those that are not excluded, as indices into ``patterns``.
  private(set) var positive: [Int] = []
  /// The words of each pattern, each once.
  private(set) var words: [[QueryWord]] = []
  /// What each pattern is ranked by beside itself.
  private(set) var rankingTerms: [RankingTerms] = []

  /// Parses, folds and segments a query that is asked together with `filters`.
  ///
  /// - Parameter lexicon: what queries to the library are cut with, see ``Library/queryLexicon()``.
  init(
    _ text: String, _ filters: SearchFilters = SearchFilters(), lexicon: Lexicon
  ) throws(LibraryError) {
    let query: Query
    do throws(QueryError) {
      query = try QueryParser.parse(text)
    } catch {
      if error.kind == .empty, !filters.isEmpty { throw .filtersOnly }
      throw .query(error, text: text)
    }
    var analyzer = try QueryAnalyzer(text: text, lexicon: lexicon)
    root = try analyzer.node(query.root, isExcluded: false)
    patterns = analyzer.patterns
    positive = analyzer.positive
    words = analyzer.words
    rankingTerms = analyzer.rankingTerms
  }
}

/// Folds and segments the texts of a query, with the code that did so with the documents.
private struct QueryAnalyzer: ~Copyable {
  private let text: String
  private var analyzer: TextAnalyzer
  private(set) var patterns: [LiteralPattern] = []
  private(set) var positive: [Int] = []
  private(set) var words: [[QueryWord]] = []
  private(set) var rankingTerms: [RankingTerms] = []
  private var numbers: [LiteralPattern: Int] = [:]
  private let lexicon: Lexicon

  init(text: String, lexicon: Lexicon) throws(LibraryError) {
    self.text = text
    self.lexicon = lexicon
    analyzer = try TextAnalyzer(lexicon: lexicon)
  }

  mutating func node(
    _ node: QueryNode, isExcluded: Bool
  ) throws(LibraryError) -> QueryPlan.Node {
    switch node.kind {
    case .keyword(let term):
      return .pattern(try pattern(term, node.range, isExcluded: isExcluded), isQuoted: false)
    case .literal(let term):
      return .pattern(try pattern(term, node.range, isExcluded: isExcluded), isQuoted: true)
    case .not(let operand):
      return .not(try self.node(operand, isExcluded: true))
    case .all(let operands):
      return .all(try nodes(operands, isExcluded: isExcluded))
    case .any(let operands):
      return .any(try nodes(operands, isExcluded: isExcluded))
    }
  }

  private mutating func nodes(
    _ operands: [QueryNode], isExcluded: Bool
  ) throws(LibraryError) -> [QueryPlan.Node] {
    var nodes: [QueryPlan.Node] = []
    for operand in operands { nodes.append(try node(operand, isExcluded: isExcluded)) }
    return nodes
  }

  private mutating func pattern(
    _ term: String, _ range: Range<Int>, isExcluded: Bool
  ) throws(LibraryError) -> Int {
    guard let pattern = LiteralPattern(units: analyzer.folder.fold(term).units) else {
      throw .emptyTerm(text: text, range: range)
    }
    let index = numbers[pattern] ?? patterns.count
    if index == patterns.count {
      numbers[pattern] = index
      patterns.append(pattern)
      words.append(queryWords(of: pattern))
    }
    if !isExcluded, !positive.contains(index) { positive.append(index) }
    return index
  }

  private mutating func queryWords(of pattern: LiteralPattern) -> [QueryWord] {
    var tokens: [WordToken] = []
    analyzer.segmenter.segment(pattern.units.span, into: &tokens)
    rankingTerms.append(RankingTerms(pattern.units, tokens, lexicon))
    var words: [QueryWord] = []
    for token in tokens {
      let range = Int(token.range.lowerBound)..<Int(token.range.upperBound)
      guard let text = LiteralPattern(units: Array(pattern.units[range])) else { continue }
      let word = QueryWord(
        pattern: text, role: token.role,
        isUserWord: lexicon.hasUserWord(text.units.span))
      if !words.contains(word) { words.append(word) }
    }
    return words
  }
}
