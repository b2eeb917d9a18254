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
    return try iterator.entry()
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
    private var block: Int
    private var range: Range<Int> = 0..<0
    private var offset = 0
    private var listOffset = 0
    private var isPending = false
    /// The current term, once ``next()`` has returned true.
    package private(set) var term: [UInt8] = []
    private var current = TermEntry(
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
      if offset == range.count {
        guard block < dictionary.blockCount else { return false }
        range = try dictionary.blockRange(block)
        block += 1
        offset = 0
      }
      let bytes = try dictionary.file.bytes(range)
      var reader = ByteReader(UnsafeRawBufferPointer(rebasing: bytes[offset...]))
      do throws(ByteReader.Error) {
        if offset == 0 {
          listOffset = dictionary.postings.lowerBound + Int(truncatingIfNeeded: try reader.varint())
          term.removeAll(keepingCapacity: true)
        }
        let shared = Int(truncatingIfNeeded: try reader.varint())
        guard shared >= 0, shared <= term.count else { throw .truncated(offset: reader.offset) }
        let suffix = try reader.bytes(Int(truncatingIfNeeded: try reader.varint()))
        term.removeLast(term.count - shared)
        term.append(contentsOf: suffix)
        let head = try reader.varint()
        current.documentFrequency = Int(truncatingIfNeeded: head >> 1)
        current.isInline = head & 1 == 1
        if current.isInline {
          let length = Int(truncatingIfNeeded: try reader.varint())
          let start = range.lowerBound + offset + reader.offset
          let list = try reader.bytes(length)
          current.list = start..<start + length
          var inner = ByteReader(list)
          _ = try inner.varint()
          current.totalFrequency = Int(truncatingIfNeeded: try inner.varint())
        } else {
          let more = Int(truncatingIfNeeded: try reader.varint())
          let length = Int(truncatingIfNeeded: try reader.varint())
          guard length >= 0, length <= dictionary.postings.upperBound - listOffset else {
            throw .truncated(offset: reader.offset)
          }
          current.totalFrequency = current.documentFrequency &+ more
          current.list = listOffset..<listOffset + length
          listOffset += length
        }
        guard current.documentFrequency > 0 else { throw .truncated(offset: reader.offset) }
        offset += reader.offset
      } catch {
        throw .corrupt(
          file: dictionary.file.path, offset: range.lowerBound + offset,
          reason: "a term cannot be decoded")
      }
      return true
    }

    /// The entry of the current term.
    package func entry() throws(IndexError) -> TermEntry { current }

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
