extension RankedSearch {
  /// The best `limit` of the live documents that contain every one of `terms`, at least one, in the
  /// first field; other fields are not looked at.
  ///
  /// The rarest list leads, a block at a time. Blocks that cannot reach the threshold together with the
  /// greatest contributions of the other terms are not decoded; documents that can no more reach it
  /// are dropped before the next list is looked into. The result equals that of scoring every document.
  ///
  /// ``top(_:terms:evidence:candidates:excluded:)`` comes here with a single term; for several, this is for
  /// callers that want nothing but the best, as a benchmark: the product tells exact counts beside them.
  ///
  /// - Parameter excluded: for each segment documents that must not be found.
  package func top(
    _ limit: Int, ofAll terms: [Term], excluded: [DocumentSet]? = nil
  ) throws(IndexError) -> [Hit] {
    precondition(!terms.isEmpty)
    let field = fields[0]
    // For each segment, each term.
    var lists: [TermList?] = []
    lists.reserveCapacity(snapshot.segments.count * terms.count)
    for segment in snapshot.segments {
      for term in terms {
        lists.append(try TermList(term.bytes, field: field.number, in: segment))
      }
    }
    var weights: [Float] = []
    weights.reserveCapacity(terms.count)
    for (index, term) in terms.enumerated() {
      var frequency = 0
      for place in stride(from: index, to: lists.count, by: terms.count) {
        frequency += lists[place]?.liveFrequency ?? 0
      }
      weights.append(weight(term.weight, frequency: frequency) * field.weight)
    }
    let units = ScoreUnits(total: weights.reduce(0, +))
    let averageLength = snapshot.averageLength(field: field.number)
    var top = try TopDocuments(capacity: limit, of: self)
    var members: [(entry: TermEntry, scorer: TermScorer)] = []
    members.reserveCapacity(terms.count)
    for (index, segment) in snapshot.segments.enumerated() {
      members.removeAll(keepingCapacity: true)
      for (weight, list) in zip(weights, lists[(index * terms.count)...]) {
        guard let list else { continue }
        let scorer = TermScorer(
          weight: weight * units.scale, bm25: bm25, averageLength: averageLength)
        members.append((list.entry, scorer))
      }
      guard members.count == terms.count else { continue }
      members.sort { $0.entry.documentFrequency < $1.entry.documentFrequency }
      var conjunction = Conjunction(
        self, segment: index, lengths: try segment.reader.lengths(field: field.number),
        excluded: excluded?[index], leader: members[0].scorer)
      try conjunction.open(members, segment.reader, field: field.number)
      try conjunction.run(&top)
    }
    return top.hits(units)
  }

  /// The search of one segment. Some kilobytes: never copied.
  private struct Conjunction: ~Copyable {
    private struct Member {
      var cursor: PostingsCursor
      let scorer: TermScorer
      /// At least any contribution in the segment.
      private(set) var greatest: Float = 0
      /// At least the contributions of the members behind this one.
      var rest: Float = 0
      /// The first block that ``bound(in:)`` has to look at.
      private var block = 0

      init(cursor: PostingsCursor, scorer: TermScorer) {
        self.cursor = cursor
        self.scorer = scorer
      }

      /// Opens the list: in place, as a cursor is large.
      mutating func open(_ entry: TermEntry) throws(IndexError) {
        try cursor.open(entry)
        greatest = try cursor.listImpacts().map(scorer.bound) ?? scorer.greatest
      }

      /// At least any contribution to a document of `range`, which must not begin before an earlier one.
      /// Cost: a few steps for each block in the range.
      mutating func bound(in range: ClosedRange<DocID>) -> Float {
        guard cursor.hasImpacts else { return greatest }
        var bound: Float = 0
        var next = block
        var target = range.lowerBound
        while target <= range.upperBound,
          let found = cursor.impacts(from: next, target: target)
        {
          if target == range.lowerBound { block = found.block }
          next = found.block
          bound = max(bound, scorer.bound(found.impacts))
          target = found.last &+ 1
        }
        return min(bound, greatest)
      }
    }

    /// Members that are more than so many times as frequent as the leader are not bound block by block:
    /// it would take as long as looking the leader's documents up.
    private static let greatestRatio = 4

    private let isExhaustive: Bool
    private let segmentIndex: Int
    private let lengths: UnsafeBufferPointer<UInt32>
    private let live: DocumentSet?
    private let excluded: DocumentSet?
    /// The rarest list.
    private var leader: Member
    /// The others, rarest first.
    private var followers: [Member] = []
    private var candidates = ConjunctionCandidates()

    init(
      _ search: RankedSearch, segment index: Int, lengths: UnsafeBufferPointer<UInt32>,
      excluded: DocumentSet?, leader: TermScorer
    ) {
      let segment = search.snapshot.segments[index]
      isExhaustive = search.isExhaustive
      segmentIndex = index
      self.lengths = lengths
      live = segment.live?.documents
      self.excluded = excluded
      self.leader = Member(
        cursor: segment.reader.cursor(field: search.fields[0].number), scorer: leader)
    }

    /// Opens the lists, which come rarest first; the first is the leader's.
    mutating func open(
      _ lists: [(entry: TermEntry, scorer: TermScorer)], _ reader: SegmentReader, field: Int
    ) throws(IndexError) {
      try leader.open(lists[0].entry)
      followers.reserveCapacity(lists.count - 1)
      for list in lists.dropFirst() {
        followers.append(Member(cursor: reader.cursor(field: field), scorer: list.scorer))
        try followers[followers.count - 1].open(list.entry)
      }
      for index in followers.indices.reversed() {
        followers[index].rest = leader.rest
        leader.rest += followers[index].greatest
      }
    }

    mutating func run(_ top: inout TopDocuments) throws(IndexError) {
      while true {
        let threshold = isExhaustive ? 0 : top.threshold
        guard try seekBlock(reaching: threshold) else { return }
        try leader.cursor.takeBlock(into: &candidates, withFrequencies: true)
        if let live { candidates.filter(live.contains) }
        if let excluded { candidates.filter { !excluded.contains($0) } }
        candidates.add(
          leader.scorer, lengths: lengths, isFirst: true, reaching: threshold - leader.rest)
        for index in followers.indices where candidates.count > 0 {
          try followers[index].cursor.intersect(&candidates, withFrequencies: true)
          candidates.add(
            followers[index].scorer, lengths: lengths, isFirst: false,
            reaching: threshold - followers[index].rest)
        }
        for place in 0..<candidates.count where candidates.sums[place] >= top.threshold {
          top.insert(
            score: candidates.sums[place], segment: segmentIndex,
            document: candidates.documents[place])
        }
      }
    }

    /// Moves the leader to its next block that can reach `threshold` and sets the rests for it; false when
    /// there is none.
    private mutating func seekBlock(reaching threshold: Float) throws(IndexError) -> Bool {
      guard threshold > 0 else { return try leader.cursor.seekBlock { _, _ in true } }
      let scorer = leader.scorer
      let greatest = followers.reduce(0) { $0 + $1.greatest }
      let closeCount = leader.cursor.count * Self.greatestRatio
      var rest = greatest
      let isFound = try leader.cursor.seekBlock { documents, impacts in
        let bound = scorer.bound(impacts)
        guard bound + greatest >= threshold else { return false }
        rest = 0
        for index in followers.indices.reversed() {
          followers[index].rest = rest
          rest +=
            followers[index].cursor.count > closeCount
            ? followers[index].greatest : followers[index].bound(in: documents)
        }
        return bound + rest >= threshold
      }
      leader.rest = rest
      return isFound
    }
  }
}
