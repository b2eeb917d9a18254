internal import IntegerCoding

/// Writes a segment file, section by section in the order in which a segment becomes known:
///
///     STOR SBLK SBEG           stored documents, see `StoredDocumentsWriter`
///     POST DICT DIDX LENG      for each field, see `FieldWriter`
///     INTC                     for each integer column: i64 × documents
///     KEYW                     for each keyword column, see `KeywordColumnWriter`
///     META                     varints: documents, fields, integer columns, keyword columns, and for
///                              each field: flags (1 positions, 2 scored), terms, total length
struct SegmentWriter: ~Copyable {
  private let schema: IndexSchema
  private(set) var file: SectionFileWriter
  private var stored = StoredDocumentsWriter()
  private var integers: [[Int64]]
  private var keywords: [KeywordColumnWriter]
  private(set) var documentCount = 0
  private var statistics: [FieldStatistics] = []

  init(path: String, schema: IndexSchema) throws(IndexError) {
    var file = try SectionFileWriter(path: path, kind: .segment)
    try file.begin(SectionTag("STOR"))
    self.file = file
    self.schema = schema
    integers = Array(repeating: [], count: schema.integerColumns)
    keywords = Array(repeating: KeywordColumnWriter(), count: schema.keywordColumns)
  }

  /// Adds a document's stored bytes.
  mutating func appendStored(_ bytes: UnsafeRawBufferPointer) throws(IndexError) {
    try stored.append(bytes, to: &file)
  }

  /// Adds a whole frame of stored documents.
  mutating func appendStored(
    frame: UnsafeRawBufferPointer, uncompressed: Int, starts: [UInt32]
  ) throws(IndexError) {
    try stored.append(frame: frame, uncompressed: uncompressed, starts: starts, to: &file)
  }

  /// Adds a document's column values, as many as the schema has columns.
  mutating func appendColumns(integers values: [Int64], keywords words: [String?]) {
    precondition(values.count == integers.count && words.count == keywords.count)
    for (column, value) in values.enumerated() { integers[column].append(value) }
    for (column, word) in words.enumerated() { keywords[column].append(word) }
    documentCount += 1
  }

  mutating func endStored() throws(IndexError) {
    try stored.finish(to: &file)
  }

  /// Adds the next field, which `body` writes.
  mutating func appendField(
    _ body: (inout SectionFileWriter) throws(IndexError) -> FieldStatistics
  ) throws(IndexError) {
    statistics.append(try body(&file))
  }

  /// Writes what remains. Returns the file's size in bytes; it need not be on disk yet.
  consuming func finish() throws(IndexError) -> Int {
    precondition(statistics.count == schema.fields.count)
    for (column, values) in integers.enumerated() {
      try file.begin(SectionTag("INTC", column))
      try file.write(values: values)
    }
    for (column, writer) in keywords.enumerated() { try writer.write(column: column, to: &file) }
    var meta: [UInt8] = []
    meta.appendVarint(UInt64(documentCount))
    meta.appendVarint(UInt64(schema.fields.count))
    meta.appendVarint(UInt64(schema.integerColumns))
    meta.appendVarint(UInt64(schema.keywordColumns))
    for (field, statistics) in zip(schema.fields, statistics) {
      meta.appendVarint((field.hasPositions ? 1 : 0) | (field.isScored ? 2 : 0))
      meta.appendVarint(UInt64(statistics.terms))
      meta.appendVarint(UInt64(statistics.totalLength))
    }
    try file.begin(SectionTag("META"))
    try file.write(meta)
    return try file.finish(isSynchronized: false)
  }
}
