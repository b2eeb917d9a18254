/// Writes several segments as one, without their deleted documents.
///
/// Documents keep their order: those of the first segment come first. Checksums of what is read are
/// verified on the way, so damage stops a merge instead of spreading. Memory: the lists of one term,
/// 4 bytes a document, and the dictionary that is being written.
struct SegmentMerger {
  private let inputs: [(segment: SegmentReader, live: LiveDocuments?)]
  private let schema: IndexSchema
  /// For each input, the new number of each document, or `exhausted` for a deleted one.
  private let numbers: [[DocID]]

  init(inputs: [(segment: SegmentReader, live: LiveDocuments?)], schema: IndexSchema) {
    self.inputs = inputs
    self.schema = schema
    var next: DocID = 0
    numbers = inputs.map { input in
      (0..<DocID(input.segment.documentCount)).map { document in
        guard input.live?.contains(document) ?? true else { return .exhausted }
        next += 1
        return next - 1
      }
    }
  }

  /// Writes the merged segment to a new file at `path`. Returns its size in bytes.
  func write(to path: String) throws(IndexError) -> Int {
    var writer = try SegmentWriter(path: path, schema: schema)
    for input in inputs { try copyStored(input, to: &writer) }
    try writer.endStored()
    for field in schema.fields.indices {
      try writer.appendField { (file) throws(IndexError) in
        try mergeField(field, to: &file)
      }
    }
    return try writer.finish()
  }

  private func copyStored(
    _ input: (segment: SegmentReader, live: LiveDocuments?), to writer: inout SegmentWriter
  ) throws(IndexError) {
    let segment = input.segment
    let stored = segment.storedDocuments
    for number in 0..<stored.blockCount {
      let block = try stored.block(number)
      let starts = try stored.starts(of: block.documents)
      let survivors = block.documents.filter { input.live?.contains(DocID($0)) ?? true }
      if survivors.count == block.documents.count {
        try writer.appendStored(
          frame: block.frame, uncompressed: block.uncompressed, starts: starts)
      } else if !survivors.isEmpty {
        let contents = try stored.contents(of: block)
        for document in survivors {
          let index = document - block.documents.lowerBound
          let start = Int(starts[index])
          let end = index + 1 < starts.count ? Int(starts[index + 1]) : contents.count
          guard start <= end, end <= contents.count else {
            throw .corrupt(
              file: segment.path, offset: 0, reason: "stored documents out of order")
          }
          try contents.withBytes { (bytes) throws(IndexError) in
            try writer.appendStored(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
          }
        }
      }
      for document in survivors {
        var integers: [Int64] = []
        for column in 0..<schema.integerColumns {
          integers.append(try segment.integer(column: column, of: DocID(document)))
        }
        var keywords: [String?] = []
        for column in segment.keywordColumns {
          keywords.append(try column.value(of: DocID(document)))
        }
        writer.appendColumns(integers: integers, keywords: keywords)
      }
    }
  }

  private func mergeField(
    _ field: Int, to file: inout SectionFileWriter
  ) throws(IndexError) -> FieldStatistics {
    let hasPositions = schema.fields[field].hasPositions
    var lengths: [UInt32] = []
    for (input, numbers) in zip(inputs, numbers) {
      let old = try input.segment.lengths(field: field)
      for document in old.indices where numbers[document] != .exhausted {
        lengths.append(old[document])
      }
    }
    var sources: [(iterator: TermDictionary.TermIterator, input: Int)] = []
    for (index, input) in inputs.enumerated() {
      var iterator = try input.segment.dictionaries[field].makeIterator()
      if try iterator.next() { sources.append((iterator, index)) }
    }
    var writer = try FieldWriter(
      field: field, schema: schema.fields[field], lengths: lengths, file: &file)
    var documents: [DocID] = []
    var frequencies: [UInt32] = []
    var positions: [UInt32] = []
    var buffer: [UInt32] = []
    while !sources.isEmpty {
      // Few segments are merged at a time, so a scan for the least term beats a heap.
      var term = sources[0].iterator.term
      for source in sources.dropFirst()
      where source.iterator.term.lexicographicallyPrecedes(term) {
        term = source.iterator.term
      }
      documents.removeAll(keepingCapacity: true)
      frequencies.removeAll(keepingCapacity: true)
      positions.removeAll(keepingCapacity: true)
      var index = 0
      while index < sources.count {
        guard sources[index].iterator.term == term else {
          index += 1
          continue
        }
        let input = sources[index].input
        var cursor = try inputs[input].segment.cursor(
          try sources[index].iterator.entry(), field: field)
        while cursor.doc != .exhausted {
          guard Int(cursor.doc) < numbers[input].count else {
            throw .corrupt(
              file: inputs[input].segment.path, offset: 0, reason: "a document number is too large")
          }
          let number = numbers[input][Int(cursor.doc)]
          if number != .exhausted {
            documents.append(number)
            frequencies.append(try cursor.frequency())
            if hasPositions {
              try cursor.readPositions(into: &buffer)
              positions.append(contentsOf: buffer)
            }
          }
          try cursor.advance()
        }
        if try sources[index].iterator.next() {
          index += 1
        } else {
          sources.remove(at: index)
        }
      }
      if !documents.isEmpty {
        try writer.append(
          term, documents: documents, frequencies: frequencies, positions: positions, to: &file)
      }
    }
    return try writer.finish(to: &file)
  }
}
