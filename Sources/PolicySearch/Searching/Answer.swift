internal import InvertedIndex

/// The documents that answer a query, unordered, and their counts.
struct Answer: Sendable {
  private let plan: QueryPlan
  private let findsRelated: Bool
  let snapshot: IndexSnapshot
  /// For each leaf, for each segment.
  private var matches: [[Matches]] = []
  /// What else makes documents related to a leaf: for each leaf, for each segment.
  private var relatedMatches: [[Matches]] = []
  /// Where a user's words stand: for each of them, for each segment.
  private var userMatches: [LiteralPattern: [Matches]] = [:]
  /// For each segment.
  private(set) var exact: [DocumentSet] = []
  private(set) var related: [DocumentSet] = []
  /// Places in exact documents at which a leaf of the query stands.
  private(set) var occurrences = 0
  /// What the index tells of each leaf, for each segment: other queries may have the same.
  private(set) var known: [QueryLeaf: [LeafMatches]]

  var exactCount: Int { exact.reduce(0) { $0 + $1.count } }
  var relatedCount: Int { related.reduce(0) { $0 + $1.count } }

  /// The documents of a tier, for each segment.
  func documents(_ tier: Tier) -> [DocumentSet] { tier == .exact ? exact : related }

  func count(_ tier: Tier) -> Int { tier == .exact ? exactCount : relatedCount }

  /// Evaluates the query of `matcher` over the documents that pass `filters`.
  ///
  /// Cost: the postings of its texts and words, some bits for each document of the library, what its fields
  /// and the filters cost, and the texts of those documents that would answer but for something that only
  /// a text can tell: proximity, headings, wildcards, redactions, literal comparison.
  ///
  /// - Parameters:
  ///   - findsRelated: else there is no related tier.
  ///   - known: what other queries to the snapshot have told of their leaves.
  init(
    _ matcher: inout QueryMatcher, _ filters: SearchFilters, _ snapshot: IndexSnapshot,
    findsRelated: Bool = true, known: [QueryLeaf: [LeafMatches]] = [:]
  ) throws(IndexError) {
    plan = matcher.plan
    self.snapshot = snapshot
    self.known = known
    self.findsRelated = findsRelated && plan.comparison == .equivalent
    for leaf in plan.leaves where self.known[leaf] == nil {
      var found: [LeafMatches] = []
      for segment in snapshot.segments { found.append(try leaf.matches(in: segment, &matcher)) }
      self.known[leaf] = found
    }
    matches = Array(repeating: [], count: plan.leaves.count)
    let none = Array(repeating: Matches(), count: snapshot.segments.count)
    relatedMatches = Array(repeating: none, count: plan.leaves.count)
    try findUserWords()
    for index in snapshot.segments.indices {
      try evaluate(index, &matcher, filters)
    }
  }

  private mutating func findUserWords() throws(IndexError) {
    for word in plan.words.joined() where word.isUserWord && userMatches[word.pattern] == nil {
      var perSegment: [Matches] = []
      for segment in snapshot.segments { perSegment.append(try word.pattern.matches(in: segment)) }
      userMatches[word.pattern] = perSegment
    }
  }

  /// Finds the documents of one segment.
  private mutating func evaluate(
    _ index: Int, _ matcher: inout QueryMatcher, _ filters: SearchFilters
  ) throws(IndexError) {
    let segment = snapshot.segments[index]
    var leaves = plan.leaves.compactMap { known[$0]?[index] }
    let passing = try filters.documents(in: segment.reader)
    let loose = findsRelated ? try looseDocuments(index, leaves, passing, &matcher) : nil
    if leaves.contains(where: { $0.doubtful.count > 0 }) {
      let (exact, related) = documents(leaves, loose: loose, passing: passing)
      var candidates = exact
      candidates.formUnion(related)
      try Self.decide(&leaves, in: candidates, of: segment, &matcher)
    }
    let (exact, related) = documents(leaves, loose: loose, passing: passing)
    for leaf in plan.counted {
      let found = leaves[leaf].matches
      for (document, frequency) in zip(found.documents, found.frequencies)
      where exact.contains(document) { occurrences += Int(frequency) }
    }
    for leaf in leaves.indices { matches[leaf].append(leaves[leaf].matches) }
    self.exact.append(exact)
    self.related.append(related)
  }

  /// The documents of both tiers, or those that may be of them as long as leaves are in doubt.
  private func documents(
    _ leaves: [LeafMatches], loose: [DocumentSet]?, passing: DocumentSet?
  ) -> (exact: DocumentSet, related: DocumentSet) {
    let possible = leaves.map(\.documents)
    let sure = leaves.map(\.certain)
    var exact = plan.root.exact(possible, excluding: sure)
    var related = DocumentSet(capacity: exact.capacity)
    if let loose {
      related = plan.root.related(possible, loose: loose, excluding: sure)
      related.subtract(plan.root.exact(sure, excluding: possible))
    }
    if let passing {
      exact.formIntersection(passing)
      related.formIntersection(passing)
    }
    return (exact, related)
  }

