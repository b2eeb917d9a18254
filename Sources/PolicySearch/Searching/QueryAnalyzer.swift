internal import InvertedIndex
internal import QueryLanguage
internal import TextAnalysis

/// Folds and segments the texts of a query, with the code that did so with the documents.
struct QueryAnalyzer: ~Copyable {
  private let text: String
  private let comparison: Comparison
  private let vocabulary: QueryVocabulary
  private var analyzer: TextAnalyzer
  /// Folds as the comparison does.
  private var folder: TextFolder
  private(set) var leaves: [QueryLeaf] = []
  private(set) var positive: [Int] = []
  private(set) var words: [[QueryWord]] = []
  private(set) var rankingTerms: [RankingTerms] = []
  private var numbers: [QueryLeaf: Int] = [:]
  private var isPositive: Set<Int> = []
  /// Nil until they are asked for.
  private var layWords: LayWords?
  /// Those that must match somewhere as keywords, as indices into ``leaves``.
  private(set) var keywords: Set<Int> = []

  init(
    text: String, _ comparison: Comparison, _ vocabulary: QueryVocabulary
  ) throws(LibraryError) {
    let folding = comparison.folding
    let folder = try LibraryError.wrappingUnicodeDataError { () throws(UnicodeDataError) in
      try TextFolder(folding)
    }
    let analyzer = try TextAnalyzer(lexicon: vocabulary.lexicon)
    self.text = text
    self.comparison = comparison
    self.vocabulary = vocabulary
    self.analyzer = analyzer
    self.folder = folder
  }

