/// A ranked search over a snapshot: the best documents by BM25, with block-max pruning.
///
/// A term is looked up in one or several fields, each of which adds its own BM25 contribution times the
/// field's weight. The term's idf is that of the greatest of its document frequencies, so that a term
/// that is rare in one field and common in another counts as common in both.
///
/// Documents are taken in windows of ``windowSize``. In each, a term's greatest contribution is known
/// from its block maxima; terms whose bounds together stay below the threshold cannot bring a document
/// into the result by themselves (MaxScore; Turtle and Flood, 1995), so only the others are read first,
/// and the rest is read or looked up for the documents that may still enter. Windows that cannot reach
/// the threshold are not decoded at all. The result equals that of scoring every document, see
/// ``ScoreUnits``.
package struct RankedSearch: Sendable {
  package struct Term: Equatable, Sendable {
    package var bytes: [UInt8]
    /// Multiplies the contribution; positive.
    package var weight: Float
    /// In which of the search's fields it is looked up, as indices; nil for all.
    package var fields: Range<Int>?

    package init(bytes: [UInt8], weight: Float = 1, fields: Range<Int>? = nil) {
      self.bytes = bytes
      self.weight = weight
      self.fields = fields
    }

    func isLookedUp(in field: Int) -> Bool { fields?.contains(field) ?? true }
  }

  /// A field in which terms are looked up.
  package struct Field: Equatable, Sendable {
    package var number: Int
    /// Multiplies the contributions of all terms; positive.
    package var weight: Float

    package init(_ number: Int, weight: Float = 1) {
      self.number = number
      self.weight = weight
    }
  }

  /// Documents that were found by other means and count as one more term of each document.
  package struct Evidence: Equatable, Sendable {
    /// For each segment.
    package var matches: [Matches]
    package var weight: Float

    package init(matches: [Matches], weight: Float = 1) {
      self.matches = matches
      self.weight = weight
    }
  }

  /// What orders documents of equal score.
  package enum TieOrder: Sendable {
    /// By segment, then document.
    case address
    /// By the value of an integer column, as an unsigned number.
    case column(Int)
  }

  static let windowSize: DocID = 4096
  /// How many postings are read in the time that looking up one document takes.
  private static let seekCost = 6

  package let snapshot: IndexSnapshot
  /// At least one; the length of the first normalises the evidence.
  package let fields: [Field]
  package let bm25: BM25
  package let tieOrder: TieOrder
  /// Read every posting, prune nothing: the oracle in tests.
  package var isExhaustive = false

  package init(snapshot: IndexSnapshot, fields: [Field], bm25: BM25, tieOrder: TieOrder) {
    precondition(!fields.isEmpty)
    self.snapshot = snapshot
    self.fields = fields
    self.bm25 = bm25
    self.tieOrder = tieOrder
  }

  /// The best `limit` documents.
  ///
  /// - Parameters:
  ///   - terms: a document is scored by those it contains. Equal terms count as often as they stand.
  ///   - evidence: further contributions.
  ///   - candidates: for each segment the only documents that may be found; nil for all live
  ///     documents that contain a term. Deleted documents must not be among them.
  ///   - excluded: for each segment documents that must not be found.
  package func top(
    _ limit: Int, terms: [Term], evidence: [Evidence] = [], candidates: [DocumentSet]? = nil,
    excluded: [DocumentSet]? = nil
  ) throws(IndexError) -> [Hit] {
    if terms.count == 1, fields.count == 1, terms[0].isLookedUp(in: 0), evidence.isEmpty,
      candidates == nil
    {
      return try top(limit, ofAll: terms, excluded: excluded)
    }
    let prepared = try PreparedTerms(self, terms, evidence)
    var top = TopDocuments(capacity: limit)
    for index in snapshot.segments.indices {
      var search = try SegmentSearch(
        self, segment: index, lists: prepared.lists[index], scorers: prepared.scorers,
        evidence: zip(evidence, prepared.scorers.suffix(evidence.count)).map {
          ($0.matches[index], $1)
        },
        candidates: candidates?[index], excluded: excluded?[index])
      try search.run(&top)
    }
    return top.hits(prepared.units)
  }

  /// The column that orders documents of equal score, or nil when they are ordered by address.
  func tieKeys(
    in segment: IndexSnapshot.Segment
  ) throws(IndexError) -> UnsafeBufferPointer<Int64>? {
    guard case .column(let column) = tieOrder else { return nil }
    return try segment.reader.integers(column: column)
  }

  func weight(_ weight: Float, frequency: Int) -> Float {
    guard frequency > 0 else { return 0 }
    let documents = snapshot.documentCount
    return weight
      * BM25.inverseDocumentFrequency(
        documents: documents, frequency: min(frequency, documents))
  }

  /// The search of one segment.
  private struct SegmentSearch {
    private struct Source {
      var cursor: PostingsCursor
      let scorer: TermScorer
      /// Of the documents in the term's field.
      let lengths: UnsafeBufferPointer<UInt32>
      /// At least any contribution in the segment.
      private(set) var greatest: Float = 0
      /// At least any contribution in the current window.
      var bound: Float = 0
      /// The first block that reaches into the current window.
      var block = 0

      init(cursor: PostingsCursor, scorer: TermScorer, lengths: UnsafeBufferPointer<UInt32>) {
        self.cursor = cursor
        self.scorer = scorer
        self.lengths = lengths
      }

      /// Opens the list: in place, as a cursor is large.
      mutating func open(_ entry: TermEntry) throws(IndexError) {
        try cursor.open(entry)
        greatest = try cursor.listImpacts().map(scorer.bound) ?? scorer.greatest
      }
    }

    private let search: RankedSearch
    private let segmentIndex: Int
    private let segment: IndexSnapshot.Segment
    /// Of the documents in the first field.
    private let lengths: UnsafeBufferPointer<UInt32>
    private let candidates: DocumentSet?
    private let excluded: DocumentSet?
    private let evidence: [(matches: Matches, scorer: TermScorer)]
    private var evidenceNext: [Int]
    private var sources: [Source] = []
    /// The sources by ascending bound in the current window.
    private var order: [Int] = []
    /// At least the score of any document of the current window.
    private var windowBound: Float = 0
    private let tieKeys: UnsafeBufferPointer<Int64>?
    /// Sums for the documents of the window.
    private var sums = [Float](repeating: 0, count: Int(RankedSearch.windowSize))
    /// The documents of the window that may be found.
    private var touched = [UInt64](repeating: 0, count: Int(RankedSearch.windowSize) / 64)

    /// - Parameters:
    ///   - lists: for each field those of the terms.
    ///   - scorers: those of the first term in each field, of the second, and so on.
    init(
      _ search: RankedSearch, segment index: Int, lists: [[TermList?]], scorers: [TermScorer],
      evidence: [(matches: Matches, scorer: TermScorer)], candidates: DocumentSet?,
      excluded: DocumentSet?
    ) throws(IndexError) {
      self.search = search
      segmentIndex = index
      segment = search.snapshot.segments[index]
      lengths = try segment.reader.lengths(field: search.fields[0].number)
      tieKeys = try search.tieKeys(in: segment)
      self.candidates = candidates
      self.excluded = excluded
      self.evidence = evidence
      evidenceNext = Array(repeating: 0, count: evidence.count)
      sources.reserveCapacity(lists.reduce(0) { $0 + $1.count })
      for (place, field) in search.fields.enumerated() {
        let lengths = try segment.reader.lengths(field: field.number)
        for (index, list) in lists[place].enumerated() {
          guard let list else { continue }
          sources.append(
            Source(
              cursor: segment.reader.cursor(field: field.number),
              scorer: scorers[index * search.fields.count + place], lengths: lengths))
          try sources[sources.count - 1].open(list.entry)
        }
      }
      order = Array(sources.indices)
    }

    mutating func run(_ top: inout TopDocuments) throws(IndexError) {
      let end = DocID(segment.reader.documentCount)
      var start: DocID = 0
      while start < end {
        let windowEnd = min(start + RankedSearch.windowSize, end)
        try runWindow(start..<windowEnd, &top)
        start = windowEnd
      }
    }

    private mutating func runWindow(
      _ window: Range<DocID>, _ top: inout TopDocuments
    ) throws(IndexError) {
      let evidenceBound = addEvidence(window)
      // Sources by ascending bound; the first `lookups` of them cannot reach the threshold together.
      var lookups = 0
      if !search.isExhaustive {
        for index in sources.indices { setBound(of: index, in: window) }
        order.sort { sources[$0].bound < sources[$1].bound }
        windowBound = evidenceBound
        for index in order {
          windowBound += sources[index].bound
          if windowBound < top.threshold { lookups += 1 }
        }
        if windowBound < top.threshold { return clear() }
      }
      if let candidates {
        restrict(to: candidates, window)
        if !search.isExhaustive { lookups = order.count }
      }
      for index in order[lookups...] {
        try read(index, window, touches: candidates == nil, threshold: top.threshold)
      }
      hideDeleted(window)
      if try complete(window, lookups: lookups, threshold: top.threshold) { collect(window, &top) }
      clear()
    }

    /// Adds the evidence of the window's documents; returns a bound for any document.
    private mutating func addEvidence(_ window: Range<DocID>) -> Float {
      var bound: Float = 0
      for (index, evidence) in evidence.enumerated() {
        let matches = evidence.matches
        var next = evidenceNext[index]
        var greatest: Float = 0
        while next < matches.documents.count, matches.documents[next] < window.upperBound {
          let document = matches.documents[next]
          let score = evidence.scorer.score(
            frequency: matches.frequencies[next], length: lengths[Int(document)])
          greatest = max(greatest, score)
          let place = Int(document - window.lowerBound)
          sums[place] += score
          touched[place / 64] |= 1 << UInt64(place % 64)
          next += 1
        }
        evidenceNext[index] = next
        bound += greatest
      }
      return bound
    }

    private mutating func setBound(of index: Int, in window: Range<DocID>) {
      var block = sources[index].block
      var bound: Float = 0
      if sources[index].cursor.doc >= window.upperBound {
        bound = 0
      } else if sources[index].cursor.hasImpacts {
        var target = window.lowerBound
        while target < window.upperBound,
          let found = sources[index].cursor.impacts(from: block, target: target)
        {
          // Reading begins anew with the first block.
          if target == window.lowerBound { sources[index].block = found.block }
          block = found.block
          bound = max(bound, sources[index].scorer.bound(found.impacts))
          target = found.last &+ 1
        }
        bound = min(bound, sources[index].greatest)
      } else {
        bound = sources[index].greatest
      }
      sources[index].bound = bound
    }

    /// Leaves only candidates touched, all of them.
    private mutating func restrict(to candidates: DocumentSet, _ window: Range<DocID>) {
      let first = Int(window.lowerBound) / 64
      for word in touched.indices {
        touched[word] = first + word < candidates.words.count ? candidates.words[first + word] : 0
      }
    }

    /// Leaves no deleted and no excluded document touched.
    private mutating func hideDeleted(_ window: Range<DocID>) {
      let first = Int(window.lowerBound) / 64
      for word in 0..<(window.count + 63) / 64 {
        if let excluded { touched[word] &= ~excluded.words[first + word] }
        if let live = segment.live { touched[word] &= live.documents.words[first + word] }
      }
    }

    /// Adds a source's contributions to the documents of the window; if `touches`, they may be found.
    ///
    /// Blocks whose documents cannot reach `threshold` whatever the other sources add are left out: the
    /// sums of their documents stay too small, but they are below the threshold either way.
    private mutating func read(
      _ index: Int, _ window: Range<DocID>, touches: Bool, threshold: Float
    ) throws(IndexError) {
      let others = windowBound - sources[index].bound
      guard !search.isExhaustive, sources[index].cursor.hasImpacts, others < threshold else {
        return try readAll(index, window, in: window, touches: touches)
      }
      var block = sources[index].block
      var start = window.lowerBound
      while start < window.upperBound,
        let found = sources[index].cursor.impacts(from: block, target: start)
      {
        let end = min(found.last &+ 1, window.upperBound)
        if sources[index].scorer.bound(found.impacts) + others >= threshold {
          try readAll(index, start..<end, in: window, touches: touches)
        }
        start = end
        block = found.block
      }
    }

    /// Adds a source's contributions to all documents of `range`, which lies in `window`.
    private mutating func readAll(
      _ index: Int, _ range: Range<DocID>, in window: Range<DocID>, touches: Bool
    ) throws(IndexError) {
      let scorer = sources[index].scorer
      let lengths = sources[index].lengths
      try sources[index].cursor.seek(range.lowerBound)
      try sums.withUnsafeMutableBufferPointer { (sums) throws(IndexError) in
        try touched.withUnsafeMutableBufferPointer { (touched) throws(IndexError) in
          try sources[index].cursor.forEachBlock(
            before: range.upperBound, withFrequencies: true
          ) { documents, frequencies in
            for next in documents.indices {
              let document = documents[next]
              sums[Int(document &- window.lowerBound)] += scorer.score(
                frequency: frequencies[next], length: lengths[Int(document)])
            }
            guard touches else { return }
            for document in documents {
              let place = Int(document &- window.lowerBound)
              touched[place &>> 6] |= 1 &<< UInt64(place & 63)
            }
          }
        }
      }
    }

    /// Adds the contributions of the first `lookups` sources to the touched documents, the greatest
    /// bound first, and leaves before each of them only those touched that may still enter; false when
    /// there are none.
    private mutating func complete(
      _ window: Range<DocID>, lookups: Int, threshold: Float
    ) throws(IndexError) -> Bool {
      var rest = order[..<lookups].reduce(0) { $0 + sources[$1].bound }
      for index in order[..<lookups].reversed() where sources[index].bound > 0 {
        let count = keepTouched(reaching: threshold - rest)
        guard count > 0 else { return false }
        rest -= sources[index].bound
        let expected = sources[index].cursor.count * window.count / segment.reader.documentCount
        if expected < count * RankedSearch.seekCost {
          try read(index, window, touches: false, threshold: threshold)
        } else {
          try lookUp(index, window)
        }
      }
      return true
    }

    /// Leaves touched only the documents whose sum is at least `score`; returns how many they are.
    private mutating func keepTouched(reaching score: Float) -> Int {
      var count = 0
      sums.withUnsafeBufferPointer { sums in
        for word in touched.indices where touched[word] != 0 {
          var bits = touched[word]
          var kept: UInt64 = 0
          // SAFETY: the sums are 64 times as many as the words. No branch hangs on a sum: whether it
          // reaches the score cannot be foreseen.
          while bits != 0 {
            let place = word &* 64 &+ bits.trailingZeroBitCount
            kept |= sums[place] >= score ? bits & (0 &- bits) : 0
            bits &= bits &- 1
          }
          touched[word] = kept
          count &+= kept.nonzeroBitCount
        }
      }
      return count
    }

    /// Adds a source's contributions to the touched documents.
    private mutating func lookUp(_ index: Int, _ window: Range<DocID>) throws(IndexError) {
      for word in touched.indices {
        var bits = touched[word]
        while bits != 0 {
          let place = word * 64 + bits.trailingZeroBitCount
          bits &= bits &- 1
          let document = window.lowerBound + DocID(place)
          try sources[index].cursor.seek(document)
          guard sources[index].cursor.doc == document else { continue }
          sums[place] += sources[index].scorer.score(
            frequency: try sources[index].cursor.frequency(),
            length: sources[index].lengths[Int(document)])
        }
      }
    }

    /// Offers the touched documents of the window.
    private mutating func collect(_ window: Range<DocID>, _ top: inout TopDocuments) {
      if top.threshold > 0, keepTouched(reaching: top.threshold) == 0 { return }
      for word in touched.indices {
        var bits = touched[word]
        while bits != 0 {
          let place = word * 64 + bits.trailingZeroBitCount
          bits &= bits &- 1
          guard sums[place] >= top.threshold else { continue }
          let document = window.lowerBound + DocID(place)
          top.insert(
            score: sums[place], segment: segmentIndex, document: document, tieKeys: tieKeys)
        }
      }
    }

    private mutating func clear() {
      for index in touched.indices { touched[index] = 0 }
      for index in sums.indices { sums[index] = 0 }
    }
  }
}
