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
  /// one term. A user's word is found in a document wherever its text stands, others where the document
  /// was cut so.
  /// Equal scores are ordered by identifier. Filters restrict both tiers. The totals and the facets are
  /// exact.
  package func search(_ request: SearchRequest) throws(LibraryError) -> SearchResult {
    let start = ContinuousClock.now
    let plan = try QueryPlan(
      request.query, request.filters, comparison: request.comparison, vocabulary: vocabulary())
    var finder = try PassageFinder(plan)
    return try LibraryError.wrappingIndexError { () throws(IndexError) in
      let answer = try Answer(&finder.matcher, request.filters, snapshot)
      var hits: [SearchHit] = []
      var page = PagePassages()
      for (hit, tier) in try answer.page(offset: request.offset, limit: request.limit) {
        var found = try searchHit(
          hit, tier: tier, rank: request.offset + hits.count + 1,
          occurrences: answer.occurrences(in: hit), &finder, &page)
        if request.explainsScores {
          found.explanation = try answer.ranking(tier).explanation(of: hit)
        }
        hits.append(found)
      }
      page.tell(&hits)
      var facets: [FacetCounts] = []
      for facet in request.facets { facets.append(try answer.counts(by: facet)) }
      return SearchResult(
        query: request.query, hits: hits,
        exactDocuments: answer.exactCount, exactOccurrences: answer.occurrences,
        relatedDocuments: answer.relatedCount, facets: facets, generation: generation,
        elapsed: Int((ContinuousClock.now - start) / .microseconds(1)))
    }
  }

  private func searchHit(
    _ hit: Hit, tier: Tier, rank: Int, occurrences: Int, _ finder: inout PassageFinder,
    _ page: inout PagePassages
  ) throws(IndexError) -> SearchHit {
    let document = try stored(hit.document, segment: hit.segment)
    let (identifier, sources) = try sources(of: hit.document, segment: hit.segment)
    let (passages, sameText) = finder.passages(of: document, tier: tier, rank: rank, on: &page)
    return SearchHit(
      rank: rank, identifier: identifier, tier: tier, score: hit.score, title: document.title,
      kind: document.kind, date: document.date, speaker: document.speaker,
      issuer: document.issuer, sources: sources, occurrences: occurrences,
      sameTextAs: sameText, passages: passages)
  }

  /// Calls `body` with every document of the exact tier, in no particular order: its sources, and how
  /// many lines of its text contain a match (0 unless `countsLines`).
  package func forEachExactDocument(
    _ query: String, filters: SearchFilters = SearchFilters(),
    comparison: Comparison = .equivalent, countsLines: Bool,
    _ body: (_ sources: [DocumentSource], _ lines: Int) -> Void
  ) throws(LibraryError) {
    let plan = try QueryPlan(query, filters, comparison: comparison, vocabulary: vocabulary())
    var finder = try PassageFinder(plan)
    try LibraryError.wrappingIndexError { () throws(IndexError) in
      let answer = try Answer(&finder.matcher, filters, snapshot)
      for (segment, set) in answer.exact.enumerated() {
        var reader = StoredDocumentReader(snapshot.segments[segment].reader)
        for document in set.documents {
          var lines = 0
          if countsLines { lines = finder.matchingLines(of: try reader.document(document)) }
          body(try sources(of: document, segment: segment).sources, lines)
        }
      }
    }
  }
}
