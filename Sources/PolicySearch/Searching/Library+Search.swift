internal import InvertedIndex

extension Library {
  /// Searches.
  ///
  /// The exact tier holds the documents that meet the query (docs/query-language.md): its keywords stand in
  /// them as folded, or with numbers written otherwise, its quotations as folded; with literal comparison
  /// both as they are typed but for width and case. The related tier holds others that contain any word of
  /// a keyword (or a word inside one, or a form), another name for it or a redaction of it, and meet
  /// everything else, and nothing that is excluded; there is none with literal comparison. Each is ordered by
  /// BM25: over character pairs and words of the query with the weights of ``RankingWeight``, in the exact
  /// tier also over its texts, and in the related one over names and redactions, each keyword's counting as
  /// one term, and over what laws call what a keyword says (``LayWords``); there laws of the republic are
  /// ahead. A user's word is found in a document wherever its text stands, others where the document was cut
  /// so. Of equal scores the newest document comes first, undated ones last, and equal dates are ordered by
  /// identifier. Where another order is asked for, each tier is brought into it as a whole. Filters restrict
  /// both tiers. The totals and the facets are exact, and count documents, folded or not.
  package func search(_ request: SearchRequest) throws(LibraryError) -> SearchResult {
    let start = ContinuousClock.now
    let vocabulary = try vocabulary()
    let plan = try QueryPlan(
      request.query, request.filters, comparison: request.comparison, vocabulary: vocabulary)
    var matcher = try QueryMatcher(plan)
    let answer = try LibraryError.wrappingIndexError { () throws(IndexError) in
      try Answer(&matcher, request.filters, snapshot)
    }
    let isAbsent = request.explainsAbsence && answer.exactCount == 0
    let absence = isAbsent ? try absence(of: request, vocabulary, known: answer.known) : nil
    let (entries, hasMore) = try LibraryError.wrappingIndexError { () throws(IndexError) in
      try page(of: answer, request)
    }
    var hits = try hits(entries, of: answer, plan, offset: request.offset)
    return try LibraryError.wrappingIndexError { () throws(IndexError) in
      if request.explainsScores {
        for (index, entry) in entries.enumerated() {
          hits[index].explanation = try answer.ranking(entry.tier).explanation(of: entry.hit)
        }
      }
      var facets: [FacetCounts] = []
      for facet in request.facets { facets.append(try answer.counts(by: facet)) }
      return SearchResult(
        query: request.query, hits: hits, hasMore: hasMore,
        exactDocuments: answer.exactCount, exactOccurrences: answer.occurrences,
        relatedDocuments: answer.relatedCount, facets: facets, absence: absence,
        generation: generation,
        elapsed: Int((ContinuousClock.now - start) / .microseconds(1)))
    }
  }

  /// The entries that a request asks for, in its order, and whether others follow.
  private func page(
    of answer: Answer, _ request: SearchRequest
  ) throws(IndexError) -> (entries: [PageEntry], hasMore: Bool) {
    if request.foldsVersions, request.limit > 0 { return try foldedPage(of: answer, request) }
    let total = answer.exactCount + answer.relatedCount
    let left = max(0, total - request.offset)
    var hits: [(hit: Hit, tier: Tier)]
    if request.order == .relevance || request.limit == 0 {
      hits = try answer.page(offset: request.offset, limit: request.limit)
    } else {
      let all = try answer.page(offset: 0, limit: .max).map(\.hit)
      let exactCount = answer.exactCount
      let exact = try ordered(Array(all[..<exactCount]), by: request.order)
      let related = try ordered(Array(all[exactCount...]), by: request.order)
      hits = exact.map { ($0, Tier.exact) } + related.map { ($0, Tier.related) }
      hits = Array(hits.dropFirst(request.offset).prefix(request.limit))
    }
    return (hits.map { PageEntry(hit: $0, tier: $1) }, left > hits.count)
  }

  /// Calls `body` with every document of the exact tier, in an order: its sources, and how often what is to
  /// be counted stands in it (0 where nothing is).
  ///
  /// Cost: ranks the whole tier, except by path; reads the documents only to count.
  package func forEachExactDocument(
    _ query: String, filters: SearchFilters = SearchFilters(),
    comparison: Comparison = .equivalent, order: ResultOrder = .path, counting: CountedUnit?,
    _ body: (_ sources: [DocumentSource], _ count: Int) -> Void
  ) throws(LibraryError) {
    guard let counting else {
      let plan = try QueryPlan(query, filters, comparison: comparison, vocabulary: vocabulary())
      var matcher = try QueryMatcher(plan)
      return try LibraryError.wrappingIndexError { () throws(IndexError) in
        let answer = try Answer(&matcher, filters, snapshot, findsRelated: false)
        for hit in try orderedExactHits(of: answer, by: order) {
          body(try sources(of: hit.document, segment: hit.segment).sources, 0)
        }
      }
    }
    var reader = try occurrences(
      of: query, filters: filters, comparison: comparison, order: order, readsCopies: false)
    while let document = try reader.nextDocument() {
      let count =
        switch counting {
        case .paragraphs: document.matchingParagraphs.count
        case .occurrences: document.places.count
        }
      body(document.sources, count)
    }
  }
}
