extension PostingsCursor {
  /// Whether the list has block maxima, and so can be skipped without decoding.
  var hasImpacts: Bool { layout.hasImpacts }

  /// The impacts of the whole list, or nil when it is short.
  func listImpacts() throws(IndexError) -> UnsafeRawBufferPointer? { try layout.listImpacts() }

  /// The first block at or after `number` that can hold a document at or after `target`, with its
  /// last document and impacts; nil behind the last block.
  func impacts(
    from number: Int, target: DocID
  ) -> (block: Int, last: DocID, impacts: UnsafeRawBufferPointer)? {
    var number = number
    while number < layout.blockCount {
      let last = layout.lastDocument(ofBlock: number)
      if last >= target { return (number, last, layout.impacts(ofBlock: number)) }
      number += 1
    }
    return nil
  }

  /// Moves to the first block from the current document on that `isWanted`, given bounds of its documents
  /// and its impacts, before it is decoded; false, and the cursor exhausted, when there is none. Every
  /// block of a list without impacts is wanted.
  mutating func seekBlock(
    where isWanted: (ClosedRange<DocID>, UnsafeRawBufferPointer) -> Bool
  ) throws(IndexError) -> Bool {
    guard doc != .exhausted else { return false }
    var number = index < blockLength ? block : block + 1
    var first = number == 0 || !hasImpacts ? 0 : layout.lastDocument(ofBlock: number - 1)
    while number < layout.blockCount {
      var isWantedBlock = true
      if hasImpacts {
        let last = layout.lastDocument(ofBlock: number)
        guard first <= last else { throw layout.corrupt(layout.start, "blocks out of order") }
        isWantedBlock = isWanted(first...last, layout.impacts(ofBlock: number))
        first = last
      }
      if isWantedBlock {
        if number != block { try loadBlock(number) }
        return true
      }
      number += 1
    }
    exhaust()
    return false
  }

  /// Calls `body` with the documents from the current one that are before `end`, and their
  /// frequencies, a block at a time; then stands on the first document at or after `end`.
  mutating func forEachBlock(
    before end: DocID,
    withFrequencies: Bool,
    _ body: (UnsafeBufferPointer<DocID>, UnsafeBufferPointer<UInt32>) -> Void
  ) throws(IndexError) {
    while doc < end {
      if withFrequencies { try decodeFrequencies() }
      let start = index
      if documents[blockLength &- 1] < end {
        index = blockLength
      } else {
        try seek(end)
      }
      let length = index - start
      withUnsafeBytes(of: &documents) { documents in
        withUnsafeBytes(of: &frequencies) { frequencies in
          // SAFETY: both hold 128 integers and `start + length` is at most the block's length.
          let documents = documents.baseAddress.unsafelyUnwrapped
            .assumingMemoryBound(to: UInt32.self)
          let frequencies = frequencies.baseAddress.unsafelyUnwrapped
            .assumingMemoryBound(to: UInt32.self)
          body(
            UnsafeBufferPointer(start: documents + start, count: length),
            UnsafeBufferPointer(start: frequencies + start, count: length))
        }
      }
      if index == blockLength { try refill() }
    }
  }
}
