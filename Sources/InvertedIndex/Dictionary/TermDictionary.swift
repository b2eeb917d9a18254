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
  /// Cost: a binary search over one key in 32 terms, then a scan of at most 32 terms.
  package func entry(_ term: [UInt8]) throws(IndexError) -> TermEntry? {
    var iterator = try makeIterator(from: term)
    guard try iterator.next(), iterator.term == term else { return nil }
    return iterator.entry
  }

  /// An iterator whose first term is the first one at or after `term`.
  package func makeIterator(from term: [UInt8] = []) throws(IndexError) -> TermIterator {
    guard blockCount > 0 else { return TermIterator(dictionary: self, block: 0) }
    let key = TermDictionaryWriter.key(term)
    // The first block that begins after the term; the term, or the place for it, is before that.
    var low = 0
    var high = blockCount
    while low < high {
      let middle = (low + high) / 2
      if try isStart(of: middle, after: term, key: key) { high = middle } else { low = middle + 1 }
    }
    var iterator = TermIterator(dictionary: self, block: max(low - 1, 0))
    try iterator.skip(before: term)
    return iterator
  }

  /// Whether the first term of `block` comes after `term`, whose key is `key`. Only terms that agree in
  /// 8 bytes have to be compared as such.
  private func isStart(
    of block: Int, after term: [UInt8], key: UInt64
  ) throws(IndexError) -> Bool {
    let place = index.lowerBound + block * 8
    let blockKey = try file.bytes(place..<place + 8).loadUnaligned(as: UInt64.self)
    guard blockKey == key else { return blockKey > key }
    var first = TermIterator(dictionary: self, block: block)
    return try first.next() && term.lexicographicallyPrecedes(first.term)
  }

  fileprivate func blockRange(_ block: Int) throws(IndexError) -> Range<Int> {
    func offset(_ block: Int) throws(IndexError) -> Int {
      guard block < blockCount else { return dictionary.count }
      let place = index.lowerBound + (blockCount + block) * 8
      let offset = try file.bytes(place..<place + 8).loadUnaligned(as: UInt64.self)
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
        throw .corrupt(
          file: dictionary.file.path, offset: range.lowerBound + reader.offset,
          reason: "a term cannot be decoded")
      }
      return true
    }

    private mutating func decode(isFirst: Bool) throws(ByteReader.Error) {
      if isFirst {
        listOffset = dictionary.postings.lowerBound &+ Int(truncatingIfNeeded: try reader.varint())
        term.removeAll(keepingCapacity: true)
      }
      let shared = Int(truncatingIfNeeded: try reader.varint())
      guard shared >= 0, shared <= term.count else { throw .truncated(offset: reader.offset) }
      let suffix = try reader.bytes(Int(truncatingIfNeeded: try reader.varint()))
      term.replaceSubrange(shared..., with: suffix)
      let head = try reader.varint()
      entry.documentFrequency = Int(truncatingIfNeeded: head >> 1)
      entry.isInline = head & 1 == 1
      if entry.isInline {
        let length = Int(truncatingIfNeeded: try reader.varint())
        let start = range.lowerBound + reader.offset
        var list = ByteReader(try reader.bytes(length))
        entry.list = start..<start + length
        _ = try list.varint()
        entry.totalFrequency = Int(truncatingIfNeeded: try list.varint())
      } else {
        let more = Int(truncatingIfNeeded: try reader.varint())
        let length = Int(truncatingIfNeeded: try reader.varint())
        guard length >= 0, length <= dictionary.postings.upperBound &- listOffset else {
          throw .truncated(offset: reader.offset)
        }
        entry.totalFrequency = entry.documentFrequency &+ more
        entry.list = listOffset..<listOffset + length
        listOffset += length
      }
      guard entry.documentFrequency > 0 else { throw .truncated(offset: reader.offset) }
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
