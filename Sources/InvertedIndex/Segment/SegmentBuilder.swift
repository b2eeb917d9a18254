/// Builds one segment from documents, in memory but for the stored documents, which go to the file at
/// once. One thread at a time.
package struct SegmentBuilder: ~Copyable {
  private var writer: SegmentWriter
  private var inverters: [FieldInverter]

  /// Starts a segment in a new file at `path`.
  package init(path: String, schema: IndexSchema) throws(IndexError) {
    writer = try SegmentWriter(path: path, schema: schema)
    inverters = schema.fields.map { FieldInverter(schema: $0) }
  }

  /// Documents so far.
  package var documentCount: Int { writer.documentCount }

  /// Bytes of memory held. Writing the segment takes 4 bytes more for each token that is no pair, less the
  /// fields written before, and for pairs what ``PairInverter`` says.
  package var memory: Int { inverters.reduce(0) { $0 + $1.memory } }

  /// Gives `body` the inverter of `field`, to append the tokens of the current document.
  package mutating func withField<Result>(
    _ field: Int, _ body: (inout FieldInverter) -> Result
  ) -> Result {
    body(&inverters[field])
  }

  /// Ends the current document.
  ///
  /// - Parameters:
  ///   - stored: what ``SegmentReader/stored(_:)`` gives back.
  ///   - integers: one value for each integer column.
  ///   - keywords: one value or nil for each keyword column.
  package mutating func endDocument(
    stored: UnsafeRawBufferPointer, integers: [Int64], keywords: [String?]
  ) throws(IndexError) {
    for field in inverters.indices { inverters[field].endDocument() }
    try writer.appendStored(stored)
    writer.appendColumns(integers: integers, keywords: keywords)
  }

  /// Writes the segment. Returns the file's size in bytes. That it is on disk is for the commit to see to
  /// that names it: a segment that is merged before never needs to be.
  package consuming func finish() throws(IndexError) -> Int {
    try writer.endStored()
    for field in inverters.indices {
      try writer.appendField { (file) throws(IndexError) in
        try inverters[field].write(field: field, to: &file)
      }
    }
    return try writer.finish()
  }
}
