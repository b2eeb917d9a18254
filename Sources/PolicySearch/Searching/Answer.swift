internal import InvertedIndex

/// The documents that answer a query, unordered, and their counts.
struct Answer {
  private let plan: QueryPlan
  let snapshot: IndexSnapshot
  /// For each pattern, for each segment.
  private var matches: [[Matches]] = []
  /// Where a user's words stand: for each of them, for each segment.
  private var userMatches: [LiteralPattern: [Matches]] = [:]
  /// For each segment.
  private(set) var exact: [DocumentSet] = []
  private(set) var related: [DocumentSet] = []
  /// Places in exact documents at which a pattern of the query stands.
  private(set) var occurrences = 0

  var exactCount: Int { exact.reduce(0) { $0 + $1.count } }
  var relatedCount: Int { related.reduce(0) { $0 + $1.count } }

  /// Evaluates the query over the documents that pass `filters`. Cost: the postings of its patterns and
  /// words, some bits for each document of the library, and what the filters cost.
  init(
    _ plan: QueryPlan, _ filters: SearchFilters, _ snapshot: IndexSnapshot
  ) throws(IndexError) {
    self.plan = plan
    self.snapshot = snapshot
    for pattern in plan.patterns {
      var perSegment: [Matches] = []
      for segment in snapshot.segments { perSegment.append(try pattern.matches(in: segment)) }
      matches.append(perSegment)
    }
    for word in plan.words.joined() where word.isUserWord && userMatches[word.pattern] == nil {
      if let pattern = plan.patterns.firstIndex(of: word.pattern) {
        userMatches[word.pattern] = matches[pattern]
      } else {
        var perSegment: [Matches] = []
        for segment in snapshot.segments {
          perSegment.append(try word.pattern.matches(in: segment))
        }
        userMatches[word.pattern] = perSegment
      }
    }
    for (index, segment) in snapshot.segments.enumerated() {
      let capacity = segment.reader.documentCount
      let literal = matches.map { $0[index].set(capacity: capacity) }
      var exact = plan.root.exact(literal)
      var loose = literal
      for (pattern, words) in plan.words.enumerated() {
        let terms = words.compactMap { $0.isUserWord ? nil : $0.pattern.units.termBytes }
        for field in [LibrarySchema.words, LibrarySchema.secondaryWords] {
          loose[pattern].formUnion(try segment.documents(withAnyOf: terms, field: field))
        }
        for word in words {
          guard let found = userMatches[word.pattern] else { continue }
          loose[pattern].formUnion(found[index].set(capacity: capacity))
        }
      }
      var related = plan.root.related(literal: literal, loose: loose)
      related.subtract(exact)
      if let passing = try filters.documents(in: segment.reader) {
        exact.formIntersection(passing)
        related.formIntersection(passing)
      }
      for pattern in plan.positive {
        let found = matches[pattern][index]
        for (document, frequency) in zip(found.documents, found.frequencies)
        where exact.contains(document) { occurrences += Int(frequency) }
      }
      self.exact.append(exact)
      self.related.append(related)
    }
  }

  /// Places in a hit at which a pattern of the query stands.
  func occurrences(in hit: Hit) -> Int {
    plan.positive.reduce(0) { $0 + matches[$1][hit.segment].frequency(in: hit.document) }
  }

  /// Calls `body` with the exact documents of a segment, ascending, and the places in each at which a
  /// pattern of the query stands. Cost: linear in the patterns' documents, and 4 bytes a document.
  func forEachExactDocument(ofSegment segment: Int, _ body: (DocID, Int) -> Void) {
    var frequencies = [UInt32](repeating: 0, count: exact[segment].capacity)
    for pattern in plan.positive {
      let found = matches[pattern][segment]
      for (document, frequency) in zip(found.documents, found.frequencies) {
        frequencies[Int(document)] += frequency
      }
    }
    for document in exact[segment].documents { body(document, Int(frequencies[Int(document)])) }
  }

  /// The hits from `offset` on: the exact tier in its order, then the related one.
  func page(offset: Int, limit: Int) throws(IndexError) -> [(hit: Hit, tier: Tier)] {
    guard limit > 0 else { return [] }
    let search = RankedSearch(
      snapshot: snapshot,
      fields: [
        .init(LibrarySchema.words),
        .init(LibrarySchema.secondaryWords, weight: RankingWeight.secondaryField),
      ],
      bm25: BM25(), tieOrder: .column(LibrarySchema.identifier))
    let (terms, userEvidence) = termsAndEvidence
    var page: [(hit: Hit, tier: Tier)] = []
    let end = offset > Int.max - limit ? Int.max : offset + limit
    let exactCount = exactCount
    if offset < exactCount {
      let hits = try search.top(
        min(end, exactCount), terms: terms,
        evidence: plan.positive.map { RankedSearch.Evidence(matches: matches[$0]) }
          + userEvidence,
        candidates: exact)
      page += hits.dropFirst(offset).map { ($0, .exact) }
    }
    if end > exactCount {
      let hits = try search.top(
        min(end - exactCount, relatedCount), terms: terms, evidence: userEvidence,
        candidates: related)
      page += hits.dropFirst(max(0, offset - exactCount)).map { ($0, .related) }
    }
    return page
  }

