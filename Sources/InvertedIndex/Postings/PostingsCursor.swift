internal import IntegerCoding

/// A position in a term's posting list of one segment (bytes: see ``PostingsWriter``).
///
/// The cursor decodes one block of 128 documents at a time into storage of its own; frequencies are decoded
/// only when asked for. Positions are a ``PositionsReader``'s. It starts on the first document. Large: do
/// not copy it in a loop, mutate it in place.
package struct PostingsCursor {
  private(set) var layout: PostingsLayout
  /// The documents of the block; behind them nothing but ``DocID/exhausted``.
  var documents: [128 of UInt32] = .init(repeating: .exhausted)
  var frequencies: [128 of UInt32] = .init(repeating: 0)
  /// The number of the current block.
  private(set) var block = 0
  private(set) var blockLength = 0
  /// The current document's place in the block.
  var index = 0
  /// File range of the codes of the block's frequencies; empty once they are decoded.
  private var frequencyCodes: Range<Int> = 0..<0

  /// The current document, or ``DocID/exhausted``.
  package private(set) var doc: DocID = .exhausted

  /// A cursor without a list, exhausted.
  init(file: SectionFile, schema: FieldSchema) {
    layout = PostingsLayout(file: file, schema: schema)
  }

  /// Opens the list of `entry` in place of the one before and moves to its first document.
  mutating func open(_ entry: TermEntry) throws(IndexError) {
    try layout.open(entry)
    return entry.isInline ? try loadInline() : try loadBlock(0)
  }

  /// Documents in the list.
  package var count: Int { layout.count }

  /// The number of the current document in the list, from 0.
  package var ordinal: Int { block &* IntegerBlock.capacity &+ index }

  /// Occurrences of the term in the current document.
  package mutating func frequency() throws(IndexError) -> UInt32 {
    try decodeFrequencies()
    return frequencies[index]
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
      let next = layout.blockContaining(target, from: block + 1)
      guard next < layout.blockCount else { return exhaust() }
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
  mutating func place(of target: DocID) -> Int {
    // The steps are 64, 32 and 16, so that sixteen documents stand from the last place on. Mutating only
    // because reading the storage of a value that may not change copies it.
    withStorage(of: &documents) { documents in
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
  mutating func refill() throws(IndexError) {
    guard doc != .exhausted else { return }
    guard block + 1 < layout.blockCount else { return exhaust() }
    try loadBlock(block + 1)
  }

  mutating func exhaust() {
    doc = .exhausted
    index = blockLength
  }

  // MARK: Decoding

  /// Decodes the documents of block `number` and moves to the first.
  mutating func loadBlock(_ number: Int) throws(IndexError) {
    let codes = try layout.codes(ofBlock: number)
    let previous = number > 0 ? layout.lastDocument(ofBlock: number - 1) : .max
    let length = layout.length(ofBlock: number)
    block = number
    blockLength = length
    index = 0
    let bytes = try layout.file.bytes(codes)
    let size = withStorage(of: &documents) {
      IntegerBlock.decodeAscending(bytes, count: length, previous: previous, to: $0)
    }
    guard let size else {
      throw layout.corrupt(codes.lowerBound, "a block of documents cannot be decoded")
    }
    for place in length..<IntegerBlock.capacity { documents[place] = .exhausted }
    frequencyCodes = codes.lowerBound + size..<codes.upperBound
    doc = documents[0]
  }

  /// Decodes the block's frequencies unless they are.
  @inline(__always)
  mutating func decodeFrequencies() throws(IndexError) {
    if !frequencyCodes.isEmpty { try loadFrequencies() }
  }

  @inline(never)
  private mutating func loadFrequencies() throws(IndexError) {
    let bytes = try layout.file.bytes(frequencyCodes)
    let length = blockLength
    let size = withStorage(of: &frequencies) { storage in
      let size = IntegerBlock.decode(bytes, count: length, to: storage)
      for index in 0..<length { storage[index] &+= 1 }
      return size
    }
    guard size != nil else {
      throw layout.corrupt(
        frequencyCodes.lowerBound, "a block of frequencies cannot be decoded")
    }
    frequencyCodes = 0..<0
  }

  private mutating func loadInline() throws(IndexError) {
    var reader = ByteReader(try layout.file.bytes(layout.inlineList))
    do throws(ByteReader.Error) {
      documents = .init(repeating: .exhausted)
      documents[0] = UInt32(truncatingIfNeeded: try reader.varint())
    } catch {
      throw layout.corrupt(layout.inlineList.lowerBound, "an inline list cannot be decoded")
    }
    frequencies[0] = UInt32(truncatingIfNeeded: layout.inlineFrequency)
    frequencyCodes = 0..<0
    block = 0
    blockLength = 1
    index = 0
    doc = documents[0]
  }
}

/// Calls `body` with the first of the integers of `storage`.
@inline(__always)
func withStorage<Result>(
  of storage: inout [128 of UInt32], _ body: (UnsafeMutablePointer<UInt32>) -> Result
) -> Result {
  // SAFETY: an inline array of 128 integers is 128 contiguous integers; a decoder writes at most that
  // many, and places in a block are below.
  withUnsafeMutableBytes(of: &storage) {
    body($0.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt32.self))
  }
}
