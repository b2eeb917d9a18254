extension RankedSearch {
  /// The search of one segment, window by window.
  struct SegmentSearch {
    private let search: RankedSearch
    private let segmentIndex: Int
    private let segment: IndexSnapshot.Segment
    /// Of the documents in the first field.
    private let lengths: UnsafeBufferPointer<UInt32>
    private let candidates: DocumentSet?
    private let excluded: DocumentSet?
    private let evidence: [(matches: Matches, scorer: TermScorer)]
    private var evidenceNext: [Int]
    private var sources: [RankedSearch.Source] = []
    /// The sources by ascending bound in the current window.
    private var order: [Int] = []
    /// At least the score of any document of the current window.
    private var windowBound: Float = 0
    /// Sums for the documents of the window.
    private var sums = [Float](repeating: 0, count: Int(RankedSearch.windowSize))
    /// The documents of the window that may be found.
    private var touched = [UInt64](repeating: 0, count: Int(RankedSearch.windowSize) / 64)

    /// - Parameters:
    ///   - lists: those of the first term in each field, of the second, and so on.
    ///   - scorers: likewise, and then the evidence's.
    init(
      _ search: RankedSearch, segment index: Int, lists: ArraySlice<TermList?>,
      scorers: [TermScorer],
      evidence: [(matches: Matches, scorer: TermScorer)], candidates: DocumentSet?,
      excluded: DocumentSet?
    ) throws(IndexError) {
      self.search = search
      segmentIndex = index
      segment = search.snapshot.segments[index]
      lengths = try segment.reader.lengths(field: search.fields[0].number)
      self.candidates = candidates
      self.excluded = excluded
      self.evidence = evidence
      evidenceNext = Array(repeating: 0, count: evidence.count)
      sources.reserveCapacity(lists.count)
      var fieldLengths: [UnsafeBufferPointer<UInt32>] = []
      for field in search.fields {
        fieldLengths.append(try segment.reader.lengths(field: field.number))
      }
      for (place, list) in lists.enumerated() {
        guard let list else { continue }
        let field = place % search.fields.count
        sources.append(
          Source(
            cursor: segment.reader.cursor(field: search.fields[field].number),
            scorer: scorers[place], lengths: fieldLengths[field]))
        try sources[sources.count - 1].open(list.entry)
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
        for index in sources.indices { sources[index].setBound(in: window) }
        order.sort { sources[$0].bound < sources[$1].bound }
        windowBound = evidenceBound
        for index in order {
          windowBound += sources[index].bound
          if windowBound < top.threshold { lookups += 1 }
        }
        if windowBound < top.threshold { return clear() }
      }
      if let candidates {
        let count = restrict(to: candidates, window)
        // Few are looked up in every list; for many, lists are read as if all documents might be found.
        if !search.isExhaustive, count * RankedSearch.seekCost < window.count {
          lookups = order.count
        }
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

    /// Leaves only candidates touched, all of them; returns how many they are.
    private mutating func restrict(to candidates: DocumentSet, _ window: Range<DocID>) -> Int {
      let first = Int(window.lowerBound) / 64
      var count = 0
      for word in touched.indices {
        touched[word] = first + word < candidates.words.count ? candidates.words[first + word] : 0
        count += touched[word].nonzeroBitCount
      }
      return count
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
          top.insert(score: sums[place], segment: segmentIndex, document: document)
        }
      }
    }

    private mutating func clear() {
      for index in touched.indices { touched[index] = 0 }
      for index in sums.indices { sums[index] = 0 }
    }
  }
}
