extension RankedSearch {
  /// The best `limit` of the live documents in which `phrase` stands.
  ///
  /// It is scored as a term whose idf is the sum of its terms' (as Lucene does), in the phrase's field
  /// and with the weight of the first field. A phrase stands nowhere more often than its rarest term:
  /// blocks and documents that cannot reach the threshold so are left out before any position is read.
  ///
  /// For callers whose phrase is the whole query, as a benchmark's; the product finds all matches of a text
  /// first (``IndexSnapshot/Segment/matches(_:)``), for it tells exact counts, and ranks by words, too.
  package func top(_ limit: Int, phrase: Phrase) throws(IndexError) -> [Hit] {
    if phrase.isOneTerm, phrase.field == fields[0].number {
      return try top(limit, ofAll: [Term(bytes: phrase.members[0].term)])
    }
    // For each segment, each term.
    var lists: [TermList?] = []
    lists.reserveCapacity(snapshot.segments.count * phrase.members.count)
    for segment in snapshot.segments {
      for member in phrase.members {
        lists.append(try TermList(member.term, field: phrase.field, in: segment))
      }
    }
    var weight: Float = 0
    for index in phrase.members.indices {
      var frequency = 0
      for place in stride(from: index, to: lists.count, by: phrase.members.count) {
        frequency += lists[place]?.liveFrequency ?? 0
      }
      weight += self.weight(fields[0].weight, frequency: frequency)
    }
    let units = ScoreUnits(total: weight)
    let scorer = TermScorer(
      weight: weight * units.scale, bm25: bm25,
      averageLength: snapshot.averageLength(field: phrase.field))
    var top = try TopDocuments(capacity: limit, of: self)
    for (index, segment) in snapshot.segments.enumerated() {
      let count = phrase.members.count
      let entries = lists[(index * count)..<(index * count + count)].compactMap { $0?.entry }
      guard entries.count == phrase.members.count else { continue }
      var collector = Collector(
        scorer: scorer, lengths: try segment.reader.lengths(field: phrase.field),
        segment: index, isExhaustive: isExhaustive, top: top.take())
      var scan = try PhraseScan(phrase, entries, in: segment)
      try scan.run(&collector)
      top = collector.top.take()
    }
    return top.hits(units)
  }

  /// Keeps the best documents.
  private struct Collector: PhraseCollector {
    static let countsAll = true

    let scorer: TermScorer
    let lengths: UnsafeBufferPointer<UInt32>
    let segment: Int
    let isExhaustive: Bool
    var top: TopDocuments

    private var threshold: Float { isExhaustive ? 0 : top.threshold }

    @inline(__always)
    func isWanted(block: ClosedRange<DocID>, impacts: UnsafeRawBufferPointer) -> Bool {
      threshold == 0 || scorer.bound(impacts) >= threshold
    }

    @inline(__always)
    func isWanted(_ document: DocID, _ frequency: UInt32) -> Bool {
      threshold == 0
        || scorer.score(frequency: frequency, length: lengths[Int(document)]) >= threshold
    }

    mutating func collect(_ document: DocID, _ frequency: UInt32) {
      let score = scorer.score(frequency: frequency, length: lengths[Int(document)])
      guard score >= threshold else { return }
      top.insert(score: score, segment: segment, document: document)
    }
  }
}
