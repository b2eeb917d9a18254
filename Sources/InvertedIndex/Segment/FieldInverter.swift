internal import IntegerCoding

/// The tokens of one field of many documents, inverted when asked.
///
/// While documents come in, a token costs one hash probe and 4 bytes; inversion is one counting sort
/// over all tokens (one pass to scatter, no comparison), which for a segment of some ten million
/// tokens is several times faster than growing a list for each term. Memory: 4 bytes a token, 4 more
/// while inverting, and the distinct terms.
package struct FieldInverter {
  private let schema: FieldSchema
  private var terms = TermTable()
  /// Term numbers of all tokens, documents one after another.
  private var tokens: [UInt32] = []
  /// The index of each document's first token.
  private var starts: [UInt32] = [0]

  init(schema: FieldSchema) {
    self.schema = schema
  }

  /// Bytes of memory held.
  var memory: Int { tokens.capacity * 4 + starts.capacity * 4 + terms.memory }

  /// Adds the next token of the current document: a term of `length` (0 to 8) bytes whose bytes, read
  /// as a big-endian number with zeros behind, are `key`.
  package mutating func append(key: UInt64, length: Int) {
    tokens.append(terms.number(key: key, length: length))
  }

  /// Adds the next token of the current document.
  package mutating func append(_ term: UnsafeRawBufferPointer) {
    tokens.append(terms.number(term))
  }

  /// Ends the current document. A field takes at most 2^32 tokens, 16 GiB of memory.
  mutating func endDocument() {
    starts.append(UInt32(tokens.count))
  }

  /// Writes the field's sections.
  mutating func write(
    field: Int, to file: inout SectionFileWriter
  ) throws(IndexError) -> FieldStatistics {
    let documentCount = starts.count - 1
    var lengths: [UInt32] = []
    lengths.reserveCapacity(documentCount)
    for document in 0..<documentCount { lengths.append(starts[document + 1] - starts[document]) }

    let (slots, ends) = Self.sortedIndices(of: tokens, distinct: terms.count)
    tokens = []
    let locator = DocumentLocator(starts: starts)

    var writer = try FieldWriter(field: field, schema: schema, lengths: lengths, file: &file)
    var list = PostingList()
    for number in terms.sorted() {
      list.removeAll()
      let end = Int(ends[Int(number)])
      var index = number == 0 ? 0 : Int(ends[Int(number) - 1])
      var document = 0
      while index < end {
        document = locator.document(of: slots[index], from: document)
        let next = starts[document + 1]
        let start = index
        var expected = starts[document]
        while index < end, slots[index] < next {
          if schema.hasPositions { list.gaps.append(slots[index] &- expected) }
          expected = slots[index] &+ 1
          index += 1
        }
        list.documents.append(UInt32(document))
        list.frequencies.append(UInt32(index - start))
      }
      try writer.append(terms.term(Int(number)), list, to: &file)
    }
    return try writer.finish(to: &file)
  }

  /// The indices of `values`, which are all below `distinct`, sorted by value and then by index, and
  /// for each value the end of its indices: a counting sort.
  private static func sortedIndices(
    of values: [UInt32], distinct: Int
  ) -> (indices: [UInt32], ends: [UInt32]) {
    var ends = [UInt32](repeating: 0, count: distinct)
    for value in values { ends[Int(value)] &+= 1 }
    var sum: UInt32 = 0
    for value in ends.indices {
      let count = ends[value]
      ends[value] = sum  // where the next index of this value goes
      sum &+= count
    }
    let indices = [UInt32](unsafeUninitializedCapacity: values.count) { indices, initialized in
      for index in values.indices {
        let value = Int(values[index])
        indices[Int(ends[value])] = UInt32(truncatingIfNeeded: index)
        ends[value] &+= 1
      }
      initialized = values.count
    }
    return (indices, ends)
  }
}

/// Finds the document of a token index: a table of hints for every 256 tokens, then a walk.
private struct DocumentLocator {
  private let starts: [UInt32]
  private let hints: [UInt32]

  init(starts: [UInt32]) {
    self.starts = starts
    var hints: [UInt32] = []
    let tokens = Int(starts[starts.count - 1])
    hints.reserveCapacity(tokens / 256 + 1)
    var document = 0
    for token in stride(from: 0, through: tokens, by: 256) {
      while document + 2 < starts.count, starts[document + 1] <= token { document += 1 }
      hints.append(UInt32(document))
    }
    self.hints = hints
  }

  /// The document that holds `token`; at or after `document`, which must not be behind it.
  func document(of token: UInt32, from document: Int) -> Int {
    var document = max(document, Int(hints[Int(token / 256)]))
    while starts[document + 1] <= token { document += 1 }
    return document
  }
}