  /// For each leaf the documents that its words and other names make related, or that have it as typed.
  private mutating func looseDocuments(
    _ index: Int, _ leaves: [LeafMatches], _ passing: DocumentSet?, _ matcher: inout QueryMatcher
  ) throws(IndexError) -> [DocumentSet] {
    let segment = snapshot.segments[index]
    var loose: [DocumentSet] = []
    for (leaf, words) in plan.words.enumerated() {
      guard plan.keywords.contains(leaf), case .term(let term) = plan.leaves[leaf] else {
        // Nobody asks what is related to it.
        loose.append(leaves[leaf].typed)
        continue
      }
      var documents = leaves[leaf].typed
      let others = try RelatedTexts.matches(of: term, in: segment, passing, &matcher)
      documents.formUnion(others.set(capacity: segment.reader.documentCount))
      relatedMatches[leaf][index] = others
      let terms = words.compactMap { $0.isUserWord ? nil : $0.pattern.units.termBytes }
      for field in [LibrarySchema.words, LibrarySchema.secondaryWords] {
        documents.formUnion(try segment.documents(withAnyOf: terms, field: field))
      }
      for word in words {
        guard let found = userMatches[word.pattern] else { continue }
        documents.formUnion(found[index].set(capacity: segment.reader.documentCount))
      }
      loose.append(documents)
    }
    return loose
  }

  /// Reads the texts of those `candidates` that are in doubt, each once, and decides the leaves.
  private static func decide(
    _ leaves: inout [LeafMatches], in candidates: DocumentSet, of segment: IndexSnapshot.Segment,
    _ matcher: inout QueryMatcher
  ) throws(IndexError) {
    var doubtful = DocumentSet(capacity: candidates.capacity)
    for leaf in leaves { doubtful.formUnion(leaf.doubtful) }
    doubtful.formIntersection(candidates)
    var counts = [[DocID: Int]](repeating: [:], count: leaves.count)
    var reader = StoredDocumentReader(segment.reader)
    for document in doubtful.documents {
      let stored = try reader.document(document)
      matcher.read(.whole, of: stored)
      for leaf in leaves.indices where leaves[leaf].doubtful.contains(document) {
        counts[leaf][document] = matcher.places(of: matcher.plan.leaves[leaf]).count
      }
    }
    for leaf in leaves.indices where leaves[leaf].doubtful.count > 0 {
      leaves[leaf].decide(counts[leaf])
    }
  }

  /// Places in a hit at which a leaf of the query stands.
  func occurrences(in hit: Hit) -> Int {
    plan.counted.reduce(0) { $0 + matches[$1][hit.segment].frequency(in: hit.document) }
  }

  /// For each leaf that the query does not exclude, whether it stands in a document.
  func positiveLeaves(in document: DocID, segment: Int) -> [Bool] {
    plan.positive.map { matches[$0][segment].frequency(in: document) > 0 }
  }

  /// Calls `body` with the exact documents of a segment, ascending, and the places in each at which a
  /// leaf of the query stands, as ``occurrences(in:)`` counts them. Cost: linear in the leaves' documents, and
  /// 4 bytes a document.
  func forEachExactDocument(ofSegment segment: Int, _ body: (DocID, Int) -> Void) {
    var frequencies = [UInt32](repeating: 0, count: exact[segment].capacity)
    for leaf in plan.counted {
      let found = matches[leaf][segment]
      for (document, frequency) in zip(found.documents, found.frequencies) {
        frequencies[Int(document)] += frequency
      }
    }
    for document in exact[segment].documents { body(document, Int(frequencies[Int(document)])) }
  }

  /// The exact documents, by segment and number, without scores. Cost: linear in them.
  var exactHits: [Hit] {
    exact.enumerated().flatMap { segment, documents in
      documents.documents.map { Hit(segment: segment, document: $0) }
    }
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
    if end > exactCount, relatedCount > 0 {
      let hits = try ranking(.related).top(
        min(end - exactCount, relatedCount), candidates: related)
      page += hits.dropFirst(max(0, offset - exactCount)).map { ($0, .related) }
    }
    return page
  }

  /// What orders the documents of a tier.
  func ranking(_ tier: Tier) -> Ranking {
    var terms = RankingTerms()
    for leaf in plan.positive { terms.add(plan.rankingTerms[leaf]) }
    let matches = tier == .exact ? matches : relatedMatches
    return Ranking(
      tier, terms, userMatches: userMatches,
      evidence: plan.positive.map { (plan.leaves[$0].text, matches[$0]) }, in: snapshot)
  }
}
