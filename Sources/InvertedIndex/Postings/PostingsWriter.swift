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
///     inline     := varint document · varint frequency · varint gap*
struct PostingsWriter {
  /// Longest list of positions that is kept inline.
  static let inlineFrequency = 8

  let schema: FieldSchema
  private var table: [UInt8] = []
  private var blocks: [UInt8] = []
  private var positionCodes: [UInt8] = []
  private var block: [UInt32] = []
  private var impacts = Impacts.Builder()
  private var listImpacts = Impacts.Builder()

  init(schema: FieldSchema) {
    self.schema = schema
  }

  /// Bytes a table entry takes.
  static func tableStride(_ schema: FieldSchema) -> Int {
    8 + (schema.hasPositions ? 4 : 0) + (schema.isScored ? Impacts.encodedSize : 0)
  }

  /// Appends a term's list.
  ///
  /// - Parameters:
  ///   - documents: ascending, at least one.
  ///   - frequencies: one for each document, at least 1.
  ///   - positions: of all documents one after another, ascending within a document; empty when the
  ///     field keeps none.
  ///   - lengths: the field's length of every document of the segment.
  /// - Returns: whether the list is of the inline form.
  mutating func append(
    documents: [DocID], frequencies: [UInt32], positions: [UInt32], lengths: [UInt32],
    to output: inout [UInt8]
  ) throws(IndexError) -> Bool {
    let count = documents.count
    if count == 1, !schema.hasPositions || positions.count <= Self.inlineFrequency {
      output.appendVarint(UInt64(documents[0]))
      output.appendVarint(UInt64(frequencies[0]))
      var next: UInt32 = 0
      for position in positions {
        output.appendVarint(UInt64(position - next))
        next = position + 1
      }
      return true
    }
    table.removeAll(keepingCapacity: true)
    blocks.removeAll(keepingCapacity: true)
    positionCodes.removeAll(keepingCapacity: true)
    let isLong = count > IntegerBlock.capacity
    var nextPosition = 0
    for start in stride(from: 0, to: count, by: IntegerBlock.capacity) {
      let end = min(start + IntegerBlock.capacity, count)
      let previous = start == 0 ? UInt32.max : documents[start - 1]
      documents.withUnsafeBufferPointer {
        IntegerBlock.encodeAscending(
          $0.baseAddress! + start, count: end - start, previous: previous, to: &blocks)
      }
      block.removeAll(keepingCapacity: true)
      for index in start..<end { block.append(frequencies[index] - 1) }
      encodeBlock(to: &blocks)
      if schema.hasPositions {
        appendPositions(
          frequencies: frequencies[start..<end], positions: positions, next: &nextPosition)
      }
      guard isLong else { continue }
      table.appendLittleEndian(documents[end - 1])
      table.appendLittleEndian(try Self.offset(blocks.count))
      if schema.hasPositions { table.appendLittleEndian(try Self.offset(positionCodes.count)) }
      if schema.isScored {
        for index in start..<end {
          let length = lengths[Int(documents[index])]
          impacts.add(frequency: frequencies[index], length: length)
          listImpacts.add(frequency: frequencies[index], length: length)
        }
        impacts.take().append(to: &table)
      }
    }
    if isLong, schema.isScored { listImpacts.take().append(to: &output) }
    output.append(contentsOf: table)
    output.append(contentsOf: blocks)
    output.append(contentsOf: positionCodes)
    return false
  }

  private mutating func appendPositions(
    frequencies: ArraySlice<UInt32>, positions: [UInt32], next: inout Int
  ) {
    block.removeAll(keepingCapacity: true)
    for frequency in frequencies {
      var expected: UInt32 = 0
      for _ in 0..<frequency {
        block.append(positions[next] - expected)
        expected = positions[next] + 1
        next += 1
        if block.count == IntegerBlock.capacity {
          encodeBlock(to: &positionCodes)
          block.removeAll(keepingCapacity: true)
        }
      }
    }
    if !block.isEmpty { encodeBlock(to: &positionCodes) }
  }

  private func encodeBlock(to output: inout [UInt8]) {
    block.withUnsafeBufferPointer {
      IntegerBlock.encode($0.baseAddress!, count: $0.count, to: &output)
    }
  }

  private static func offset(_ value: Int) throws(IndexError) -> UInt32 {
    guard let offset = UInt32(exactly: value) else {
      throw .tooLarge(what: "a posting list", limit: Int(UInt32.max))
    }
    return offset
  }
}
