internal import InvertedIndex
internal import QueryLanguage
internal import TextAnalysis

extension Library {
  /// Why a request has no exact hits: what each text of its query counts by itself, and for those that no
  /// document has, the nearest that documents have.
  ///
  /// Nearest wordings are looked for of the first eight such texts, of at most 64 characters each; see
  /// ``NearestWordings``. Cost: an evaluation of each text, two with filters, and of each rest of a query of few
  /// conditions, with what is known of its leaves; for a missing text some hundred look-ups, and the counts of its candidates.
  ///
  /// - Parameter known: what the index has told of the request's leaves.
  func absence(
    of request: SearchRequest, _ vocabulary: QueryVocabulary, known: [QueryLeaf: [LeafMatches]]
  ) throws(LibraryError) -> Absence {
    let evaluator = Evaluator(library: self, vocabulary: vocabulary, known: known)
    let root: QueryNode
    do throws(QueryError) {
      root = try QueryParser.parse(request.query).root
    } catch { throw .query(error, text: request.query) }
    let conditions = root.conditions
    var parts: [Absence.Part] = []
    var explained = 0
    var folder = try LibraryError.wrappingUnicodeDataError(TextFolder.init)
    for (node, text) in root.parts {
      let query = node.description
      let (documents, occurrences) = try evaluator.counts(of: query, request)
      var unfiltered = documents
      if !request.filters.isEmpty {
        var everywhere = request
        everywhere.filters = SearchFilters()
        unfiltered = try evaluator.counts(of: query, everywhere).documents
      }
      var part = Absence.Part(
        text: text, range: node.range, documents: documents, occurrences: occurrences,
        unfiltered: unfiltered, rest: try rest(of: request, without: node, conditions, evaluator))
      if unfiltered == 0, node.isPlainText, explained < Self.explainedTexts {
        explained += 1
        try explain(&part, folder.fold(text).units, request)
      }
      parts.append(part)
    }
    return Absence(parts: parts)
  }

  /// Conditions of a query up to which each is left out in turn.
  private static let explainedConditions = 16
  /// Missing texts that are explained.
  private static let explainedTexts = 8
  /// Units of a text of which the nearest wordings are looked for.
  private static let longestText = 64
  /// Pieces that are told.
  private static let toldPieces = 3

  private func explain(
    _ part: inout Absence.Part, _ units: [UInt16], _ request: SearchRequest
  ) throws(LibraryError) {
    guard !units.isEmpty else { return }
    (part.pieces, part.nearest) = try LibraryError.wrappingIndexError { () throws(IndexError) in
      var passing: [DocumentSet?] = []
      for segment in snapshot.segments {
        passing.append(try request.filters.documents(in: segment.reader))
      }
      let nearest = try NearestWordings(of: units, in: snapshot, passing: passing)
      var pieces: [Absence.Piece] = []
      let longest = nearest.pieces.sorted {
        ($0.count, $1.lowerBound) > ($1.count, $0.lowerBound)
      }
      for range in longest.prefix(Self.toldPieces) where range.count > 1 {
        let piece = Array(units[range])
        pieces.append(
          Absence.Piece(
            text: String(decoding: piece, as: UTF16.self),
            documents: try nearest.count(piece).documents))
      }
      // Compared to the letter no document has it, but folded some may: then it is a piece of itself.
      let hasNone = units.count > Self.longestText || nearest.pieces.first == units.indices
      return (pieces, hasNone ? [] : try nearest.wordings())
    }
  }

  /// The exact documents of a request without one of its conditions; nil where `node` is none, where they are too
  /// many, or where nothing is left to look for.
  private func rest(
    of request: SearchRequest, without node: QueryNode, _ conditions: [QueryNode],
    _ evaluator: Evaluator
  ) throws(LibraryError) -> Int? {
    guard conditions.count <= Self.explainedConditions, conditions.contains(node) else {
      return nil
    }
    let others = conditions.filter { $0 != node }
    guard others.contains(where: { !$0.isExclusion }) else { return nil }
    let rest = others.count == 1 ? others[0] : QueryNode(.all(others), range: node.range)
    return try evaluator.counts(of: rest.description, request).documents
  }
}

/// Counts what parts of a query find.
private struct Evaluator {
  let library: Library
  let vocabulary: QueryVocabulary
  let known: [QueryLeaf: [LeafMatches]]

  /// What a query finds exactly with the filters and the comparison of a request.
  func counts(
    of query: String, _ request: SearchRequest
  ) throws(LibraryError) -> (documents: Int, occurrences: Int) {
    let plan = try QueryPlan(
      query, request.filters, comparison: request.comparison, vocabulary: vocabulary)
    var matcher = try QueryMatcher(plan)
    return try LibraryError.wrappingIndexError { () throws(IndexError) in
      let answer = try Answer(
        &matcher, request.filters, library.snapshot, findsRelated: false, known: known)
      return (answer.exactCount, answer.occurrences)
    }
  }
}

extension QueryNode {
  /// The parts of which all must be met; the query itself where there is but one.
  fileprivate var conditions: [QueryNode] {
    if case .all(let operands) = kind { operands } else { [self] }
  }

  fileprivate var isExclusion: Bool {
    if case .not = kind { true } else { false }
  }

  /// What is not excluded, in its order: the texts, of what must stand near each other first each and then all,
  /// and what fields must say. With each its text, or what was typed where it is more than a text.
  fileprivate var parts: [(node: QueryNode, text: String)] {
    switch kind {
    case .keyword(let text), .literal(let text): [(self, text)]
    case .not: []
    case .all(let operands), .any(let operands): operands.flatMap(\.parts)
    case .proximity(let operands, _): operands.flatMap(\.parts) + [(self, description)]
    case .field, .years: [(self, description)]
    }
  }

  /// Whether it is a text without wildcards.
  fileprivate var isPlainText: Bool {
    switch kind {
    case .keyword: true
    case .literal(let text): !text.unicodeScalars.contains("?")
    default: false
    }
  }
}
