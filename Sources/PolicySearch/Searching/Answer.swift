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

  /// The hits from `offset` on: the exact tier in its order, then the related one.
  func page(offset: Int, limit: Int) throws(IndexError) -> [(hit: Hit, tier: Tier)] {
    guard limit > 0 else { return [] }
    var page: [(hit: Hit, tier: Tier)] = []
    let end = offset > Int.max - limit ? Int.max : offset + limit
    let exactCount = exactCount
    if offset < exactCount {
      let hits = try ranking(.exact).top(min(end, exactCount), candidates: exact)
      page += hits.dropFirst(offset).map { ($0, .exact) }
    }
    if end > exactCount {
      let hits = try ranking(.related).top(min(end - exactCount, relatedCount), candidates: related)
      page += hits.dropFirst(max(0, offset - exactCount)).map { ($0, .related) }
    }
    return page
  }

  /// What orders the documents of a tier.
  func ranking(_ tier: Tier) -> Ranking {
    var terms = RankingTerms()
    for leaf in plan.positive { terms.add(plan.rankingTerms[leaf]) }
    return Ranking(
      tier, terms, userMatches: userMatches,
      evidence: tier == .exact
        ? plan.positive.map { (plan.patterns[$0].units, matches[$0]) } : [],
      in: snapshot)
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
