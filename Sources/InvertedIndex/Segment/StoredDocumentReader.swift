/// Reads the stored documents of one segment and keeps the last frame: documents in ascending order
/// cost one decompression for each frame, about 64 KiB.
package struct StoredDocumentReader {
  package let segment: SegmentReader
  private var frame: StoredFrame?

  package init(_ segment: SegmentReader) {
    self.segment = segment
  }

  /// What was stored with `document`.
  package mutating func stored(_ document: DocID) throws(IndexError) -> ArraySlice<UInt8> {
    if let frame, frame.documents.contains(Int(document)) { return frame.bytes(of: Int(document)) }
    let frame = try segment.storedDocuments.frame(containing: Int(document))
    self.frame = frame
    return frame.bytes(of: Int(document))
  }
}
