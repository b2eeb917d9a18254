internal import IntegerCoding

/// A field's terms in one segment (bytes: see ``TermDictionaryWriter``).
package struct TermDictionary: Sendable {
  let file: SectionFile
  private let dictionary: Range<Int>
  private let index: Range<Int>
  private let postings: Range<Int>
  private let blockCount: Int
  private let schema: FieldSchema
  /// Distinct terms.
  package let count: Int

  init(file: SectionFile, field: Int, schema: FieldSchema, count: Int) throws(IndexError) {
    self.file = file
    self.schema = schema
    self.count = count
    dictionary = try file.requiredRange(of: SectionTag("DICT", field))
    index = try file.requiredRange(of: SectionTag("DIDX", field))
    postings = try file.requiredRange(of: SectionTag("POST", field))
    blockCount =
      (count + TermDictionaryWriter.blockSize - 1) / TermDictionaryWriter.blockSize
    guard index.count == blockCount * 16 else {
      throw .corrupt(
        file: file.path, offset: index.lowerBound, reason: "the term index has the wrong size")
    }
  }

  /// The entry of `term`, or nil when the segment does not contain it.
  ///
  /// Cost: a binary search over one key in 32 terms, then a scan of at most 32 terms, which compares
  /// only bytes that the term before left open.
  package func entry(_ term: [UInt8]) throws(IndexError) -> TermEntry? {
    guard blockCount > 0 else { return nil }
    let block = try block(of: term)
    return try term.withBytes { (term) throws(IndexError) in try scan(block, for: term) }
  }

  /// An iterator whose first term is the first one at or after `term`.
  package func makeIterator(from term: [UInt8] = []) throws(IndexError) -> TermIterator {
    guard blockCount > 0 else { return TermIterator(dictionary: self, block: 0) }
    var iterator = TermIterator(dictionary: self, block: try block(of: term))
    try iterator.skip(before: term)
    return iterator
  }

  /// Bytes of the terms and their lists.
  var size: Int { dictionary.count + postings.count }

  /// Terms, ascending, between which there are at least so many bytes of terms and lists and as little more
  /// as the blocks allow; the least of all terms is none of them. Cost: a look at every block.
  func terms(every size: Int) throws(IndexError) -> [[UInt8]] {
    var terms: [[UInt8]] = []
    var last = 0
    for block in stride(from: 1, to: blockCount, by: 1) {
      var first = TermIterator(dictionary: self, block: block)
      guard try first.next() else { continue }
      // The bytes of the terms before the block, inline lists among them, and those of their lists.
      let place =
        try blockRange(block).lowerBound &- dictionary.lowerBound
        &+ first.startOfList &- postings.lowerBound
      guard place &- last >= size else { continue }
      terms.append(first.term)
      last = place
    }
    return terms
  }

  /// The block in which `term`, or the place for it, is; there must be blocks.
  private func block(of term: [UInt8]) throws(IndexError) -> Int {
    let key = TermDictionaryWriter.key(term)
    // The first block whose key comes after the term's. No branch hangs on what is compared.
    var end = 0
    var rest = blockCount
    while rest > 0 {
      let half = rest &>> 1
      let isAfter = try self.key(ofBlock: end &+ half) > key
      end = isAfter ? end : end &+ half &+ 1
      rest = isAfter ? half : rest &- half &- 1
    }
    // Blocks of the same key may begin after the term, too; before them is what is wanted.
    guard end > 0, try self.key(ofBlock: end &- 1) == key else { return max(end &- 1, 0) }
    var low = 0
    while low < end {
      let middle = (low + end) / 2
      if try isStart(of: middle, after: term, key: key) { end = middle } else { low = middle + 1 }
    }
    return max(low - 1, 0)
  }

  @inline(__always)
  private func key(ofBlock block: Int) throws(IndexError) -> UInt64 {
    try file.uint64(at: index.lowerBound &+ block &* 8)
  }

  /// The entry of `term` in `block`, or nil.
  private func scan(
    _ block: Int, for term: UnsafeRawBufferPointer
  ) throws(IndexError) -> TermEntry? {
    let range = try blockRange(block)
    var reader = ByteReader(try file.bytes(range))
    do throws(ByteReader.Error) {
      var listOffset = try startOfLists(&reader)
      // How many bytes the wanted term has in common with the term before, which it comes after.
      var common = 0
      while !reader.isAtEnd {
        let (shared, count) = try Self.lengths(&reader)
        // A term that shares more differs from the wanted one where the term before does; one that
        // shares less comes after both.
        if shared > common {
          try reader.skip(count)
        } else {
          guard shared == common else { return nil }
          let suffix = try reader.bytes(count)
          let limit = min(suffix.count, term.count &- common)
          var place = 0
          while place < limit, suffix[place] == term[common &+ place] { place &+= 1 }
          common &+= place
          if place < suffix.count {
            if common == term.count || suffix[place] > term[common] { return nil }
          } else if common == term.count {
            return try entry(&reader, block: range, listOffset: &listOffset)
          }
        }
        try skipEntry(&reader, listOffset: &listOffset)
      }
      return nil
    } catch {
      throw corruptTerm(at: range.lowerBound + reader.offset)
    }
  }

  /// Reads where a block's first list that is not inline stands in the file.
  fileprivate func startOfLists(_ reader: inout ByteReader) throws(ByteReader.Error) -> Int {
    postings.lowerBound &+ Int(truncatingIfNeeded: try reader.varint())
  }

  /// Reads how many bytes a term has in common with the one before, and how many follow.
  @inline(__always)
  fileprivate static func lengths(
    _ reader: inout ByteReader
  ) throws(ByteReader.Error) -> (shared: Int, suffix: Int) {
    let byte = Int(try reader.byte())
    var (shared, suffix) = (byte >> 4, byte & 15)
    if shared == TermDictionaryWriter.lengthFollows {
      shared &+= Int(truncatingIfNeeded: try reader.varint())
    }
    if suffix == TermDictionaryWriter.lengthFollows {
      suffix &+= Int(truncatingIfNeeded: try reader.varint())
    }
    return (shared, suffix)
  }

  /// Passes over what a block says of a term behind its bytes.
  @inline(__always)
  private func skipEntry(
    _ reader: inout ByteReader, listOffset: inout Int
  ) throws(ByteReader.Error) {
    let head = try reader.varint()
    try reader.skipVarint()
    if head & 1 == 0 {
      listOffset &+= Int(truncatingIfNeeded: try reader.varint())
    } else if schema.hasPositions {
      for _ in 0..<Int(truncatingIfNeeded: head >> 1) { try reader.skipVarint() }
    }
  }

  /// Reads what a block, which stands at `block` in the file, says of a term behind its bytes.
  @inline(__always)
  fileprivate func entry(
    _ reader: inout ByteReader, block: Range<Int>, listOffset: inout Int
  ) throws(ByteReader.Error) -> TermEntry {
    let head = try reader.varint()
    let number = Int(truncatingIfNeeded: head >> 1)
    guard number > 0 else { throw .truncated(offset: reader.offset) }
    if head & 1 == 1 {
      let start = block.lowerBound + reader.offset
      _ = try reader.varint()
      if schema.hasPositions {
        for _ in 0..<number { _ = try reader.varint() }
      }
      return TermEntry(
        documentFrequency: 1, totalFrequency: number,
        list: start..<block.lowerBound + reader.offset, isInline: true)
    }
    let more = Int(truncatingIfNeeded: try reader.varint())
    let length = Int(truncatingIfNeeded: try reader.varint())
    guard length >= 0, postings.lowerBound...postings.upperBound ~= listOffset,
      length <= postings.upperBound &- listOffset
    else {
      throw .truncated(offset: reader.offset)
    }
    let start = listOffset
    listOffset += length
    return TermEntry(
      documentFrequency: number, totalFrequency: number &+ more, list: start..<listOffset,
      isInline: false)
  }

  fileprivate func corruptTerm(at offset: Int) -> IndexError {
    .corrupt(file: file.path, offset: offset, reason: "a term cannot be decoded")
  }

  /// Whether the first term of `block` comes after `term`, whose key is `key`. Only terms that agree in
  /// 8 bytes have to be compared as such.
  private func isStart(
    of block: Int, after term: [UInt8], key: UInt64
  ) throws(IndexError) -> Bool {
    let blockKey = try self.key(ofBlock: block)
    guard blockKey == key else { return blockKey > key }
    var first = TermIterator(dictionary: self, block: block)
    return try first.next() && term.lexicographicallyPrecedes(first.term)
  }

  fileprivate func blockRange(_ block: Int) throws(IndexError) -> Range<Int> {
    func offset(_ block: Int) throws(IndexError) -> Int {
      guard block < blockCount else { return dictionary.count }
      let offset = try file.uint64(at: index.lowerBound + (blockCount + block) * 8)
      return Int(truncatingIfNeeded: min(offset, UInt64(dictionary.count)))
    }
    let (start, end) = (try offset(block), try offset(block + 1))
    guard start <= end else {
      throw .corrupt(file: file.path, offset: index.lowerBound, reason: "term blocks out of order")
    }
    return dictionary.lowerBound + start..<dictionary.lowerBound + end
  }

  /// Terms in bytewise order, one at a time.
  package struct TermIterator {
    private let dictionary: TermDictionary
    /// The next block.
    private var block: Int
    /// What is left of the current block, in memory that the dictionary's file owns.
    private var reader = ByteReader(UnsafeRawBufferPointer(start: nil, count: 0))
    private var range: Range<Int> = 0..<0
    private var listOffset = 0
    /// Where the current term's list stands in the file, or would if it were not inline.
    fileprivate var startOfList: Int { entry.isInline ? listOffset : entry.list.lowerBound }
    private var isPending = false
    /// The current term, once ``next()`` has returned true.
    package private(set) var term: [UInt8] = []
    /// The entry of the current term.
    package private(set) var entry = TermEntry(
      documentFrequency: 0, totalFrequency: 0, list: 0..<0, isInline: false)

    fileprivate init(dictionary: TermDictionary, block: Int) {
      self.dictionary = dictionary
      self.block = block
    }

    /// Moves to the next term; false when there are no more.
    package mutating func next() throws(IndexError) -> Bool {
      if isPending {
        isPending = false
        return true
      }
      let isFirst = reader.isAtEnd
      if isFirst {
        guard block < dictionary.blockCount else { return false }
        range = try dictionary.blockRange(block)
        reader = ByteReader(try dictionary.file.bytes(range))
        block += 1
      }
      do throws(ByteReader.Error) {
        try decode(isFirst: isFirst)
      } catch {
        throw dictionary.corruptTerm(at: range.lowerBound + reader.offset)
      }
      return true
    }

    private mutating func decode(isFirst: Bool) throws(ByteReader.Error) {
      if isFirst {
        listOffset = try dictionary.startOfLists(&reader)
        term.removeAll(keepingCapacity: true)
      }
      let (shared, suffixLength) = try TermDictionary.lengths(&reader)
      guard shared >= 0, shared <= term.count else { throw .truncated(offset: reader.offset) }
      let suffix = try reader.bytes(suffixLength)
      term.replaceSubrange(shared..., with: suffix)
      entry = try dictionary.entry(&reader, block: range, listOffset: &listOffset)
    }

    fileprivate mutating func skip(before target: [UInt8]) throws(IndexError) {
      while try next() {
        if !term.lexicographicallyPrecedes(target) {
          isPending = true
          return
        }
      }
    }
  }
}
