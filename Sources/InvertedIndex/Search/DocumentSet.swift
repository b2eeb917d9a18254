/// A set of documents of one segment, as bits.
package struct DocumentSet: Equatable, Sendable {
  /// Documents the segment has; members are below it.
  package let capacity: Int
  package private(set) var words: [UInt64]

  /// The empty set.
  package init(capacity: Int) {
    self.capacity = capacity
    words = Array(repeating: 0, count: (capacity + 63) / 64)
  }

  /// The set of ``capacity`` documents whose bits are `words`; bits beyond the capacity are zero.
  init(capacity: Int, words: [UInt64]) {
    self.capacity = capacity
    self.words = words
  }

  /// The documents for which `isMember` holds; it is asked once for each, ascending.
  @inline(__always)
  init(capacity: Int, where isMember: (Int) -> Bool) {
    self.init(capacity: capacity)
    for index in words.indices {
      var word: UInt64 = 0
      for document in index * 64..<min(capacity, index * 64 + 64) {
        word |= (isMember(document) ? 1 : 0) << UInt64(document % 64)
      }
      words[index] = word
    }
  }

  /// All documents.
  package static func all(_ capacity: Int) -> DocumentSet {
    var set = DocumentSet(capacity: capacity)
    for index in set.words.indices { set.words[index] = .max }
    if capacity % 64 != 0 { set.words[set.words.count - 1] = (1 << UInt64(capacity % 64)) - 1 }
    return set
  }

  /// Members; cost: one step for 64 documents.
  package var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  package func contains(_ document: DocID) -> Bool {
    words[Int(document) / 64] & (1 << UInt64(document % 64)) != 0
  }

  package mutating func insert(_ document: DocID) {
    words[Int(document) / 64] |= 1 << UInt64(document % 64)
  }

  package mutating func remove(_ document: DocID) {
    words[Int(document) / 64] &= ~(1 << UInt64(document % 64))
  }

  package mutating func formUnion(_ other: DocumentSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  package mutating func formIntersection(_ other: DocumentSet) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  package mutating func subtract(_ other: DocumentSet) {
    for index in words.indices { words[index] &= ~other.words[index] }
  }

  /// Calls `body` with the members in `range`, ascending.
  func forEach(in range: Range<DocID>, _ body: (DocID) -> Void) {
    guard !range.isEmpty else { return }
    for index in Int(range.lowerBound) / 64...Int(range.upperBound - 1) / 64 {
      var word = words[index]
      let first = DocID(index * 64)
      if first < range.lowerBound { word &= .max << UInt64(range.lowerBound - first) }
      while word != 0 {
        let document = first + DocID(word.trailingZeroBitCount)
        guard document < range.upperBound else { return }
        body(document)
        word &= word &- 1
      }
    }
  }

  /// The members, ascending.
  package var documents: [DocID] {
    var documents: [DocID] = []
    forEach(in: 0..<DocID(capacity)) { documents.append($0) }
    return documents
  }
}
