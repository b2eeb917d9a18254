internal import IntegerCoding

/// An open segment: immutable, memory-mapped, shared between threads.
package final class SegmentReader: Sendable {
  package let schema: IndexSchema
  /// Documents, deleted ones included.
  package let documentCount: Int
  /// For each field.
  package let statistics: [FieldStatistics]
  /// The terms of each field.
  package let dictionaries: [TermDictionary]
  package let keywordColumns: [KeywordColumn]
  let storedDocuments: StoredDocuments
  private let file: SectionFile
  private let lengthRanges: [Range<Int>]
  private let integerRanges: [Range<Int>]

  /// Opens the segment file at `path` and checks its structure; nothing proportional to its size is
  /// read.
  package init(path: String) throws(IndexError) {
    let file = try SectionFile(path: path, kind: .segment)
    let metaRange = try file.requiredRange(of: SectionTag("META"))
    var reader = ByteReader(try file.bytes(metaRange))
    var fields: [FieldSchema] = []
    var statistics: [FieldStatistics] = []
    var counts: [Int] = []
    do throws(ByteReader.Error) {
      for _ in 0..<4 {
        guard let count = UInt32(exactly: try reader.varint()) else {
          throw .truncated(offset: reader.offset)
        }
        counts.append(Int(count))
      }
      for _ in 0..<counts[1] {
        let flags = try reader.varint()
        fields.append(FieldSchema(hasPositions: flags & 1 != 0, isScored: flags & 2 != 0))
        statistics.append(
          FieldStatistics(
            terms: Int(truncatingIfNeeded: try reader.varint()),
            totalLength: Int(truncatingIfNeeded: try reader.varint())))
      }
    } catch {
      throw .corrupt(
        file: path, offset: metaRange.lowerBound, reason: "no description of the segment")
    }
    let documentCount = counts[0]
    var dictionaries: [TermDictionary] = []
    var lengthRanges: [Range<Int>] = []
    for field in fields.indices {
      dictionaries.append(
        try TermDictionary(
          file: file, field: field, schema: fields[field], count: statistics[field].terms))
      lengthRanges.append(
        try Self.range(of: SectionTag("LENG", field), count: documentCount * 4, in: file))
    }
    var integerRanges: [Range<Int>] = []
    for column in 0..<counts[2] {
      integerRanges.append(
        try Self.range(of: SectionTag("INTC", column), count: documentCount * 8, in: file))
    }
    var keywordColumns: [KeywordColumn] = []
    for column in 0..<counts[3] {
      keywordColumns.append(
        try KeywordColumn(file: file, column: column, documentCount: documentCount))
    }
    schema = IndexSchema(
      fields: fields, integerColumns: counts[2], keywordColumns: counts[3])
    self.file = file
    self.documentCount = documentCount
    self.statistics = statistics
    self.dictionaries = dictionaries
    self.lengthRanges = lengthRanges
    self.integerRanges = integerRanges
    self.keywordColumns = keywordColumns
    storedDocuments = try StoredDocuments(file: file, documentCount: documentCount)
  }

  private static func range(
    of tag: SectionTag, count: Int, in file: SectionFile
  ) throws(IndexError) -> Range<Int> {
    let range = try file.requiredRange(of: tag)
    guard range.count == count else {
      throw .corrupt(
        file: file.path, offset: range.lowerBound, reason: "section \(tag) has the wrong size")
    }
    return range
  }

  package var path: String { file.path }

  /// The bytes on disk of each section, by tag, over all fields and columns of that tag.
  package var sectionSizes: [(tag: SectionTag, bytes: Int)] { file.sectionSizes }

  /// Bytes on disk.
  package var size: Int { file.size }

  /// See ``MappedFile/releasePages()``.
  func releasePages() { file.releasePages() }

  /// A cursor on the first document of a term.
  package func cursor(_ entry: TermEntry, field: Int) throws(IndexError) -> PostingsCursor {
    var cursor = cursor(field: field)
    try cursor.open(entry)
    return cursor
  }

  /// A cursor for lists of `field`, to be opened.
  func cursor(field: Int) -> PostingsCursor {
    PostingsCursor(file: file, schema: schema.fields[field])
  }

  /// The field's length (tokens) of every document; valid as long as this object lives. Verifies the
  /// section on first use, 4 bytes a document.
  package func lengths(field: Int) throws(IndexError) -> UnsafeBufferPointer<UInt32> {
    let bytes = try file.bytes(lengthRanges[field])
    // SAFETY: sections start on multiples of 8, the map on a page, and the size was checked.
    return UnsafeBufferPointer(
      start: bytes.baseAddress?.assumingMemoryBound(to: UInt32.self), count: documentCount)
  }

  /// The field's length (tokens) of one document.
  package func length(of document: DocID, field: Int) throws(IndexError) -> Int {
    let place = lengthRanges[field].lowerBound + Int(document) * 4
    return Int(try file.bytes(place..<place + 4).loadUnaligned(as: UInt32.self))
  }

  /// A document's value in an integer column.
  package func integer(column: Int, of document: DocID) throws(IndexError) -> Int64 {
    let place = integerRanges[column].lowerBound + Int(document) * 8
    return try file.bytes(place..<place + 8).loadUnaligned(as: Int64.self)
  }

  /// An integer column's values, one for each document; valid as long as this object lives.
  package func integers(column: Int) throws(IndexError) -> UnsafeBufferPointer<Int64> {
    let bytes = try file.bytes(integerRanges[column])
    // SAFETY: as in `lengths`.
    return UnsafeBufferPointer(
      start: bytes.baseAddress?.assumingMemoryBound(to: Int64.self), count: documentCount)
  }

  /// The documents whose value in an integer column lies in any of `ranges`, deleted ones included.
  ///
  /// Cost: for each range one pass over 8 bytes a document.
  package func documents(
    integerColumn column: Int, inAnyOf ranges: [ClosedRange<Int64>]
  ) throws(IndexError) -> DocumentSet {
    let values = try integers(column: column)
    var documents = DocumentSet(capacity: documentCount)
    for range in ranges {
      documents.formUnion(DocumentSet(capacity: documentCount) { range ~= values[$0] })
    }
    return documents
  }

  /// What was stored with a document. Cost: a decompression of its frame.
  package func stored(_ document: DocID) throws(IndexError) -> ArraySlice<UInt8> {
    try storedDocuments.frame(containing: Int(document)).bytes(of: Int(document))
  }

  /// Verifies every checksum. Reads the whole file.
  package func verifyChecksums() throws(IndexError) {
    try file.verify()
  }
}
