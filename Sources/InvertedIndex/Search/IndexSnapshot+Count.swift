/// Counts without a search, for callers that want nothing else; the product counts what it found.
extension IndexSnapshot {
  /// Live documents that contain every one of `terms`, at least one. Nothing is scored; only documents
  /// are decoded, those of the rarest term and the blocks of the others that they fall into.
  package func count(ofAll terms: [[UInt8]], field: Int) throws(IndexError) -> Int {
    precondition(!terms.isEmpty)
    var count = 0
    var candidates = ConjunctionCandidates()
    for segment in segments {
      var lists: [TermList] = []
      lists.reserveCapacity(terms.count)
      for term in terms {
        if let list = try TermList(term, field: field, in: segment) { lists.append(list) }
      }
      guard lists.count == terms.count else { continue }
      if lists.count == 1 {
        count += lists[0].liveFrequency
        continue
      }
      var cursors: [PostingsCursor] = []
      cursors.reserveCapacity(lists.count)
      for list in lists.sorted(by: { $0.entry.documentFrequency < $1.entry.documentFrequency }) {
        cursors.append(segment.reader.cursor(field: field))
        try cursors[cursors.count - 1].open(list.entry)
      }
      while try cursors[0].seekBlock(where: { _, _ in true }) {
        try cursors[0].takeBlock(into: &candidates, withFrequencies: false)
        if let live = segment.live { candidates.filter(live.contains) }
        for index in 1..<cursors.count where candidates.count > 0 {
          try cursors[index].intersect(&candidates, withFrequencies: false)
        }
        count += candidates.count
      }
    }
    return count
  }

  /// Live documents that contain any of `terms`.
  package func count(ofAny terms: [[UInt8]], field: Int) throws(IndexError) -> Int {
    if terms.count == 1 { return try documentFrequency(terms[0], field: field) }
    var count = 0
    for segment in segments {
      count += try segment.documents(withAnyOf: terms, field: field).count
    }
    return count
  }

  /// Live documents in which `phrase` stands.
  package func count(_ phrase: Phrase) throws(IndexError) -> Int {
    var collector = CountCollector()
    for segment in segments { try segment.collect(phrase, &collector) }
    return collector.count
  }
}