  mutating func node(
    _ node: QueryNode, isExcluded: Bool
  ) throws(LibraryError) -> QueryPlan.Node {
    switch node.kind {
    case .keyword:
      return add(.term(try term(node)), isStrict: false, isExcluded: isExcluded)
    case .literal:
      return add(.term(try term(node)), isStrict: true, isExcluded: isExcluded)
    case .proximity(let operands, let relations):
      var terms: [[QueryTerm]] = []
      for operand in operands { terms.append(try self.terms(operand)) }
      return add(.proximity(terms, relations), isStrict: true, isExcluded: isExcluded)
    case .field(.heading, let operand):
      return add(.heading(try term(operand)), isStrict: true, isExcluded: isExcluded)
    case .field(.py, let operand):
      return add(.term(try reading(operand)), isStrict: true, isExcluded: isExcluded)
    case .field(let field, let operand):
      let term = try term(operand, isNumber: field == .no)
      return add(.field(.text(field, term)), isStrict: true, isExcluded: isExcluded)
    case .years(let years):
      return add(.field(.years(years)), isStrict: true, isExcluded: isExcluded)
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
    for operand in operands {
      if operand.isQuotation, operands.contains(where: { $0.isKeyword && $0.touches(operand) }) {
        // Running text, as of a title or a question: related documents need not have what is quoted in it.
        nodes.append(
          add(.term(try term(operand)), isStrict: false, isExcluded: isExcluded))
      } else {
        nodes.append(try node(operand, isExcluded: isExcluded))
      }
    }
    return nodes
  }

  private mutating func add(
    _ leaf: QueryLeaf, isStrict: Bool, isExcluded: Bool
  ) -> QueryPlan.Node {
    let index = numbers[leaf] ?? leaves.count
    if index == leaves.count {
      numbers[leaf] = index
      leaves.append(leaf)
      var words: [QueryWord] = []
      var rankingTerms = RankingTerms()
      for term in leaf.operands.joined() where !term.pattern.hasWildcards {
        let tokens = tokens(of: term.pattern)
        rankingTerms.add(RankingTerms(term.pattern.units, tokens, vocabulary.lexicon))
        for word in queryWords(tokens, of: term.pattern) where !words.contains(word) {
          words.append(word)
        }
      }
      self.words.append(words)
      self.rankingTerms.append(rankingTerms)
    }
    if !isExcluded, isPositive.insert(index).inserted { positive.append(index) }
    if !isStrict, !isExcluded, keywords.insert(index).inserted, comparison == .equivalent {
      for term in leaf.operands.joined() { addLegalTerms(for: term.pattern, toLeaf: index) }
    }
    return .leaf(index, isStrict: isStrict)
  }

  // MARK: Texts

  /// The texts of an operand of proximity: a text, or alternatives.
  private mutating func terms(_ node: QueryNode) throws(LibraryError) -> [QueryTerm] {
    guard case .any(let alternatives) = node.kind else { return [try term(node)] }
    var terms: [QueryTerm] = []
    for alternative in alternatives { terms.append(try term(alternative)) }
    return terms
  }

  /// - Parameter isNumber: a number at an edge of the text must not go on in what it is found in.
  private mutating func term(
    _ node: QueryNode, isNumber: Bool = false
  ) throws(LibraryError) -> QueryTerm {
    let text = node.text
    let isQuoted = node.isQuotation
    let typed = try pattern(of: text, node.range, hasWildcards: isQuoted)
    let units = typed.pattern.units
    guard comparison == .equivalent, typed.isDecidedByIndex else {
      return QueryTerm(text: text, forms: [typed], synonyms: [], redaction: nil)
    }
    var forms = isQuoted ? [typed] : [typed] + NumberForms.forms(of: units)
    if isNumber {
      forms = forms.compactMap { form in
        let units = form.pattern.units
        return LiteralPattern(units: units, numberEdges: NumberEdges(of: units)).map {
          TermForm($0, form.equivalence)
        }
      }
    }
    // A quotation has the names and redactions of the keyword, so that both are one text.
    return QueryTerm(
      text: text, forms: forms, synonyms: synonyms(of: units), redaction: Redaction(units: units))
  }

  /// The texts of the library that are read as a text says.
  private func reading(_ node: QueryNode) throws(LibraryError) -> QueryTerm {
    let text = node.text
    do {
      let forms = try vocabulary.pinyin.texts(readAs: text).compactMap { units in
        LiteralPattern(units: units).map { TermForm($0, .pinyin) }
      }
      return QueryTerm(text: text, forms: forms, synonyms: [], redaction: nil)
    } catch let error as IndexError {
      throw .index(error)
    } catch PinyinTexts.Failure.tooMany {
      throw .tooManyReadings(text: self.text, range: node.range)
    } catch {
      throw .unreadablePinyin(text: self.text, range: node.range)
    }
  }

  private mutating func pattern(
    of text: String, _ range: Range<Int>, hasWildcards: Bool
  ) throws(LibraryError) -> TermForm {
    guard let pattern = Self.folded(text, hasWildcards, &folder),
      let indexed = Self.folded(text, hasWildcards, &analyzer.folder)
    else { throw .emptyTerm(text: self.text, range: range) }
    return comparison == .literal
      ? TermForm(strict: pattern, indexed: indexed) : TermForm(pattern)
  }

  /// The fold of a text, each `?` a wildcard if it has such.
  private static func folded(
    _ text: String, _ hasWildcards: Bool, _ folder: inout TextFolder
  ) -> LiteralPattern? {
    guard hasWildcards, text.unicodeScalars.contains("?") else {
      return LiteralPattern(units: folder.fold(text).units)
    }
    // A character for private use, which folding keeps and before and behind which white space vanishes.
    let placeholder: Unicode.Scalar = "\u{E000}"
    let marked = String.UnicodeScalarView(
      text.unicodeScalars.map { $0 == "?" ? placeholder : $0 })
    let units = folder.fold(String(marked)).units
    return LiteralPattern(
      units: units.map { UInt32($0) == placeholder.value ? LiteralPattern.wildcard : $0 })
  }

  /// The text with another name in place of one, see ``SynonymTable``.
  private mutating func synonyms(of units: [UInt16]) -> [TermForm] {
    var tokens: [WordToken] = []
    analyzer.segmenter.segment(units.span, into: &tokens)
    return vocabulary.synonyms.rewritings(
      of: units, atWordBorders: Self.borders(of: tokens, in: units)
    ).compactMap { text in
      LiteralPattern(units: text).map { TermForm($0, .synonym) }
    }
  }

  /// Where words begin and end, and the text.
  private static func borders(of tokens: [WordToken], in units: [UInt16]) -> Set<Int> {
    var borders: Set<Int> = [0, units.count]
    for token in tokens where token.role == .word {
      borders.formUnion([Int(token.range.lowerBound), Int(token.range.upperBound)])
    }
    return borders
  }

  /// Adds what laws have for everyday words of a text.
  private mutating func addLegalTerms(for pattern: LiteralPattern, toLeaf leaf: Int) {
    let layWords = layWords ?? LayWords(of: analyzer.folder.fold(text).units)
    self.layWords = layWords
    let units = pattern.units
    var tokens = tokens(of: pattern)
    for term in layWords.terms(for: units, atWordBorders: Self.borders(of: tokens, in: units)) {
      analyzer.segmenter.segment(term.span, into: &tokens)
      rankingTerms[leaf].addLegalTerm(RankingTerms(term, tokens, vocabulary.lexicon))
    }
  }

  private mutating func tokens(of pattern: LiteralPattern) -> [WordToken] {
    var tokens: [WordToken] = []
    analyzer.segmenter.segment(pattern.units.span, into: &tokens)
    return tokens
  }

  private func queryWords(_ tokens: [WordToken], of pattern: LiteralPattern) -> [QueryWord] {
    var words: [QueryWord] = []
    for token in tokens {
      let range = Int(token.range.lowerBound)..<Int(token.range.upperBound)
      guard let text = LiteralPattern(units: Array(pattern.units[range])) else { continue }
      let word = QueryWord(
        pattern: text, role: token.role,
        isUserWord: vocabulary.lexicon.hasUserWord(text.units.span))
      if !words.contains(word) { words.append(word) }
    }
    return words
  }
}

extension QueryNode {
  fileprivate var isKeyword: Bool { if case .keyword = kind { true } else { false } }

  fileprivate var isQuotation: Bool { if case .literal = kind { true } else { false } }

  /// Whether nothing stands between two nodes, not even white space.
  fileprivate func touches(_ other: QueryNode) -> Bool {
    range.upperBound == other.range.lowerBound || other.range.upperBound == range.lowerBound
  }

  /// The text of a keyword or a literal, which it must be.
  fileprivate var text: String {
    switch kind {
    case .keyword(let text), .literal(let text): text
    default: preconditionFailure("a \(kind) is no text")
    }
  }
}
