internal import IntegerCoding

/// A position in a term's posting list of one segment (bytes: see ``PostingsWriter``).
///
/// The cursor decodes one block of 128 documents at a time into storage of its own; frequencies and
/// positions are decoded only when asked for. It starts on the first document. Large: do not copy it
/// in a loop, mutate it in place.
package struct PostingsCursor {
  private let file: SectionFile
  private let schema: FieldSchema
  /// Documents in the list.
  package private(set) var count = 0
  private var blockCount = 0
  /// The table of a long list, in memory that `file` owns; empty for a short one.
  private var table = UnsafeRawBufferPointer(start: nil, count: 0)
  private let tableStride: Int
  private var blocksStart = 0
  private var positionsStart = 0
  private var listEnd = 0

  /// The documents of the block; behind them nothing but ``DocID/exhausted``.
  private var documents: [128 of UInt32] = .init(repeating: .exhausted)
  private var frequencies: [128 of UInt32] = .init(repeating: 0)
  /// The number of the current block.
  private(set) var block = 0
  private var blockLength = 0
  private var index = 0
  /// File range of the codes of the block's frequencies; empty once they are decoded.
  private var frequencyCodes: Range<Int> = 0..<0

  /// Occurrences in all documents of the block, once the frequencies are decoded.
  private var blockOccurrences = 0
  /// Occurrences in the block's documents before `countedIndex`, which is at most `index`.
  private var countedOccurrences = 0
  private var countedIndex = 0

  private var gaps: [128 of UInt32] = .init(repeating: 0)
  /// The place among the block's gaps of the first that `gaps` holds, or -1 for none.
  private var gapsFirst = -1
  private var gapsNextCode = 0
  private var inlineGaps: Range<Int> = 0..<0

  /// The current document, or ``DocID/exhausted``.
  package private(set) var doc: DocID = .exhausted

  /// A cursor without a list, exhausted.
  init(file: SectionFile, schema: FieldSchema) {
    self.file = file
    self.schema = schema
    tableStride = PostingsWriter.tableStride(schema)
  }

  /// Opens the list of `entry` in place of the one before and moves to its first document.
  mutating func open(_ entry: TermEntry) throws(IndexError) {
    count = entry.documentFrequency
    blockCount = (count + IntegerBlock.capacity - 1) / IntegerBlock.capacity
    blocksStart = entry.list.lowerBound
    listEnd = entry.list.upperBound
    inlineGaps = 0..<0
    guard blockCount > 1 else {
      table = UnsafeRawBufferPointer(start: nil, count: 0)
      return entry.isInline ? try loadInline(entry) : try loadBlock(0)
    }
    let tableStart = entry.list.lowerBound + (schema.isScored ? Impacts.encodedSize : 0)
    blocksStart = tableStart + blockCount * tableStride
    table = try file.bytes(tableStart..<blocksStart)
    let end = table.count - tableStride + 4
    positionsStart = blocksStart + Int(table.loadUnaligned(fromByteOffset: end, as: UInt32.self))
    try loadBlock(0)
  }

  // MARK: Moving

  /// Moves to the next document; on an exhausted cursor, does nothing.
  package mutating func advance() throws(IndexError) {
    index &+= 1
    if index < blockLength {
      doc = documents[index]
      return
    }
    try refill()
  }

  /// Moves to the first document at or after `target`; never backwards.
  package mutating func seek(_ target: DocID) throws(IndexError) {
    guard doc < target else { return }
    if documents[blockLength &- 1] < target {
      let next = blockContaining(target)
      guard next < blockCount else { return exhaust() }
      try loadBlock(next)
      guard doc < target else { return }
    }
    // Mostly it is the next one. The last document is at or after the target, so there is one.
    index &+= 1
    if documents[index] < target { index = place(of: target) }
    doc = documents[index]
  }

  /// The place in the block of the first document at or after `target`, which is at most the last.
  ///
  /// Always three steps of a binary search and one look at sixteen, which depend on nothing that ran
  /// before, so that several searches run at a time.
  @inline(__always)
  private mutating func place(of target: DocID) -> Int {
    // The steps are 64, 32 and 16, so that sixteen documents stand from the last place on. Mutating only
    // because reading the storage of a value that may not change copies it.
    Self.withStorage(of: &documents) { documents in
      var place = 0
      place = documents[place &+ 63] < target ? place &+ 64 : place
      place = documents[place &+ 31] < target ? place &+ 32 : place
      place = documents[place &+ 15] < target ? place &+ 16 : place
      // Sixteen at once instead of four steps that wait for each other.
      let bytes = UnsafeRawPointer(documents + place)
      var before = SIMD4<UInt32>.zero
      for offset in stride(from: 0, to: 64, by: 16) {
        let four = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD4<DocID>.self)
        before.replace(with: before &+ 1, where: four .< target)
      }
      // Below 128 but for documents that do not ascend, which no checksum lets through.
      return min(place &+ Int(before.wrappedSum()), IntegerBlock.capacity &- 1)
    }
  }

  @inline(never)
  private mutating func refill() throws(IndexError) {
    guard doc != .exhausted else { return }
    guard block + 1 < blockCount else { return exhaust() }
    try loadBlock(block + 1)
  }

  private mutating func exhaust() {
    doc = .exhausted
    index = blockLength
  }

  // MARK: Reading at the current document

  /// Occurrences of the term in the current document.
  package mutating func frequency() throws(IndexError) -> UInt32 {
    if !frequencyCodes.isEmpty { try decodeFrequencies() }
    return frequencies[index]
  }

  /// Replaces `output` with the positions in the current document, ascending.
  package mutating func readPositions(into output: inout [UInt32]) throws(IndexError) {
    output.removeAll(keepingCapacity: true)
    precondition(schema.hasPositions)
    let frequency = Int(try frequency())
    var next: UInt32 = 0
    guard inlineGaps.isEmpty else {
      try appendInlineGaps(to: &output)
      for place in output.indices {
        output[place] &+= next
        next = output[place] &+ 1
      }
      return
    }
    while countedIndex < index {
      countedOccurrences &+= Int(frequencies[countedIndex])
      countedIndex &+= 1
    }
    var place = countedOccurrences
    let end = place + frequency
    while place < end {
      if gapsFirst < 0 || !(gapsFirst..<gapsFirst + IntegerBlock.capacity ~= place) {
        try decodeGaps(at: place)
      }
      let stop = min(end, gapsFirst + IntegerBlock.capacity)
      let range = place &- gapsFirst..<stop &- gapsFirst
      Self.withStorage(of: &gaps) { gaps in
        output.append(addingCapacity: range.count) { output in
          for index in range {
            let position = next &+ gaps[index]
            output.append(position)
            next = position &+ 1
          }
        }
      }
      place = stop
    }
  }

  // MARK: Blocks

  /// The last document of block `number`; the list must be long.
  private func lastDocument(ofBlock number: Int) -> DocID {
    table.loadUnaligned(fromByteOffset: number &* tableStride, as: UInt32.self)
  }

  /// The range of block `number`'s codes, or with `column` 8 of its positions' codes, from the first
  /// of them; the list must be long.
  private func range(ofBlock number: Int, column: Int) throws(IndexError) -> Range<Int> {
    let place = number * tableStride + column
    let start =
      number == 0 ? 0 : table.loadUnaligned(fromByteOffset: place - tableStride, as: UInt32.self)
    let end = table.loadUnaligned(fromByteOffset: place, as: UInt32.self)
    guard start <= end else { throw corrupt(blocksStart, "blocks out of order") }
    return Int(start)..<Int(end)
  }

  /// The first block at or after the current one whose last document is at or after `target`.
  private func blockContaining(_ target: DocID) -> Int {
    guard blockCount > 1 else { return 1 }
    // Galloping: targets are mostly near. Invariant: blocks before `low` end before the target.
    var low = block + 1
    var step = 1
    while low + step <= blockCount, lastDocument(ofBlock: low + step - 1) < target {
      low += step
      step *= 2
    }
    var high = min(low + step, blockCount)
    while low < high {
      let middle = (low + high) / 2
      if lastDocument(ofBlock: middle) < target { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private mutating func loadBlock(_ number: Int) throws(IndexError) {
    var codes = blocksStart..<listEnd
    var previous = UInt32.max
    if blockCount > 1 {
      let range = try range(ofBlock: number, column: 4)
      codes = blocksStart + range.lowerBound..<blocksStart + range.upperBound
      if number > 0 { previous = lastDocument(ofBlock: number - 1) }
    }
    block = number
    blockLength = min(IntegerBlock.capacity, count - number * IntegerBlock.capacity)
    index = 0
    countedOccurrences = 0
    countedIndex = 0
    gapsFirst = -1
    let bytes = try file.bytes(codes)
    let length = blockLength
    let size = Self.withStorage(of: &documents) {
      IntegerBlock.decodeAscending(bytes, count: length, previous: previous, to: $0)
    }
    guard let size else {
      throw corrupt(codes.lowerBound, "a block of documents cannot be decoded")
    }
    for place in blockLength..<IntegerBlock.capacity { documents[place] = .exhausted }
    frequencyCodes = codes.lowerBound + size..<codes.upperBound
    doc = documents[0]
  }

  private mutating func decodeFrequencies() throws(IndexError) {
    let bytes = try file.bytes(frequencyCodes)
    let length = blockLength
    var occurrences = length
    let size = Self.withStorage(of: &frequencies) { storage in
      let size = IntegerBlock.decode(bytes, count: length, to: storage)
      for index in 0..<length {
        occurrences &+= Int(storage[index])
        storage[index] &+= 1
      }
      return size
    }
    blockOccurrences = occurrences
    guard size != nil else {
      throw corrupt(frequencyCodes.lowerBound, "a block of frequencies cannot be decoded")
    }
    frequencyCodes = 0..<0
  }

  // MARK: Positions

  /// Where the codes of the block's gaps stand in the file.
  private func gapCodes() throws(IndexError) -> Range<Int> {
    guard blockCount > 1 else {
      // The only block's codes are followed at once by its positions.
      let codes = try file.bytes(blocksStart..<listEnd)
      guard let first = IntegerBlock.encodedSize(codes, count: blockLength),
        let second = IntegerBlock.encodedSize(
          UnsafeRawBufferPointer(rebasing: codes.dropFirst(first)), count: blockLength)
      else { throw corrupt(blocksStart, "a block cannot be decoded") }
      return blocksStart + first + second..<listEnd
    }
    let range = try range(ofBlock: block, column: 8)
    return positionsStart + range.lowerBound..<positionsStart + range.upperBound
  }

  /// Makes `gaps` hold the gap at `place` among the block's; codes on the way there are skipped.
  private mutating func decodeGaps(at place: Int) throws(IndexError) {
    let range = try gapCodes()
    if gapsFirst < 0 || place < gapsFirst {
      gapsFirst = -IntegerBlock.capacity
      gapsNextCode = range.lowerBound
    }
    let bytes = try file.bytes(range)
    while true {
      gapsFirst += IntegerBlock.capacity
      let length = min(IntegerBlock.capacity, blockOccurrences - gapsFirst)
      guard length > 0, gapsNextCode <= range.upperBound else {
        throw corrupt(range.lowerBound, "positions are missing")
      }
      let code = UnsafeRawBufferPointer(rebasing: bytes[(gapsNextCode - range.lowerBound)...])
      let isWanted = place < gapsFirst + IntegerBlock.capacity
      let size =
        isWanted
        ? Self.withStorage(of: &gaps) { IntegerBlock.decode(code, count: length, to: $0) }
        : IntegerBlock.encodedSize(code, count: length)
      guard let size else { throw corrupt(gapsNextCode, "positions cannot be decoded") }
      gapsNextCode += size
      if isWanted { return }
    }
  }

  // MARK: Inline lists

  private mutating func loadInline(_ entry: TermEntry) throws(IndexError) {
    let bytes = try file.bytes(entry.list)
    var reader = ByteReader(bytes)
    do throws(ByteReader.Error) {
      documents = .init(repeating: .exhausted)
      documents[0] = UInt32(truncatingIfNeeded: try reader.varint())
    } catch { throw corrupt(entry.list.lowerBound, "an inline list cannot be decoded") }
    frequencies[0] = UInt32(truncatingIfNeeded: entry.totalFrequency)
    if schema.hasPositions {
      inlineGaps = entry.list.lowerBound + reader.offset..<entry.list.upperBound
    }
    frequencyCodes = 0..<0
    block = 0
    blockLength = 1
    index = 0
    doc = documents[0]
  }

  private func appendInlineGaps(to output: inout [UInt32]) throws(IndexError) {
    var reader = ByteReader(try file.bytes(inlineGaps))
    do throws(ByteReader.Error) {
      while !reader.isAtEnd { output.append(UInt32(truncatingIfNeeded: try reader.varint())) }
    } catch { throw corrupt(inlineGaps.lowerBound, "inline positions cannot be decoded") }
  }

  private func corrupt(_ offset: Int, _ reason: String) -> IndexError {
    .corrupt(file: file.path, offset: offset, reason: reason)
  }

  private static func withStorage<Result>(
    of storage: inout [128 of UInt32], _ body: (UnsafeMutablePointer<UInt32>) -> Result
  ) -> Result {
    // SAFETY: an inline array of 128 integers is 128 contiguous integers; a decoder writes at most that
    // many, and places in a block are below.
    withUnsafeMutableBytes(of: &storage) {
      body($0.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt32.self))
    }
  }
}

// MARK: - Copying

extension PostingsCursor {
  /// Appends the documents from the current one to the end of the list, renumbered, with their
  /// frequencies and gaps; then the cursor is exhausted.
  ///
  /// - Parameter numbers: the new number of each document, or `exhausted` to leave it out; ascending
  ///   otherwise.
  mutating func copyRest(
    to list: inout PostingList, numbers: [DocID]
  ) throws(IndexError) {
    while doc != .exhausted {
      let start = index
      if !frequencyCodes.isEmpty { try decodeFrequencies() }
      var firstGap = list.gaps.count
      if schema.hasPositions { try appendGaps(from: start, to: &list.gaps) }
      for place in start..<blockLength {
        let document = Int(documents[place])
        guard document < numbers.count else {
          throw corrupt(blocksStart, "a document number is too large")
        }
        let occurrences = Int(frequencies[place])
        if numbers[document] != .exhausted {
          list.documents.append(numbers[document])
          list.frequencies.append(frequencies[place])
          firstGap += occurrences
        } else if schema.hasPositions {
          list.gaps.removeSubrange(firstGap..<firstGap + occurrences)
        }
      }
      index = blockLength
      try refill()
    }
  }

  /// Appends the gaps of the block's documents from the one at `start` on.
  private mutating func appendGaps(
    from start: Int, to output: inout [UInt32]
  ) throws(IndexError) {
    if !inlineGaps.isEmpty { return try appendInlineGaps(to: &output) }
    var place = 0
    for earlier in 0..<start { place &+= Int(frequencies[earlier]) }
    while place < blockOccurrences {
      try decodeGaps(at: place)
      let end = min(gapsFirst + IntegerBlock.capacity, blockOccurrences)
      let (from, to) = (place - gapsFirst, end - gapsFirst)
      Self.withStorage(of: &gaps) {
        output.append(contentsOf: UnsafeBufferPointer(start: $0 + from, count: to - from))
      }
      place = end
    }
  }
}

// MARK: - Conjunctions

extension PostingsCursor {
  /// Moves to the first block from the current document on that `isWanted`, given bounds of its documents
  /// and its impacts, before it is decoded; false, and the cursor exhausted, when there is none. Every
  /// block of a list without impacts is wanted.
  mutating func seekBlock(
    where isWanted: (ClosedRange<DocID>, UnsafeRawBufferPointer) -> Bool
  ) throws(IndexError) -> Bool {
    guard doc != .exhausted else { return false }
    var number = index < blockLength ? block : block + 1
    var first = number == 0 || !hasImpacts ? 0 : lastDocument(ofBlock: number - 1)
    while number < blockCount {
      var isWantedBlock = true
      if hasImpacts {
        let last = lastDocument(ofBlock: number)
        guard first <= last else { throw corrupt(blocksStart, "blocks out of order") }
        isWantedBlock = isWanted(first...last, impacts(ofBlock: number))
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

  /// Replaces `candidates` by the rest of the current block and moves behind it.
  ///
  /// The next block is not decoded before ``seekBlock(where:)`` wants it, which must come next.
  mutating func takeBlock(
    into candidates: inout ConjunctionCandidates, withFrequencies: Bool
  ) throws(IndexError) {
    if withFrequencies, !frequencyCodes.isEmpty { try decodeFrequencies() }
    candidates.count = blockLength - index
    if index == 0 {
      // What stands behind the last document is no document.
      candidates.documents = documents
      for place in blockLength..<IntegerBlock.capacity { candidates.documents[place] = 0 }
      candidates.frequencies = frequencies
    } else {
      for place in 0..<candidates.count {
        candidates.documents[place] = documents[index &+ place]
        candidates.frequencies[place] = frequencies[index &+ place]
      }
    }
    index = blockLength
    if block + 1 == blockCount { exhaust() }
  }

  /// Leaves of `candidates`, which are not before the current block, those that the list contains.
  mutating func intersect(
    _ candidates: inout ConjunctionCandidates, withFrequencies: Bool
  ) throws(IndexError) {
    var kept = 0
    var next = 0
    while next < candidates.count, doc != .exhausted {
      if documents[blockLength &- 1] < candidates.documents[next] {
        let number = blockContaining(candidates.documents[next])
        guard number < blockCount else {
          exhaust()
          break
        }
        try loadBlock(number)
      }
      let last = documents[blockLength &- 1]
      let first = kept
      // SAFETY: `kept` is at most `next`, which is below the candidates' count; places are below 128.
      while next < candidates.count, candidates.documents[unchecked: next] <= last {
        let document = candidates.documents[unchecked: next]
        let place = place(of: document)
        candidates.documents[unchecked: kept] = document
        candidates.places[unchecked: kept] = UInt8(truncatingIfNeeded: place)
        candidates.sums[unchecked: kept] = candidates.sums[unchecked: next]
        kept &+= documents[unchecked: place] == document ? 1 : 0
        next &+= 1
      }
      guard withFrequencies, kept > first else { continue }
      if !frequencyCodes.isEmpty { try decodeFrequencies() }
      for candidate in first..<kept {
        candidates.frequencies[unchecked: candidate] =
          frequencies[unchecked: Int(candidates.places[unchecked: candidate])]
      }
    }
    candidates.count = kept
  }
}

// MARK: - Bounds for ranked search

extension PostingsCursor {
  /// Whether the list has block maxima, and so can be skipped without decoding.
  var hasImpacts: Bool { schema.isScored && blockCount > 1 }

  /// The impacts of the whole list, or nil when it is short.
  func listImpacts() throws(IndexError) -> UnsafeRawBufferPointer? {
    guard hasImpacts else { return nil }
    let tableStart = blocksStart - table.count
    return try file.bytes(tableStart - Impacts.encodedSize..<tableStart)
  }

  /// The first block at or after `number` that can hold a document at or after `target`, with its
  /// last document and impacts; nil behind the last block.
  func impacts(
    from number: Int, target: DocID
  ) -> (block: Int, last: DocID, impacts: UnsafeRawBufferPointer)? {
    var number = number
    while number < blockCount {
      let last = lastDocument(ofBlock: number)
      if last >= target { return (number, last, impacts(ofBlock: number)) }
      number += 1
    }
    return nil
  }

  /// The impacts of a block; the list must have them.
  private func impacts(ofBlock number: Int) -> UnsafeRawBufferPointer {
    let end = (number &+ 1) &* tableStride
    return UnsafeRawBufferPointer(rebasing: table[end &- Impacts.encodedSize..<end])
  }

  /// Calls `body` with the documents from the current one that are before `end`, and their
  /// frequencies, a block at a time; then stands on the first document at or after `end`.
  mutating func forEachBlock(
    before end: DocID,
    withFrequencies: Bool,
    _ body: (UnsafeBufferPointer<DocID>, UnsafeBufferPointer<UInt32>) -> Void
  ) throws(IndexError) {
    while doc < end {
      if withFrequencies, !frequencyCodes.isEmpty { try decodeFrequencies() }
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
