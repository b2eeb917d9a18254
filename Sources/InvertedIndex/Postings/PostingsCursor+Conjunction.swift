internal import IntegerCoding

extension PostingsCursor {
  /// Replaces `candidates` by the current block and moves behind it; the cursor must stand on the block's
  /// first document, as one does that has only been opened and moved by blocks.
  ///
  /// The next block is not decoded before ``seekBlock(where:)`` wants it, which must come next.
  mutating func takeBlock(
    into candidates: inout ConjunctionCandidates, withFrequencies: Bool
  ) throws(IndexError) {
    precondition(index == 0)
    if withFrequencies { try decodeFrequencies() }
    candidates.count = blockLength
    // What stands behind the last document is no document.
    candidates.documents = documents
    for place in blockLength..<IntegerBlock.capacity { candidates.documents[place] = 0 }
    if withFrequencies { candidates.frequencies = frequencies }
    index = blockLength
    if block + 1 == layout.blockCount { exhaust() }
  }

  /// Leaves of `candidates`, which are not before the current block, those that the list contains.
  mutating func intersect(
    _ candidates: inout ConjunctionCandidates, withFrequencies: Bool
  ) throws(IndexError) {
    var progress = ConjunctionCandidates.Progress()
    while try intersectBlock(&candidates, &progress) {
      guard withFrequencies, !progress.found.isEmpty else { continue }
      try decodeFrequencies()
      // SAFETY: places are below 128, and found are at most so many candidates.
      for candidate in progress.found {
        candidates.frequencies[unchecked: candidate] =
          frequencies[unchecked: Int(candidates.places[unchecked: candidate])]
      }
    }
    candidates.count = progress.found.upperBound
  }

  /// Leaves of `candidates`, which are not before the current block, those that the list contains.
  ///
  /// - Parameter ordinals: receives the ordinal in the list of each that is left, at its origin.
  mutating func intersect(
    _ candidates: inout ConjunctionCandidates, ordinals: inout [128 of UInt32]
  ) throws(IndexError) {
    var progress = ConjunctionCandidates.Progress()
    while try intersectBlock(&candidates, &progress) {
      let first = UInt32(truncatingIfNeeded: block &* IntegerBlock.capacity)
      // SAFETY: as above; origins are below 128, too.
      for candidate in progress.found {
        ordinals[unchecked: Int(candidates.origins[unchecked: candidate])] =
          first &+ UInt32(candidates.places[unchecked: candidate])
      }
    }
    candidates.count = progress.found.upperBound
  }

  /// Looks for the candidates that fall into the block of the next of them; false when there is no next
  /// one, or no block for it.
  @inline(__always)
  private mutating func intersectBlock(
    _ candidates: inout ConjunctionCandidates, _ progress: inout ConjunctionCandidates.Progress
  ) throws(IndexError) -> Bool {
    var next = progress.next
    guard next < candidates.count, doc != .exhausted else { return false }
    if documents[blockLength &- 1] < candidates.documents[next] {
      let number = layout.blockContaining(candidates.documents[next], from: block + 1)
      guard number < layout.blockCount else {
        exhaust()
        return false
      }
      try loadBlock(number)
    }
    let last = documents[blockLength &- 1]
    let first = progress.found.upperBound
    var kept = first
    // SAFETY: `kept` is at most `next`, which is below the candidates' count; places are below 128.
    while next < candidates.count, candidates.documents[unchecked: next] <= last {
      let document = candidates.documents[unchecked: next]
      let place = place(of: document)
      candidates.documents[unchecked: kept] = document
      candidates.places[unchecked: kept] = UInt8(truncatingIfNeeded: place)
      candidates.sums[unchecked: kept] = candidates.sums[unchecked: next]
      candidates.origins[unchecked: kept] = candidates.origins[unchecked: next]
      kept &+= documents[unchecked: place] == document ? 1 : 0
      next &+= 1
    }
    progress = ConjunctionCandidates.Progress(next: next, found: first..<kept)
    return true
  }
}
