internal import InvertedIndex

extension StoredDocument {
  /// Decodes the record of `document`; one that cannot be read is damage to the segment.
  init(record: ArraySlice<UInt8>, of document: DocID, in segment: SegmentReader) throws(IndexError)
  {
    do throws(DecodingError) {
      try self.init(decoding: record)
    } catch {
      throw .corrupt(
        file: segment.path, offset: 0, reason: "the record of document \(document) cannot be read")
    }
  }
}

extension StoredDocumentReader {
  /// A document of the segment, decoded.
  mutating func document(_ document: DocID) throws(IndexError) -> StoredDocument {
    try StoredDocument(record: try stored(document), of: document, in: segment)
  }
}
