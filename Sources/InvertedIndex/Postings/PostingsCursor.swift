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
  package let count: Int
  private let blockCount: Int
  private let tableStart: Int
  private let blocksStart: Int
  private let positionsStart: Int
  private let listEnd: Int

  private var documents: [128 of UInt32] = .init(repeating: 0)
  private var frequencies: [128 of UInt32] = .init(repeating: 0)
  private var block = 0
  private var blockLength = 0
  private var index = 0
  /// File range of the codes of the block's frequencies; empty once they are decoded.
  private var frequencyCodes: Range<Int> = 0..<0

  private var positions: [128 of UInt32] = .init(repeating: 0)
  /// The first position index (within the block) that `positions` holds, or -1 for none.
  private var positionsFirst = -1
  private var positionsNextCode = 0
  private var inlinePositions: Range<Int> = 0..<0

  /// The current document, or ``DocID/exhausted``.
  package private(set) var doc: DocID = .exhausted

  /// Opens the list of `entry` and moves to its first document.
  init(file: SectionFile, schema: FieldSchema, entry: TermEntry) throws(IndexError) {
    self.file = file
    self.schema = schema
    count = entry.documentFrequency
    listEnd = entry.list.upperBound
    let isLong = count > IntegerBlock.capacity
    blockCount = (count + IntegerBlock.capacity - 1) / IntegerBlock.capacity
    tableStart =
      entry.list.lowerBound + (isLong && schema.isScored ? Impacts.encodedSize : 0)
    let stride = PostingsWriter.tableStride(schema)
    blocksStart = tableStart + (isLong ? blockCount * stride : 0)
    if entry.isInline {
      positionsStart = listEnd
      try loadInline(entry)
      return
    }
    if isLong {
      let last = try file.bytes(blocksStart - stride..<blocksStart)
      positionsStart = blocksStart + Int(last.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
    } else {
      positionsStart = listEnd  // replaced below, once the only block has been read
    }
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
      let next = try blockContaining(target)
      guard next < blockCount else { return exhaust() }
      try loadBlock(next)
      guard doc < target else { return }
    }
    // The last document of the block is at or after the target, so the search ends inside it.
    var low = index
    var length = blockLength &- low
    while length > 1 {
      let half = length / 2
      if documents[low &+ half &- 1] < target { low &+= half }
      length &-= half
    }
    index = low
    doc = documents[low]
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
    if !inlinePositions.isEmpty { return try readInlinePositions(into: &output) }
    var first = 0
    for earlier in 0..<index { first &+= Int(frequencies[earlier]) }
    var next: UInt32 = 0
    for position in first..<first + frequency {
      if positionsFirst < 0 || position < positionsFirst
        || position >= positionsFirst + IntegerBlock.capacity
      {
        try decodePositions(containing: position)
      }
      let value = next &+ positions[position &- positionsFirst]
      output.append(value)
      next = value &+ 1
    }
  }

  // MARK: Blocks

  /// The last document of block `number`; the list must be long.
  private func lastDocument(ofBlock number: Int) throws(IndexError) -> DocID {
    let entry = tableStart + number * PostingsWriter.tableStride(schema)
    return try file.bytes(entry..<entry + 4).loadUnaligned(as: UInt32.self)
  }

  /// The first block at or after the current one whose last document is at or after `target`.
  private func blockContaining(_ target: DocID) throws(IndexError) -> Int {
    guard blockCount > 1 else { return 1 }
    // Galloping: targets are mostly near. Invariant: blocks before `low` end before the target.
    var low = block + 1
    var step = 1
    while low + step <= blockCount, try lastDocument(ofBlock: low + step - 1) < target {
      low += step
      step *= 2
    }
    var high = min(low + step, blockCount)
    while low < high {
      let middle = (low + high) / 2
      if try lastDocument(ofBlock: middle) < target { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private mutating func loadBlock(_ number: Int) throws(IndexError) {
    var start = blocksStart
    var end = listEnd
    var previous = UInt32.max
    if blockCount > 1 {
      let stride = PostingsWriter.tableStride(schema)
      let entry = tableStart + number * stride
      end = blocksStart
      end += Int(try file.bytes(entry..<entry + 8).loadUnaligned(fromByteOffset: 4, as: UInt32.self))
      if number > 0 {
        let before = try file.bytes(entry - stride..<entry)
        previous = before.loadUnaligned(as: UInt32.self)
        start += Int(before.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
      }
    }
    block = number
    blockLength = min(IntegerBlock.capacity, count - number * IntegerBlock.capacity)
    index = 0
    positionsFirst = -1
    guard start <= end else { throw corrupt(start, "blocks out of order") }
    let bytes = try file.bytes(start..<end)
    let length = blockLength
    let size = Self.withStorage(of: &documents) {
      IntegerBlock.decodeAscending(bytes, count: length, previous: previous, to: $0)
    }
    guard let size else { throw corrupt(start, "a block of documents cannot be decoded") }
    frequencyCodes = start + size..<end
    doc = documents[0]
  }

  private mutating func decodeFrequencies() throws(IndexError) {
    let bytes = try file.bytes(frequencyCodes)
    let length = blockLength
    let size = Self.withStorage(of: &frequencies) { storage in
      let size = IntegerBlock.decode(bytes, count: length, to: storage)
      for index in 0..<length { storage[index] &+= 1 }
      return size
    }
    guard size != nil else {
      throw corrupt(frequencyCodes.lowerBound, "a block of frequencies cannot be decoded")
    }
    frequencyCodes = 0..<0
  }

  // MARK: Positions

  private func positionsRange() throws(IndexError) -> Range<Int> {
    guard blockCount > 1 else {
      // The only block's codes are followed at once by its positions.
      let codes = try file.bytes(blocksStart..<listEnd)
      guard let first = IntegerBlock.encodedSize(codes, count: blockLength),
        let second = IntegerBlock.encodedSize(
          UnsafeRawBufferPointer(rebasing: codes.dropFirst(first)), count: blockLength)
      else { throw corrupt(blocksStart, "a block cannot be decoded") }
      return blocksStart + first + second..<listEnd
    }
    let stride = PostingsWriter.tableStride(schema)
    let entry = tableStart + block * stride
    var start = 0
    if block > 0 {
      start = Int(
        try file.bytes(entry - stride..<entry).loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    }
    let end = Int(
      try file.bytes(entry..<entry + 12).loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    guard start <= end else { throw corrupt(entry, "positions out of order") }
    return positionsStart + start..<positionsStart + end
  }

  private mutating func decodePositions(containing target: Int) throws(IndexError) {
    let range = try positionsRange()
    var total = 0
    for index in 0..<blockLength { total &+= Int(frequencies[index]) }
    if positionsFirst < 0 || target < positionsFirst {
      positionsFirst = -IntegerBlock.capacity
      positionsNextCode = range.lowerBound
    }
    let bytes = try file.bytes(range)
    while true {
      positionsFirst += IntegerBlock.capacity
      let length = min(IntegerBlock.capacity, total - positionsFirst)
      guard length > 0, positionsNextCode >= range.lowerBound, positionsNextCode <= range.upperBound
      else { throw corrupt(positionsNextCode, "positions are missing") }
      let code = UnsafeRawBufferPointer(
        rebasing: bytes[(positionsNextCode - range.lowerBound)...])
      let isWanted = target < positionsFirst + IntegerBlock.capacity
      let size =
        isWanted
        ? Self.withStorage(of: &positions) { IntegerBlock.decode(code, count: length, to: $0) }
        : IntegerBlock.encodedSize(code, count: length)
      guard let size else { throw corrupt(positionsNextCode, "positions cannot be decoded") }
      positionsNextCode += size
      if isWanted { return }
    }
  }

  // MARK: Inline lists

  private mutating func loadInline(_ entry: TermEntry) throws(IndexError) {
    let bytes = try file.bytes(entry.list)
    var reader = ByteReader(bytes)
    do throws(ByteReader.Error) {
      documents[0] = UInt32(truncatingIfNeeded: try reader.varint())
      frequencies[0] = UInt32(truncatingIfNeeded: try reader.varint())
    } catch { throw corrupt(entry.list.lowerBound, "an inline list cannot be decoded") }
    if schema.hasPositions {
      inlinePositions = entry.list.lowerBound + reader.offset..<entry.list.upperBound
    }
    blockLength = 1
    doc = documents[0]
  }

  private func readInlinePositions(into output: inout [UInt32]) throws(IndexError) {
    var reader = ByteReader(try file.bytes(inlinePositions))
    var next: UInt32 = 0
    do throws(ByteReader.Error) {
      while !reader.isAtEnd {
        let value = next &+ UInt32(truncatingIfNeeded: try reader.varint())
        output.append(value)
        next = value &+ 1
      }
    } catch { throw corrupt(inlinePositions.lowerBound, "inline positions cannot be decoded") }
  }

  private func corrupt(_ offset: Int, _ reason: String) -> IndexError {
    .corrupt(file: file.path, offset: offset, reason: reason)
  }

  private static func withStorage<Result>(
    of storage: inout [128 of UInt32], _ body: (UnsafeMutablePointer<UInt32>) -> Result
  ) -> Result {
    // SAFETY: an inline array of 128 integers is 128 contiguous integers; the decoder writes at
    // most that many.
    withUnsafeMutableBytes(of: &storage) {
      body($0.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt32.self))
    }
  }
}

// MARK: - Bounds for ranked search

extension PostingsCursor {
  /// Whether the list has block maxima, and so can be skipped without decoding.
  var hasImpacts: Bool { schema.isScored && blockCount > 1 }

  /// The impacts of the whole list, or nil when it is short.
  func listImpacts() throws(IndexError) -> UnsafeRawBufferPointer? {
    guard hasImpacts else { return nil }
    return try file.bytes(tableStart - Impacts.encodedSize..<tableStart)
  }

  /// The first block at or after `number` that can hold a document at or after `target`, with its
  /// last document and impacts; nil behind the last block.
  func impacts(
    from number: Int, target: DocID
  ) throws(IndexError) -> (block: Int, last: DocID, impacts: UnsafeRawBufferPointer)? {
    var number = number
    let stride = PostingsWriter.tableStride(schema)
    while number < blockCount {
      let entry = tableStart + number * stride
      let bytes = try file.bytes(entry..<entry + stride)
      let last = bytes.loadUnaligned(as: UInt32.self)
      if last >= target {
        let impacts = bytes[(stride - Impacts.encodedSize)...]
        return (number, last, UnsafeRawBufferPointer(rebasing: impacts))
      }
      number += 1
    }
    return nil
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
