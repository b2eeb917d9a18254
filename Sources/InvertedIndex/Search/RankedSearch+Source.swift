extension RankedSearch {
  /// A term in one field, as a segment has it.
  struct Source {
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

    /// Sets ``bound`` for a window, and ``block``.
    mutating func setBound(in window: Range<DocID>) {
      guard cursor.doc < window.upperBound else {
        bound = 0
        return
      }
      guard cursor.hasImpacts else {
        bound = greatest
        return
      }
      var next = block
      var bound: Float = 0
      var target = window.lowerBound
      while target < window.upperBound, let found = cursor.impacts(from: next, target: target) {
        // Reading begins anew with the first block.
        if target == window.lowerBound { block = found.block }
        next = found.block
        bound = max(bound, scorer.bound(found.impacts))
        target = found.last &+ 1
      }
      self.bound = min(bound, greatest)
    }
  }
}
