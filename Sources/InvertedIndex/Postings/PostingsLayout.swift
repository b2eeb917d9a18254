internal import IntegerCoding

/// Where the parts of one term's posting list stand in a segment (bytes: see ``PostingsWriter``).
struct PostingsLayout {
  let file: SectionFile
  let schema: FieldSchema
  private let tableStride: Int
  /// Documents in the list.
  private(set) var count = 0
  private(set) var blockCount = 0
  /// The list of one document in the dictionary, or an empty range.
  private(set) var inlineList = 0..<0
  /// How often the term of an inline list stands in its document, or 0.
  private(set) var inlineFrequency = 0
  /// The table of a long list, in memory that `file` owns; empty for a short one.
  private var table = UnsafeRawBufferPointer(start: nil, count: 0)
  private var blocksStart = 0
  private var positionsStart = 0
  private var listEnd = 0

  /// That of no list.
  init(file: SectionFile, schema: FieldSchema) {
    self.file = file
    self.schema = schema
    tableStride = PostingsWriter.tableStride(schema)
  }

  /// Changes to the list of `entry`.
  mutating func open(_ entry: TermEntry) throws(IndexError) {
    count = entry.documentFrequency
    blockCount = (count + IntegerBlock.capacity - 1) / IntegerBlock.capacity
    blocksStart = entry.list.lowerBound
    listEnd = entry.list.upperBound
    inlineList = entry.isInline ? entry.list : 0..<0
    inlineFrequency = entry.isInline ? entry.totalFrequency : 0
    guard blockCount > 1 else {
      table = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    let tableStart = entry.list.lowerBound + (schema.isScored ? Impacts.encodedSize : 0)
    blocksStart = tableStart + blockCount * tableStride
    table = try file.bytes(tableStart..<blocksStart)
    let end = table.count - tableStride + 4
    positionsStart = blocksStart + Int(table.loadUnaligned(fromByteOffset: end, as: UInt32.self))
  }

  /// Documents in block `number`.
  func length(ofBlock number: Int) -> Int {
    min(IntegerBlock.capacity, count &- number &* IntegerBlock.capacity)
  }

  /// The last document of block `number`; the list must be long.
  func lastDocument(ofBlock number: Int) -> DocID {
    table.loadUnaligned(fromByteOffset: number &* tableStride, as: UInt32.self)
  }

  /// The first block from `low` on whose last document is at or after `target`.
  func blockContaining(_ target: DocID, from low: Int) -> Int {
    guard blockCount > 1 else { return 1 }
    // Galloping: targets are mostly near. Invariant: blocks before `low` end before the target.
    var low = low
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

  /// The file range of block `number`; of a short list also of its positions.
  func codes(ofBlock number: Int) throws(IndexError) -> Range<Int> {
    guard blockCount > 1 else { return blocksStart..<listEnd }
    let range = try range(ofBlock: number, column: 4)
    return blocksStart + range.lowerBound..<blocksStart + range.upperBound
  }

  /// The file range of the positions of block `number`; the list must be long.
  func positionCodes(ofBlock number: Int) throws(IndexError) -> Range<Int> {
    let range = try range(ofBlock: number, column: 8)
    return positionsStart + range.lowerBound..<positionsStart + range.upperBound
  }

  /// What the table's column of ends says of block `number`.
  private func range(ofBlock number: Int, column: Int) throws(IndexError) -> Range<Int> {
    let place = number * tableStride + column
    let start =
      number == 0 ? 0 : table.loadUnaligned(fromByteOffset: place - tableStride, as: UInt32.self)
    let end = table.loadUnaligned(fromByteOffset: place, as: UInt32.self)
    guard start <= end else { throw corrupt(blocksStart, "blocks out of order") }
    return Int(start)..<Int(end)
  }

  // MARK: Bounds for ranked search

  /// Whether the list has block maxima, and so can be skipped without decoding.
  var hasImpacts: Bool { schema.isScored && blockCount > 1 }

  /// The impacts of the whole list, or nil when it is short.
  func listImpacts() throws(IndexError) -> UnsafeRawBufferPointer? {
    guard hasImpacts else { return nil }
    let tableStart = blocksStart - table.count
    return try file.bytes(tableStart - Impacts.encodedSize..<tableStart)
  }

  /// The impacts of a block; the list must have them.
  func impacts(ofBlock number: Int) -> UnsafeRawBufferPointer {
    let end = (number &+ 1) &* tableStride
    return UnsafeRawBufferPointer(rebasing: table[end &- Impacts.encodedSize..<end])
  }

  // MARK: Damage

  /// The list's place, for messages.
  var start: Int { blocksStart }

  func corrupt(_ offset: Int, _ reason: String) -> IndexError {
    .corrupt(file: file.path, offset: offset, reason: reason)
  }
}