  /// What ranks besides the query's texts: its words as the index has them, and a user's words by the
  /// places at which they stand; each once, with the greatest weight that it has.
  private var termsAndEvidence: (terms: [RankedSearch.Term], evidence: [RankedSearch.Evidence]) {
    var numbers: [LiteralPattern: Int] = [:]
    var words: [QueryWord] = []
    for word in plan.positive.flatMap({ plan.words[$0] }) {
      if let number = numbers[word.pattern] {
        if words[number].weight < word.weight { words[number] = word }
      } else {
        numbers[word.pattern] = words.count
        words.append(word)
      }
    }
    var terms: [RankedSearch.Term] = []
    var evidence: [RankedSearch.Evidence] = []
    for word in words {
      if let matches = userMatches[word.pattern] {
        evidence.append(RankedSearch.Evidence(matches: matches, weight: word.weight))
      } else {
        terms.append(
          RankedSearch.Term(bytes: word.pattern.units.termBytes, weight: word.weight))
      }
    }
    return (terms, evidence)
  }
}

extension QueryPlan.Node {
  /// The documents that match, given those in which each pattern stands.
  ///
  /// A query excludes only beside something that must match, so `not` is never evaluated by itself.
  fileprivate func exact(_ literal: [DocumentSet]) -> DocumentSet {
    switch self {
    case .pattern(let index, _): return literal[index]
    case .not: preconditionFailure("an exclusion stands alone")
    case .any(let operands):
      return operands.dropFirst().reduce(into: operands[0].exact(literal)) {
        $0.formUnion($1.exact(literal))
      }
    case .all(let operands):
      return Self.conjunction(operands.compactMap { $0.excluded == nil ? $0.exact(literal) : nil })
        .subtracting(operands.compactMap { $0.excluded?.exact(literal) })
    }
  }

  /// The documents that answer loosely: any keyword may do for all, quoted texts must still stand and
  /// excluded ones must not. `loose` has the documents with any word of a pattern, or the pattern.
  fileprivate func related(literal: [DocumentSet], loose: [DocumentSet]) -> DocumentSet {
    switch self {
    case .pattern(let index, let isQuoted): return isQuoted ? literal[index] : loose[index]
    case .not: preconditionFailure("an exclusion stands alone")
    case .any(let operands):
      return operands.dropFirst().reduce(
        into: operands[0].related(literal: literal, loose: loose)
      ) { $0.formUnion($1.related(literal: literal, loose: loose)) }
    case .all(let operands):
      let wanted = operands.filter { $0.excluded == nil }
      var required = wanted.filter(\.isQuoted).map { $0.exact(literal) }
      let free = wanted.filter { !$0.isQuoted }
      if let first = free.first {
        required.append(
          free.dropFirst().reduce(into: first.related(literal: literal, loose: loose)) {
            $0.formUnion($1.related(literal: literal, loose: loose))
          })
      }
      return Self.conjunction(required)
        .subtracting(operands.compactMap { $0.excluded?.exact(literal) })
    }
  }

  private var excluded: QueryPlan.Node? {
    if case .not(let operand) = self { operand } else { nil }
  }

  /// Whether every text of it that must match is quoted.
  private var isQuoted: Bool {
    switch self {
    case .pattern(_, let isQuoted): isQuoted
    case .not: true
    case .all(let operands), .any(let operands): operands.allSatisfy(\.isQuoted)
    }
  }

  private static func conjunction(_ sets: [DocumentSet]) -> DocumentSet {
    sets.dropFirst().reduce(into: sets[0]) { $0.formIntersection($1) }
  }
}

extension DocumentSet {
  fileprivate func subtracting(_ others: [DocumentSet]) -> DocumentSet {
    others.reduce(into: self) { $0.subtract($1) }
  }
}

extension Matches {
  /// How often the pattern stands in a document; 0 where it does not. Cost: a binary search.
  fileprivate func frequency(in document: DocID) -> Int {
    var low = 0
    var high = documents.count
    while low < high {
      let middle = (low + high) / 2
      if documents[middle] < document { low = middle + 1 } else { high = middle }
    }
    return low < documents.count && documents[low] == document ? Int(frequencies[low]) : 0
  }
}
