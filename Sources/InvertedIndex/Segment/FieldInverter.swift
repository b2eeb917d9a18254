internal import CMalloc

/// The tokens of one field of many documents, inverted when asked.
///
/// While documents come in, a token costs one hash probe and 4 bytes; inversion is one counting sort
/// over all tokens (one pass to scatter, no comparison), which for a segment of some ten million
/// tokens is several times faster than growing a list for each term. Memory: 4 bytes a token, 4 more
/// while inverting, and the distinct terms.
package struct FieldInverter {
  private let schema: FieldSchema
  private var terms = TermTable()
  /// Term numbers of all tokens, documents one after another, in chunks: growing one array would
  /// touch twice the memory, and new pages cost as much as the probes.
  private var fullChunks: [[UInt32]] = []
  /// The chunk that is being filled.
  private var tokens: [UInt32] = []
  /// Tokens in ``fullChunks``.
  private var fullCount = 0
  /// A chunk is full when it has so many tokens; the last call may add more. The first one grows.
  private static let (firstLength, chunkLength) = (1 << 18, 1 << 20)
  /// The tokens of a field of pairs, which has no others.
  private var pairs: PairInverter?
  /// The index of each document's first token.
  private var starts: [UInt32] = [0]

  init(schema: FieldSchema) {
    self.schema = schema
  }

  /// Bytes of memory held.
  var memory: Int {
    (fullCount + tokens.capacity + starts.capacity) * 4 + terms.memory + (pairs?.memory ?? 0)
  }

  /// Adds the next token of the current document.
  package mutating func append(_ term: UnsafeRawBufferPointer) {
    tokens.append(terms.number(term))
  }

  /// Adds the next tokens of the current document: every unit with the one behind it, the document's
  /// last with 0, as terms of 4 bytes, the most significant first. The fastest way, see
  /// ``PairInverter``; such a field takes no other tokens.
  package mutating func append(pairsOf units: Span<UInt16>) {
    if pairs == nil {
      precondition(terms.count == 0, "a field of pairs takes no other tokens")
      pairs = PairInverter()
    }
    pairs?.append(units)
  }

  /// The number, as ``append(numbers:)`` takes it, of a term of `length` (0 to 8) bytes whose bytes, read as
  /// a big-endian number with zeros behind, are `key`. It stays the term's as long as the inverter lives.
  package mutating func number(key: UInt64, length: Int) -> UInt32 {
    terms.number(key: key, length: length)
  }

  /// The number of a term as ``append(numbers:)`` takes it.
  package mutating func number(_ term: UnsafeRawBufferPointer) -> UInt32 { terms.number(term) }

  /// Adds the next tokens of the current document by the numbers of their terms, which the caller has
  /// asked for and kept: no probe.
  package mutating func append(numbers: Span<UInt32>) {
    numbers.withUnsafeBufferPointer { tokens.append(contentsOf: $0) }
  }

  /// Ends the current document. A field takes at most 2³² tokens, 16 GiB of memory.
  mutating func endDocument() {
    if pairs != nil {
      precondition(tokens.isEmpty, "a field of pairs takes no other tokens")
      pairs?.endDocument()
      starts.append(UInt32(pairs?.count ?? 0))
      return
    }
    starts.append(UInt32(fullCount + tokens.count))
    guard tokens.count >= (fullChunks.isEmpty ? Self.firstLength : Self.chunkLength) else { return }
    fullCount += tokens.count
    fullChunks.append(tokens)
    tokens = [UInt32](hugePageCapacity: Self.chunkLength * 5 / 4)
  }

  /// Writes the field's sections.
  mutating func write(
    field: Int, to file: inout SectionFileWriter
  ) throws(IndexError) -> FieldStatistics {
    let documentCount = starts.count - 1
    var lengths: [UInt32] = []
    lengths.reserveCapacity(documentCount)
    for document in 0..<documentCount { lengths.append(starts[document + 1] - starts[document]) }

    var writer = try FieldWriter(field: field, schema: schema, lengths: lengths, file: &file)
    if let pairs = pairs.take() {
      try write(pairs, with: &writer, to: &file)
      // The chunks are too small for the allocator to give them back by itself, and the fields to come
      // need as much in one piece.
      malloc_trim(0)
    } else {
      try writeTerms(with: &writer, to: &file)
    }
    return try writer.finish(to: &file)
  }

  private func write(
    _ pairs: consuming PairInverter, with writer: inout FieldWriter,
    to file: inout SectionFileWriter
  ) throws(IndexError) {
    let locator = DocumentLocator(starts: starts)
    var list = PostingList()
    let starts = starts.span
    try pairs.forEachTerm(starts: starts) { (term, indices) throws(IndexError) in
      list.fill(
        from: indices, starts: starts, locator: locator, hasPositions: schema.hasPositions)
      var key = term.bigEndian
      try withUnsafeBytes(of: &key) { (term) throws(IndexError) in
        try writer.append(term, list, to: &file)
      }
    }
  }

  private mutating func writeTerms(
    with writer: inout FieldWriter, to file: inout SectionFileWriter
  ) throws(IndexError) {
    let (slots, ends) = Self.sortedIndices(
      of: fullChunks + [tokens], count: fullCount + tokens.count, distinct: terms.count)
    fullChunks = []
    tokens = []
    let locator = DocumentLocator(starts: starts)
    var list = PostingList()
    for number in terms.sorted() {
      let start = number == 0 ? 0 : Int(ends[Int(number) - 1])
      list.fill(
        from: slots.span.extracting(start..<Int(ends[Int(number)])), starts: starts.span,
        locator: locator, hasPositions: schema.hasPositions)
      try terms.withTerm(Int(number)) { (term) throws(IndexError) in
        try writer.append(term, list, to: &file)
      }
    }
  }

  /// The indices of `count` values, which stand in `chunks` and are all below `distinct`, sorted by
  /// value and then by index, and for each value the end of its indices: a counting sort.
  private static func sortedIndices(
    of chunks: [[UInt32]], count: Int, distinct: Int
  ) -> (indices: [UInt32], ends: [UInt32]) {
    var ends = [UInt32](repeating: 0, count: distinct)
    for chunk in chunks {
      for value in chunk { ends[Int(value)] &+= 1 }
    }
    var sum: UInt32 = 0
    for value in ends.indices {
      let count = ends[value]
      ends[value] = sum  // where the next index of this value goes
      sum &+= count
    }
    var indices = [UInt32](hugePageCount: count)
    indices.withUnsafeMutableBufferPointer { indices in
      var index: UInt32 = 0
      for chunk in chunks {
        for value in chunk {
          let value = Int(value)
          indices[Int(ends[value])] = index
          ends[value] &+= 1
          index &+= 1
        }
      }
    }
    return (indices, ends)
  }
}
