internal import DocumentParsing
internal import InvertedIndex

extension Library {
  /// The earliest documents and speakers of a query's exact tier.
  ///
  /// A document that tells only its year or month counts as that period's beginning; of one date the better
  /// hit comes first. Cost: as of a search that ranks the whole tier.
  ///
  /// - Parameter limit: documents to return; 0 or more.
  package func firstUse(
    of query: String, filters: SearchFilters = SearchFilters(),
    comparison: Comparison = .equivalent, limit: Int
  ) throws(LibraryError) -> FirstUse {
    let start = ContinuousClock.now
    let plan = try QueryPlan(query, filters, comparison: comparison, vocabulary: vocabulary())
    var matcher = try QueryMatcher(plan)
    let (answer, ordered) = try LibraryError.wrappingIndexError { () throws(IndexError) in
      let answer = try Answer(&matcher, filters, snapshot, findsRelated: false)
      return (answer, try orderedExactHits(of: answer, by: .date))
    }
    let dated = try LibraryError.wrappingIndexError { () throws(IndexError) in
      var dated = 0
      for hit in ordered {
        guard try date(of: hit) != nil else { break }
        dated += 1
      }
      return dated
    }
    let entries = ordered.prefix(min(limit, dated)).map { PageEntry(hit: $0, tier: .exact) }
    let hits = try hits(entries, of: answer, plan, offset: 0)
    return try LibraryError.wrappingIndexError { () throws(IndexError) in
      return FirstUse(
        query: query, hits: hits, speakers: try speakers(of: ordered), dated: dated,
        undated: ordered.count - dated, generation: generation,
        elapsed: Int((ContinuousClock.now - start) / .microseconds(1)))
    }
  }

  private func date(of hit: Hit) throws(IndexError) -> PolicyDate? {
    PolicyDate(
      columnValue: try snapshot.segments[hit.segment].reader.integer(
        column: LibrarySchema.date, of: hit.document))
  }

  /// The speakers of documents in their order, each with the first of theirs.
  private func speakers(of hits: [Hit]) throws(IndexError) -> [FirstUse.SpeakerUse] {
    var seen: Set<[UInt8]> = []
    var speakers: [FirstUse.SpeakerUse] = []
    for hit in hits {
      let reader = snapshot.segments[hit.segment].reader
      guard let name = try reader.keywordColumns[LibrarySchema.speaker].value(of: hit.document),
        seen.insert(Array(name.utf8)).inserted
      else { continue }
      speakers.append(
        FirstUse.SpeakerUse(
          name: name, date: try date(of: hit),
          identifier: try reader.copy(hit.document).identifier))
    }
    return speakers
  }
}
