/// Writes several segments as one, without their deleted documents.
///
/// Documents keep their order: those of the first segment come first. Checksums of what is read are
/// verified on the way, so damage stops a merge instead of spreading. Memory: the lists of one term,
/// 4 bytes a document, the dictionary that is being written, and ``releaseInterval`` of mapped pages.
struct SegmentMerger {
  /// After so many bytes written, the inputs' pages are released.
  private static let releaseInterval = 32 << 20

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

  /// Writes the merged segment to a new file at `path` and waits until it is on disk.
  func write(to path: String) throws(IndexError) {
    var writer = try SegmentWriter(path: path, schema: schema)
    for input in inputs {
      try copyStored(input, to: &writer)
      input.segment.releasePages()
    }
    try writer.endStored()
    for field in schema.fields.indices {
      try writer.appendField { (file) throws(IndexError) in
        try mergeField(field, to: &file)
      }
    }
    _ = try writer.finish()
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
      // Small frames are taken apart, so that many small updates do not leave many small frames.
      if survivors.count == block.documents.count,
        block.uncompressed >= StoredDocumentsWriter.blockSize / 2
      {
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
    var lengths: [UInt32] = []
    for (input, numbers) in zip(inputs, numbers) {
      let old = try input.segment.lengths(field: field)
      for document in old.indices where numbers[document] != .exhausted {
        lengths.append(old[document])
      }
    }
    var sources: [Source] = []
    for (index, input) in inputs.enumerated() {
      var iterator = try input.segment.dictionaries[field].makeIterator()
      if try iterator.next() {
        sources.append(
          Source(iterator: iterator, cursor: input.segment.cursor(field: field), input: index))
      }
    }
    var writer = try FieldWriter(
      field: field, schema: schema.fields[field], lengths: lengths, file: &file)
    var list = PostingList()
    var nextRelease = Self.releaseInterval
    while !sources.isEmpty {
      if file.sectionLength > nextRelease {
        for input in inputs { input.segment.releasePages() }
        nextRelease += Self.releaseInterval
      }
      // A scan for the least term; mostly it compares nothing but 8-byte keys.
      var least = 0
      for index in sources.indices where sources[index].precedes(sources[least]) { least = index }
      let (key, term) = (sources[least].key, sources[least].iterator.term)
      list.removeAll()
      var isAnyAtEnd = false
      for index in sources.indices
      where sources[index].key == key && sources[index].iterator.term == term {
        try sources[index].cursor.open(sources[index].iterator.entry)
        try sources[index].cursor.copyRest(to: &list, numbers: numbers[sources[index].input])
        if try !sources[index].advance() { isAnyAtEnd = true }
      }
      if isAnyAtEnd { sources.removeAll(where: \.isAtEnd) }
      guard !list.documents.isEmpty else { continue }
      try term.withBytes { (term) throws(IndexError) in
        try writer.append(term, list, to: &file)
      }
    }
    return try writer.finish(to: &file)
  }

  /// The terms of one input, on the way through them.
  private struct Source {
    var iterator: TermDictionary.TermIterator
    /// Opened for one term after the other.
    var cursor: PostingsCursor
    let input: Int
    /// The current term's first 8 bytes.
    private(set) var key: UInt64
    private(set) var isAtEnd = false

    /// A source whose iterator stands on its first term.
    init(iterator: TermDictionary.TermIterator, cursor: PostingsCursor, input: Int) {
      self.iterator = iterator
      self.cursor = cursor
      self.input = input
      key = TermDictionaryWriter.key(iterator.term)
    }

    func precedes(_ other: Source) -> Bool {
      guard key == other.key else { return key < other.key }
      return iterator.term.lexicographicallyPrecedes(other.iterator.term)
    }

    /// Moves to the next term; false when there is none.
    mutating func advance() throws(IndexError) -> Bool {
      isAtEnd = try !iterator.next()
      if !isAtEnd { key = TermDictionaryWriter.key(iterator.term) }
      return !isAtEnd
    }
  }
}
