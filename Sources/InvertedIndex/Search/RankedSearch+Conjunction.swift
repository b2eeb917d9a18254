extension RankedSearch {
  /// The best `limit` of the live documents that contain every one of `terms`, at least one, in the
  /// first field; other fields are not looked at.
  ///
  /// The rarest list leads, a block at a time. Blocks that cannot reach the threshold together with the
  /// greatest contributions of the other terms are not decoded; documents that can no more reach it
  /// are dropped before the next list is looked into. The result equals that of scoring every document.
  ///
  /// - Parameter excluded: for each segment documents that must not be found.
  package func top(
    _ limit: Int, ofAll terms: [Term], excluded: [DocumentSet]? = nil
  ) throws(IndexError) -> [Hit] {
    precondition(!terms.isEmpty)
    let field = fields[0]
    let bytes = terms.map(\.bytes)
    var lists: [[TermList?]] = []
    for segment in snapshot.segments {
      lists.append(try TermList.lists(bytes, field: field.number, in: segment))
    }
    let weights = terms.enumerated().map { index, term in
      let frequency = lists.reduce(0) { $0 + ($1[index]?.liveFrequency ?? 0) }
      return weight(term.weight, frequency: frequency) * field.weight
    }
    let units = ScoreUnits(total: weights.reduce(0, +))
    let averageLength = snapshot.averageLength(field: field.number)
    let scorers = weights.map {
      TermScorer(weight: $0 * units.scale, bm25: bm25, averageLength: averageLength)
    }
    var top = TopDocuments(capacity: limit)
    for (index, lists) in lists.enumerated() {
      var members: [(entry: TermEntry, scorer: TermScorer)] = []
      members.reserveCapacity(lists.count)
      for (list, scorer) in zip(lists, scorers) {
        if let list { members.append((list.entry, scorer)) }
      }
      guard members.count == terms.count else { continue }
      members.sort { $0.entry.documentFrequency < $1.entry.documentFrequency }
      var conjunction = try Conjunction(
        self, segment: index, lists: members, excluded: excluded?[index])
      try conjunction.run(&top)
    }
    return top.hits(units)
  }

  /// The search of one segment.
  private struct Conjunction {
    private struct Member {
      var cursor: PostingsCursor
      let scorer: TermScorer
      /// At least the contributions of the members behind this one.
      var rest: Float = 0
    }

    private let isExhaustive: Bool
    private let segmentIndex: Int
    private let lengths: UnsafeBufferPointer<UInt32>
    private let tieKeys: UnsafeBufferPointer<Int64>?
    private let live: DocumentSet?
    private let excluded: DocumentSet?
    /// Rarest first.
    private var members: [Member] = []
    private var candidates = ConjunctionCandidates()

    /// - Parameter lists: rarest first.
    init(
      _ search: RankedSearch, segment index: Int, lists: [(entry: TermEntry, scorer: TermScorer)],
      excluded: DocumentSet?
    ) throws(IndexError) {
      let segment = search.snapshot.segments[index]
      let field = search.fields[0].number
      isExhaustive = search.isExhaustive
      segmentIndex = index
      lengths = try segment.reader.lengths(field: field)
      tieKeys = try search.tieKeys(in: segment)
      live = segment.live?.documents
      self.excluded = excluded
      members.reserveCapacity(lists.count)
      for list in lists {
        // Opened where it stays: a cursor is large.
        members.append(Member(cursor: segment.reader.cursor(field: field), scorer: list.scorer))
        try members[members.count - 1].cursor.open(list.entry)
      }
      var rest: Float = 0
      for index in members.indices.reversed() {
        members[index].rest = rest
        rest +=
          try members[index].cursor.listImpacts().map(members[index].scorer.bound)
          ?? members[index].scorer.greatest
      }
    }

    mutating func run(_ top: inout TopDocuments) throws(IndexError) {
      let (scorer, rest) = (members[0].scorer, members[0].rest)
      while true {
        let threshold = isExhaustive ? 0 : top.threshold
        let isFound = try members[0].cursor.seekBlock {
          threshold == 0 || scorer.bound($0) + rest >= threshold
        }
        guard isFound else { return }
        try members[0].cursor.takeBlock(into: &candidates, withFrequencies: true)
        if let live { candidates.filter(live.contains) }
        if let excluded { candidates.filter { !excluded.contains($0) } }
        candidates.clearSums()
        candidates.add(scorer, lengths: lengths, reaching: threshold - rest)
        for index in members.indices.dropFirst() where candidates.count > 0 {
          try members[index].cursor.intersect(&candidates, withFrequencies: true)
          candidates.add(
            members[index].scorer, lengths: lengths, reaching: threshold - members[index].rest)
        }
        for place in 0..<candidates.count where candidates.sums[place] >= top.threshold {
          top.insert(
            score: candidates.sums[place], segment: segmentIndex,
            document: candidates.documents[place], tieKeys: tieKeys)
        }
      }
    }
  }
}
