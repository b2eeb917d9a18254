/// Writes several segments as one, without their deleted documents.
///
/// Documents keep their order: those of the first segment come first. Checksums of what is read are
/// verified on the way, so damage stops a merge instead of spreading. Memory: 4 bytes a document, what
/// ``FieldMerger`` says, and the mapped pages read since they were last released.
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

  /// Writes the merged segment to a new file at `path`, which need not be on disk yet.
  ///
  /// - Parameters:
  ///   - jobs: workers that merge lists, at least 1.
  ///   - stretchSize: see ``FieldMerger/stretchSize``.
  func write(
    to path: String, jobs: Int, stretchSize: Int = FieldMerger.stretchSize
  ) throws(IndexError) {
    var writer = try SegmentWriter(path: path, schema: schema)
    for input in inputs {
      try copyStored(input, to: &writer)
      input.segment.releasePages()
    }
    try writer.endStored()
    for field in schema.fields.indices {
      let merger = try FieldMerger(
        segments: inputs.map(\.segment), numbers: numbers, field: field)
      try writer.appendField { (file) throws(IndexError) in
        try merger.write(to: &file, jobs: jobs, stretchSize: stretchSize)
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
}
