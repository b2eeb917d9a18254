/// Documents of one block of a conjunction's rarest list, on their way through the other lists.
struct ConjunctionCandidates {
  var count = 0
  /// Ascending.
  var documents: [128 of DocID] = .init(repeating: 0)
  /// In the list that was read last.
  var frequencies: [128 of UInt32] = .init(repeating: 0)
  /// Scores over the lists read so far, in whole units.
  var sums: [128 of Float] = .init(repeating: 0)
  /// Where each document stands in a block of the list that is being read.
  var places: [128 of UInt8] = .init(repeating: 0)

  /// Leaves those for which `isKept`.
  @inline(__always)
  mutating func filter(_ isKept: (DocID) -> Bool) {
    var kept = 0
    for next in 0..<count {
      let document = documents[next]
      documents[kept] = document
      frequencies[kept] = frequencies[next]
      sums[kept] = sums[next]
      kept &+= isKept(document) ? 1 : 0
    }
    count = kept
  }

  /// Adds the contributions of the list read last and leaves the candidates whose sums reach `score`.
  @inline(__always)
  mutating func add(
    _ scorer: TermScorer, lengths: UnsafeBufferPointer<UInt32>, reaching score: Float
  ) {
    var kept = 0
    for next in 0..<count {
      let document = documents[next]
      let sum =
        sums[next]
        + scorer.score(frequency: frequencies[next], length: lengths[Int(document)])
      documents[kept] = document
      sums[kept] = sum
      kept &+= sum >= score ? 1 : 0
    }
    count = kept
  }

  mutating func clearSums() {
    for place in 0..<count { sums[place] = 0 }
  }
}
