internal import IntegerCoding

/// Reads the positions of a term's postings in one segment (bytes: see ``PostingsWriter``).
///
/// Postings are named by their ordinal in the list; the documents are not looked at. Of a block's gaps
/// those that are not wanted are not decoded where that pays. Large: do not copy it in a loop.
package struct PositionsReader {
  /// So few gaps of a code are decoded apart from the others, unless codes are read more than once.
  private static let fewGaps = 16

  private let layout: PostingsLayout
  /// The block that is being read; -1 for none.
  private var block = -1
  /// For each posting of the block the occurrences of it and those before it, less 1.
  private var lastPlaces: [128 of UInt32] = .init(repeating: 0)
  /// Occurrences in the block.
  private var gapCount = 0
  /// Which of the block's gaps are the current posting's.
  private var places = 0..<0
  /// The codes of the block's gaps, 128 each.
  private var codes = UnsafeRawBufferPointer(start: nil, count: 0)
  /// Where the current code begins in `codes`.
  private var codeStart = 0
  /// The first of the gaps of the current code.
  private var codeFirst = 0
  /// The gaps of the current code, as far as `decoded` says.
  private var gaps: [128 of UInt32] = .init(repeating: 0)
  private var decoded = 0..<0
  /// How often gaps of the current code were wanted, and whether those of the one before were twice.
  private var uses = 0
  private var isDense = false

  /// A reader of the list at `layout`, whose field keeps positions.
  init(_ layout: PostingsLayout) throws(IndexError) {
    precondition(layout.schema.hasPositions)
    self.layout = layout
    if !layout.inlineList.isEmpty { try loadInline() }
  }

  /// A reader of the list in which `cursor` stands.
  package init(_ cursor: PostingsCursor) throws(IndexError) {
    try self.init(cursor.layout)
  }

  /// Moves to the posting `ordinal`, which must be below the list's count; returns its frequency.
  ///
  /// Cost: for the first posting of a block its frequencies are decoded, for further ones a few steps.
  mutating func seek(_ ordinal: Int) throws(IndexError) -> Int {
    let number = ordinal &>> 7
    if number != block { try loadBlock(number) }
    let place = ordinal & (IntegerBlock.capacity &- 1)
    let first = place == 0 ? 0 : Int(lastPlaces[place &- 1]) &+ 1
    places = first..<max(first, Int(lastPlaces[place]) &+ 1)
    if first < codeFirst { rewind() }
    return places.count
  }

  /// Replaces `list` with the positions of the current posting, ascending, `shift` added to each.
  ///
  /// - Parameter limit: further positions are left out where it saves time.
  mutating func read(
    into list: inout PositionList, shift: UInt32 = 0, upTo limit: UInt32 = .max
  ) throws(IndexError) {
    try list.replace(capacity: places.count) { (output) throws(IndexError) in
      var place = places.lowerBound
      var count = 0
      var previous = shift &- 1
      while place < places.upperBound {
        try reachCode(of: place)
        let stop = min(places.upperBound, codeFirst &+ IntegerBlock.capacity)
        try decode(place &- codeFirst..<stop &- codeFirst)
        let start = place &- codeFirst
        withStorage(of: &gaps) { gaps in
          if stop &- place < 4 {
            var last = previous
            for index in 0..<stop &- place {
              last = last &+ gaps[start &+ index] &+ 1
              output[count &+ index] = last
            }
          } else {
            IntegerBlock.addGaps(
              gaps + start, count: stop &- place, previous: previous, to: output + count)
          }
        }
        count &+= stop &- place
        previous = output[count &- 1]
        if previous >= limit { break }
        place = stop
      }
      return count
    }
  }

  /// Appends the gaps of the block's postings from `ordinal` on.
  mutating func appendGaps(
    from ordinal: Int, to output: inout ReusableBuffer<UInt32>
  ) throws(IndexError) {
    _ = try seek(ordinal)
    var place = places.lowerBound
    while place < gapCount {
      try reachCode(of: place)
      let stop = min(gapCount, codeFirst + IntegerBlock.capacity)
      let (start, count) = (place - codeFirst, stop - place)
      try decode(start..<start + count)
      withStorage(of: &gaps) {
        output.append(contentsOf: UnsafeBufferPointer(start: $0 + start, count: count))
      }
      place = stop
    }
  }

  // MARK: Decoding

  private mutating func loadBlock(_ number: Int) throws(IndexError) {
    let range = try layout.codes(ofBlock: number)
    let bytes = try layout.file.bytes(range)
    let length = layout.length(ofBlock: number)
    guard let documents = IntegerBlock.encodedSize(bytes, count: length) else {
      throw layout.corrupt(range.lowerBound, "a block of documents cannot be decoded")
    }
    // Ascending codes have gaps less 1, as these have frequencies less 1.
    let rest = UnsafeRawBufferPointer(rebasing: bytes[documents...])
    let size = withStorage(of: &lastPlaces) {
      IntegerBlock.decodeAscending(rest, count: length, previous: .max, to: $0)
    }
    guard let size else {
      throw layout.corrupt(
        range.lowerBound + documents, "a block of frequencies cannot be decoded")
    }
    block = number
    gapCount = Int(lastPlaces[length &- 1]) &+ 1
    // The only block's codes are followed at once by its positions.
    let positions =
      layout.blockCount > 1
      ? try layout.positionCodes(ofBlock: number)
      : range.lowerBound + documents + size..<range.upperBound
    codes = try layout.file.bytes(positions)
    rewind()
  }

  private mutating func rewind() {
    codeStart = 0
    codeFirst = 0
    decoded = layout.inlineList.isEmpty ? 0..<0 : 0..<gapCount
  }

  /// Moves to the code that holds the gap at `place`, which is not before the current one.
  @inline(__always)
  private mutating func reachCode(of place: Int) throws(IndexError) {
    while place >= codeFirst &+ IntegerBlock.capacity {
      guard let size = IntegerBlock.encodedSize(code, count: codeLength) else {
        throw corrupt()
      }
      codeStart &+= size
      codeFirst &+= IntegerBlock.capacity
      decoded = 0..<0
      if uses > 0 { isDense = uses > 1 }
      uses = 0
    }
  }

  /// The current code, and what stands behind it.
  private var code: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: codes[codeStart...]) }

  /// How many gaps the current code has.
  private var codeLength: Int { max(1, min(IntegerBlock.capacity, gapCount &- codeFirst)) }

  /// Decodes `range` of the gaps of the current code, unless it is.
  @inline(__always)
  private mutating func decode(_ range: Range<Int>) throws(IndexError) {
    uses &+= 1
    guard range.lowerBound < decoded.lowerBound || range.upperBound > decoded.upperBound else {
      return
    }
    let length = codeLength
    let isApart = uses == 1 && !isDense && range.count <= Self.fewGaps
    guard range.upperBound <= length else { throw corrupt() }
    let (code, wanted) = (code, isApart ? range : 0..<length)
    // Of what a code that cannot be decoded leaves, nothing is.
    decoded = 0..<0
    let isDecoded = withStorage(of: &gaps) {
      wanted.count == length
        ? IntegerBlock.decode(code, count: length, to: $0) != nil
        : IntegerBlock.decode(code, count: length, range: wanted, to: $0)
    }
    guard isDecoded else { throw corrupt() }
    decoded = wanted
  }

  /// Makes an inline list look like one that has been decoded.
  private mutating func loadInline() throws(IndexError) {
    let list = layout.inlineList
    var reader = ByteReader(try layout.file.bytes(list))
    do throws(ByteReader.Error) {
      _ = try reader.varint()
      gapCount = layout.inlineFrequency
      guard 1...PostingsWriter.inlineFrequency ~= gapCount else {
        throw .truncated(offset: reader.offset)
      }
      for place in 0..<gapCount { gaps[place] = UInt32(truncatingIfNeeded: try reader.varint()) }
    } catch {
      throw layout.corrupt(list.lowerBound, "inline positions cannot be decoded")
    }
    lastPlaces[0] = UInt32(gapCount - 1)
    block = 0
    decoded = 0..<gapCount
  }

  private func corrupt() -> IndexError {
    layout.corrupt(layout.start, "the positions of block \(block) cannot be decoded")
  }
}
