internal import IntegerCoding

/// Turns a term's postings into bytes.
///
/// A posting list, for documents in blocks of 128 (`code` is an ``IntegerBlock``):
///
///     list       := block positions                          at most 128 documents
///                 | impacts? table block+ positions          more
///     table      := (u32 last document · u32 end of the block · u32 end of its positions? · impacts?)+
///     impacts    := 4 × (u8 frequency · u8 length code)      scored fields only, see `Impacts`
///     block      := code of ascending documents · code of frequencies minus 1
///     positions  := for each block: codes of 128 (the last: fewer) position gaps
///
/// Ends count bytes from the first block (or from the first positions) and exclude themselves.
/// The `previous` of a block is the last document of the block before. A document's first gap is its
/// first position; each further one is the distance to the position before, minus 1. A term with one
/// document and at most ``inlineFrequency`` positions stands in the dictionary instead:
///
///     inline     := varint document · varint gap*
struct PostingsWriter {
  /// Longest list of positions that is kept inline.
  static let inlineFrequency = 8

  let schema: FieldSchema
  private var table: [UInt8] = []
  private var blocks: [UInt8] = []
  private var positionCodes: [UInt8] = []
  private var blockImpacts = Impacts.Builder()
  private var listImpacts = Impacts.Builder()

  init(schema: FieldSchema) {
    self.schema = schema
  }

  /// Bytes a table entry takes.
  static func tableStride(_ schema: FieldSchema) -> Int {
    8 + (schema.hasPositions ? 4 : 0) + (schema.isScored ? Impacts.encodedSize : 0)
  }

  /// Appends a term's list, of at least one document.
  ///
  /// `lengthCodes` has the ``LengthCode`` of every document of the segment; only a scored field needs
  /// it. Returns whether the list is of the inline form.
  mutating func append(
    _ list: PostingList, lengthCodes: [UInt8], to output: inout [UInt8]
  ) throws(IndexError) -> Bool {
    let count = list.documents.count
    if count == 1, list.gaps.count <= Self.inlineFrequency {
      output.appendVarint(UInt64(list.documents[0]))
      for gap in list.gaps { output.appendVarint(UInt64(gap)) }
      return true
    }
    if count <= IntegerBlock.capacity {
      Self.appendDocuments(list, 0..<count, to: &output)
      if schema.hasPositions {
        Self.appendPositions(list, 0..<list.gaps.count, to: &output)
      }
      return false
    }
    table.removeAll(keepingCapacity: true)
    blocks.removeAll(keepingCapacity: true)
    positionCodes.removeAll(keepingCapacity: true)
    var gap = 0
    for start in stride(from: 0, to: count, by: IntegerBlock.capacity) {
      let block = start..<min(start + IntegerBlock.capacity, count)
      let occurrences = Self.appendDocuments(list, block, to: &blocks)
      if schema.hasPositions {
        Self.appendPositions(list, gap..<gap + occurrences, to: &positionCodes)
        gap += occurrences
      }
      table.appendLittleEndian(list.documents[block.upperBound - 1])
      table.appendLittleEndian(try Self.offset(blocks.count))
      if schema.hasPositions { table.appendLittleEndian(try Self.offset(positionCodes.count)) }
      if schema.isScored {
        for index in block {
          blockImpacts.add(
            frequency: list.frequencies[index], lengthCode: lengthCodes[Int(list.documents[index])])
        }
        let impacts = blockImpacts.take()
        listImpacts.add(impacts)
        impacts.reduced.append(to: &table)
      }
    }
    if schema.isScored { listImpacts.take().reduced.append(to: &output) }
    output.append(contentsOf: table)
    output.append(contentsOf: blocks)
    output.append(contentsOf: positionCodes)
    return false
  }

  /// Appends the codes of a block's documents and frequencies; returns the sum of the frequencies.
  @discardableResult
  private static func appendDocuments(
    _ list: PostingList, _ block: Range<Int>, to output: inout [UInt8]
  ) -> Int {
    let previous = block.lowerBound == 0 ? UInt32.max : list.documents[block.lowerBound - 1]
    list.documents.withUnsafeBufferPointer {
      // SAFETY: a block holds at least one document and lies within the list.
      IntegerBlock.encodeAscending(
        $0.baseAddress.unsafelyUnwrapped + block.lowerBound, count: block.count,
        previous: previous, to: &output)
    }
    var occurrences = 0
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: IntegerBlock.capacity) { values in
      // SAFETY: `block.count` is 1 to `capacity` values, all of which are initialized.
      let start = values.baseAddress.unsafelyUnwrapped
      for index in block {
        let frequency = list.frequencies[index]
        occurrences &+= Int(frequency)
        (start + (index - block.lowerBound)).initialize(to: frequency &- 1)
      }
      IntegerBlock.encode(start, count: block.count, to: &output)
    }
    return occurrences
  }

  /// Appends the codes of some gaps.
  private static func appendPositions(
    _ list: PostingList, _ gaps: Range<Int>, to output: inout [UInt8]
  ) {
    list.gaps.withUnsafeBufferPointer {
      precondition(gaps.upperBound <= $0.count)
      for start in stride(from: gaps.lowerBound, to: gaps.upperBound, by: IntegerBlock.capacity) {
        // SAFETY: the gaps lie within the list's, so that there is an address.
        IntegerBlock.encode(
          $0.baseAddress.unsafelyUnwrapped + start,
          count: min(IntegerBlock.capacity, gaps.upperBound - start), to: &output)
      }
    }
  }

  private static func offset(_ value: Int) throws(IndexError) -> UInt32 {
    guard let offset = UInt32(exactly: value) else {
      throw .tooLarge(what: "a posting list", limit: Int(UInt32.max))
    }
    return offset
  }
}
