/// Documents of one block of a conjunction's rarest list, on their way through the other lists.
struct ConjunctionCandidates {
  var count = 0
  /// Ascending; behind them documents of earlier blocks, or 0.
  var documents: [128 of DocID] = .init(repeating: 0)
  /// In the list that was read last.
  var frequencies: [128 of UInt32] = .init(repeating: 0)
  /// Scores over the lists read so far, in whole units.
  var sums: [128 of Float] = .init(repeating: 0)
  /// Where each document stands in a block of the list that is being read.
  var places: [128 of UInt8] = .init(repeating: 0)
  /// The places that they had at first; not kept by ``add(_:lengths:isFirst:reaching:)``.
  var origins: [128 of UInt8] = .init(repeating: 0)

  /// How far a list has been searched.
  struct Progress {
    /// The next candidate to look for.
    var next = 0
    /// Those found in the last block, as they stand now.
    var found = 0..<0
  }

  /// Leaves those for which `isKept`; before anything is added to their sums.
  @inline(__always)
  mutating func filter(_ isKept: (DocID) -> Bool) {
    var kept = 0
    for next in 0..<count {
      let document = documents[next]
      documents[kept] = document
      frequencies[kept] = frequencies[next]
      origins[kept] = origins[next]
      kept &+= isKept(document) ? 1 : 0
    }
    count = kept
  }

  /// Adds the contributions of the list read last and leaves the candidates whose sums reach `score`.
  ///
  /// - Parameter isFirst: there are no sums yet.
  @inline(__always)
  mutating func add(
    _ scorer: TermScorer, lengths: UnsafeBufferPointer<UInt32>, isFirst: Bool, reaching score: Float
  ) {
    guard let lengths = lengths.baseAddress else { return }
    // SAFETY: `count` is at most 128, a multiple of 4, so that four at a time stay inside the arrays.
    // Behind the candidates stand documents of earlier blocks, or 0, which have lengths too.
    withUnsafeMutableBytes(of: &sums) { sums in
      withUnsafeBytes(of: &documents) { documents in
        withUnsafeBytes(of: &frequencies) { frequencies in
          for offset in stride(from: 0, to: count &* 4, by: 16) {
            let documents = documents.loadUnaligned(
              fromByteOffset: offset, as: SIMD4<DocID>.self)
            let counts = frequencies.loadUnaligned(
              fromByteOffset: offset, as: SIMD4<UInt32>.self)
            let scores = scorer.scores(
              frequencies: SIMD4<Float>(counts),
              lengths: SIMD4<Float>(
                Float(lengths[Int(documents[0])]), Float(lengths[Int(documents[1])]),
                Float(lengths[Int(documents[2])]), Float(lengths[Int(documents[3])])))
            let before =
              isFirst
              ? .zero : sums.loadUnaligned(fromByteOffset: offset, as: SIMD4<Float>.self)
            sums.storeBytes(of: before + scores, toByteOffset: offset, as: SIMD4<Float>.self)
          }
        }
      }
    }
    var kept = 0
    for next in 0..<count {
      // SAFETY: `kept` is at most `next`, which is below 128.
      let sum = sums[unchecked: next]
      documents[unchecked: kept] = documents[unchecked: next]
      sums[unchecked: kept] = sum
      kept &+= sum >= score ? 1 : 0
    }
    count = kept
  }
}
