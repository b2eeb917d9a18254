extension PostingsCursor {
  /// Appends the documents from the current one to the end of the list, renumbered, with their
  /// frequencies and gaps; then the cursor is exhausted.
  ///
  /// - Parameter numbers: the new number of each document, or `exhausted` to leave it out; ascending
  ///   otherwise.
  mutating func copyRest(
    to list: inout PostingList, numbers: [DocID]
  ) throws(IndexError) {
    var positions: PositionsReader?
    if layout.schema.hasPositions, doc != .exhausted { positions = try PositionsReader(layout) }
    while doc != .exhausted {
      let start = index
      try decodeFrequencies()
      var firstGap = list.gaps.count
      try positions?.appendGaps(from: ordinal, to: &list.gaps)
      for place in start..<blockLength {
        let document = Int(documents[place])
        guard document < numbers.count else {
          throw layout.corrupt(layout.start, "a document number is too large")
        }
        let occurrences = Int(frequencies[place])
        if numbers[document] != .exhausted {
          list.documents.append(numbers[document])
          list.frequencies.append(frequencies[place])
          firstGap += occurrences
        } else if positions != nil {
          list.gaps.removeSubrange(firstGap..<firstGap + occurrences)
        }
      }
      index = blockLength
      try refill()
    }
  }
}
