internal import IntegerCoding

/// Which documents of a segment are not deleted.
///
///     BITS      u64 × ceil(documents / 64)   bit d%64 of word d/64 is set when d is live
///     META      varints: documents, live documents, and for each field the total length of the live
///
/// The file is written anew at each deletion; its name is in the manifest.
package struct LiveDocuments: Equatable, Sendable {
  package private(set) var documents: DocumentSet
  package private(set) var liveCount: Int

  /// All documents live.
  package init(documentCount: Int) {
    documents = .all(documentCount)
    liveCount = documentCount
  }

  /// Documents of the segment, deleted ones included.
  package var documentCount: Int { documents.capacity }

  package func contains(_ document: DocID) -> Bool { documents.contains(document) }

  /// Deletes a document; deleting it again does nothing.
  package mutating func remove(_ document: DocID) {
    guard contains(document) else { return }
    documents.remove(document)
    liveCount -= 1
  }

  /// The deleted documents, ascending.
  package var deleted: [DocID] {
    var deleted = DocumentSet.all(documentCount)
    deleted.subtract(documents)
    return deleted.documents
  }

  /// Writes the file; `liveLengths` has the total length of the live documents in each field.
  func write(path: String, liveLengths: [Int]) throws(IndexError) {
    var file = try SectionFileWriter(path: path, kind: .liveDocuments)
    try file.begin(SectionTag("BITS"))
    try file.write(values: documents.words)
    var meta: [UInt8] = []
    meta.appendVarint(UInt64(documentCount))
    meta.appendVarint(UInt64(liveCount))
    for length in liveLengths { meta.appendVarint(UInt64(length)) }
    try file.begin(SectionTag("META"))
    try file.write(meta)
    try file.finish()
  }

  /// Reads the file written for a segment of `documentCount` documents and `fields` fields.
  static func read(
    path: String, documentCount: Int, fields: Int
  ) throws(IndexError) -> (live: LiveDocuments, liveLengths: [Int]) {
    let file = try SectionFile(path: path, kind: .liveDocuments)
    let range = try file.requiredRange(of: SectionTag("META"))
    var reader = ByteReader(try file.bytes(range))
    var live = LiveDocuments(documentCount: documentCount)
    var lengths: [Int] = []
    do throws(ByteReader.Error) {
      guard try reader.varint() == UInt64(documentCount) else {
        throw .truncated(offset: 0)
      }
      live.liveCount = Int(truncatingIfNeeded: try reader.varint())
      for _ in 0..<fields { lengths.append(Int(truncatingIfNeeded: try reader.varint())) }
    } catch {
      throw .corrupt(
        file: path, offset: range.lowerBound, reason: "not the segment's live documents")
    }
    let bits = try file.bytes(try file.requiredRange(of: SectionTag("BITS")))
    var words: [UInt64] = []
    for offset in stride(from: 0, to: bits.count & ~7, by: 8) {
      words.append(bits.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    live.documents = DocumentSet(capacity: documentCount, words: words)
    guard words.count == (documentCount + 63) / 64, live.documents.count == live.liveCount else {
      throw .corrupt(file: path, offset: range.lowerBound, reason: "the live documents miscount")
    }
    return (live, lengths)
  }
}
