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
struct PostingsWriter: ~Copyable {
  /// Longest list of positions that is kept inline.
  static let inlineFrequency = 8

  let schema: FieldSchema
  private var output = ReusableBuffer<UInt8>()
  private var table: [UInt8] = []
  private var blocks = ReusableBuffer<UInt8>()
  private var positionCodes = ReusableBuffer<UInt8>()
  private var blockImpacts = Impacts.Builder()
  private var listImpacts = Impacts.Builder()

  init(schema: FieldSchema) {
    self.schema = schema
  }

  /// Bytes a table entry takes.
  static func tableStride(_ schema: FieldSchema) -> Int {
    8 + (schema.hasPositions ? 4 : 0) + (schema.isScored ? Impacts.encodedSize : 0)
  }

  /// The list encoded last; valid until the next one.
  var code: UnsafeRawBufferPointer { output.bytes }

  /// Turns a term's list, of at least one document, into ``code``.
  ///
  /// `lengthCodes` has the ``LengthCode`` of every document of the segment; only a scored field needs
  /// it. Returns whether the list is of the inline form.
  mutating func encode(
    _ list: borrowing PostingList, lengthCodes: [UInt8]
  ) throws(IndexError) -> Bool {
    output.removeAll()
    let count = list.documents.count
    if count == 1, list.gaps.count <= Self.inlineFrequency {
      Self.appendInline(list, to: &output)
      return true
    }
    if count <= IntegerBlock.capacity {
      _ = Self.appendDocuments(list, 0..<count, to: &output)
      if schema.hasPositions {
        Self.appendPositions(list, 0..<list.gaps.count, to: &output)
      }
      return false
    }
    table.removeAll(keepingCapacity: true)
    blocks.removeAll()
    positionCodes.removeAll()
    var gap = 0
    let (documents, frequencies) = (list.documents.span, list.frequencies.span)
    for start in stride(from: 0, to: count, by: IntegerBlock.capacity) {
      let block = start..<min(start + IntegerBlock.capacity, count)
      let occurrences = Self.appendDocuments(list, block, to: &blocks)
      if schema.hasPositions {
        Self.appendPositions(list, gap..<gap + occurrences, to: &positionCodes)
        gap += occurrences
      }
      table.appendLittleEndian(documents[block.upperBound - 1])
      table.appendLittleEndian(try Self.offset(blocks.count))
      if schema.hasPositions { table.appendLittleEndian(try Self.offset(positionCodes.count)) }
      if schema.isScored {
        for index in block {
          blockImpacts.add(
            frequency: frequencies[index], lengthCode: lengthCodes[Int(documents[index])])
        }
        let impacts = blockImpacts.take()
        listImpacts.add(impacts)
        impacts.reduced.append(to: &table)
      }
    }
    if schema.isScored {
      var impacts: [UInt8] = []
      listImpacts.take().reduced.append(to: &impacts)
      impacts.withUnsafeBufferPointer { output.append(contentsOf: $0) }
    }
    table.withUnsafeBufferPointer { output.append(contentsOf: $0) }
    output.append(contentsOf: blocks.elements)
    output.append(contentsOf: positionCodes.elements)
    return false
  }

  /// Appends the inline form of a list of one document.
  private static func appendInline(
    _ list: borrowing PostingList, to output: inout ReusableBuffer<UInt8>
  ) {
    let gaps = list.gaps.elements
    // A varint of 32 bits has 5 bytes.
    output.append(atMost: 5 * (1 + gaps.count)) { output in
      let start = UnsafeMutableRawPointer(output)
      var end = start
      end.writeVarint(UInt64(list.documents.elements[0]))
      for gap in gaps { end.writeVarint(UInt64(gap)) }
      return end - start
    }
  }

  /// Appends the codes of a block's documents and frequencies; returns the sum of the frequencies.
  private static func appendDocuments(
    _ list: borrowing PostingList, _ block: Range<Int>, to output: inout ReusableBuffer<UInt8>
  ) -> Int {
    let documents = UnsafeBufferPointer(rebasing: list.documents.elements[block])
    let frequencies = UnsafeBufferPointer(rebasing: list.frequencies.elements[block])
    let previous = block.lowerBound == 0 ? DocID.max : list.documents.span[block.lowerBound - 1]
    var occurrences = 0
    output.append(atMost: 2 * IntegerBlock.maximumEncodedSize) { output in
      let output = UnsafeMutableRawPointer(output)
      // SAFETY: a block holds at least one document, and no more than fit into the values.
      let size = IntegerBlock.encodeAscending(
        documents.baseAddress.unsafelyUnwrapped, count: block.count, previous: previous,
        to: output)
      return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: IntegerBlock.capacity) {
        let values = $0.baseAddress.unsafelyUnwrapped
        for index in frequencies.indices {
          let frequency = frequencies[index]
          occurrences &+= Int(frequency)
          (values + index).initialize(to: frequency &- 1)
        }
        return size + IntegerBlock.encode(values, count: block.count, to: output + size)
      }
    }
    return occurrences
  }

  /// Appends the codes of some gaps.
  private static func appendPositions(
    _ list: borrowing PostingList, _ range: Range<Int>, to output: inout ReusableBuffer<UInt8>
  ) {
    let gaps = UnsafeBufferPointer(rebasing: list.gaps.elements[range])
    for start in stride(from: 0, to: gaps.count, by: IntegerBlock.capacity) {
      output.append(atMost: IntegerBlock.maximumEncodedSize) { output in
        // SAFETY: the gaps lie within the list's, so that there is an address.
        IntegerBlock.encode(
          gaps.baseAddress.unsafelyUnwrapped + start,
          count: min(IntegerBlock.capacity, gaps.count - start), to: output)
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
