internal import InvertedIndex
internal import QueryLanguage
internal import TextAnalysis

/// A query in terms of the index.
struct QueryPlan: Sendable {
  indirect enum Node: Sendable {
    /// What a document must meet: its index in ``QueryPlan/leaves``. A keyword's words make a document
    /// related; of a strict leaf nothing but itself does.
    case leaf(Int, isStrict: Bool)
    case not(Node)
    case all([Node])
    case any([Node])
  }

  /// How texts are compared.
  let comparison: Comparison
  private(set) var root = Node.all([])
  /// All leaves of the query, each once.
  private(set) var leaves: [QueryLeaf] = []
  /// Those that are not excluded, as indices into ``leaves``.
  private(set) var positive: [Int] = []
  /// Those of the positive ones whose places are counted: not a quotation of a form that a keyword has, too,
  /// for the places of the keyword are all of its. (A keyword that begins or ends with a number has not: its
  /// number must not go on, that of a quotation may.)
  private(set) var counted: [Int] = []
  /// Those that a document may answer by words, names or redactions, as indices into ``leaves``.
  private(set) var keywords: Set<Int> = []
  /// The words of each leaf's texts, each once; none of a field's.
  private(set) var words: [[QueryWord]] = []
  /// What each leaf's texts are ranked by beside themselves.
  private(set) var rankingTerms: [RankingTerms] = []

  /// Parses, folds and segments a query that is asked together with `filters`.
  ///
  /// - Parameter vocabulary: what queries to the library are read with, see ``Library/vocabulary()``.
  init(
    _ text: String, _ filters: SearchFilters = SearchFilters(),
    comparison: Comparison = .equivalent, vocabulary: QueryVocabulary
  ) throws(LibraryError) {
    self.comparison = comparison
    let query: Query
    do throws(QueryError) {
      query = try QueryParser.parse(text)
    } catch {
      if error.kind == .empty, !filters.isEmpty { throw .filtersOnly }
      throw .query(error, text: text)
    }
    var analyzer = try QueryAnalyzer(text: text, comparison, vocabulary)
    root = try analyzer.node(query.root, isExcluded: false)
    leaves = analyzer.leaves
    positive = analyzer.positive
    keywords = analyzer.keywords
    words = analyzer.words
    rankingTerms = analyzer.rankingTerms
    counted = Self.counted(positive.map { ($0, leaves[$0]) })
  }

  private static func counted(_ leaves: [(index: Int, leaf: QueryLeaf)]) -> [Int] {
    var rewritten: Set<LiteralPattern> = []
    for case (_, .term(let term)) in leaves where term.forms.count > 1 {
      rewritten.formUnion(term.forms.map(\.pattern))
    }
    return leaves.compactMap { index, leaf in
      guard case .term(let term) = leaf, term.forms.count == 1 else { return index }
      return rewritten.contains(term.forms[0].pattern) ? nil : index
    }
  }
}
