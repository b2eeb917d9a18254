internal import IntegerCoding

/// Which documents of a segment are not deleted.
///
///     BITS      u64 × ceil(documents / 64)   bit d%64 of word d/64 is set when d is live
///     META      varints: documents, live documents, and for each field the total length of the live
///
/// The file is written anew at each deletion; its name is in the manifest.
package struct LiveDocuments: Equatable, Sendable {
  package let documentCount: Int
  package private(set) var liveCount: Int
  private var words: [UInt64]

  /// All documents live.
  package init(documentCount: Int) {
    self.documentCount = documentCount
    liveCount = documentCount
    words = Array(repeating: .max, count: (documentCount + 63) / 64)
    if documentCount % 64 != 0 { words[words.count - 1] = (1 << UInt64(documentCount % 64)) - 1 }
  }

  package func contains(_ document: DocID) -> Bool {
    words[Int(document) / 64] & (1 << UInt64(document % 64)) != 0
  }

  /// Deletes a document; deleting it again does nothing.
  package mutating func remove(_ document: DocID) {
    guard contains(document) else { return }
    words[Int(document) / 64] &= ~(1 << UInt64(document % 64))
    liveCount -= 1
  }

  /// The deleted documents, ascending.
  package var deleted: [DocID] {
    (0..<DocID(documentCount)).filter { !contains($0) }
  }

  /// Writes the file; `liveLengths` has the total length of the live documents in each field.
  func write(path: String, liveLengths: [Int]) throws(IndexError) {
    var file = try SectionFileWriter(path: path, kind: .liveDocuments)
    try file.begin(SectionTag("BITS"))
    try file.write(values: words)
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
      guard Int(try reader.varint()) == documentCount else {
        throw ByteReader.Error.truncated(offset: 0)
      }
      live.liveCount = Int(try reader.varint())
      for _ in 0..<fields { lengths.append(Int(try reader.varint())) }
    } catch {
      throw .corrupt(file: path, offset: range.lowerBound, reason: "not the segment's live documents")
    }
    let bits = try file.bytes(try file.requiredRange(of: SectionTag("BITS")))
    guard bits.count == live.words.count * 8 else {
      throw .corrupt(file: path, offset: range.lowerBound, reason: "a bit set of the wrong size")
    }
    for index in live.words.indices {
      live.words[index] = bits.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)
    }
    guard live.words.reduce(0, { $0 + $1.nonzeroBitCount }) == live.liveCount else {
      throw .corrupt(file: path, offset: range.lowerBound, reason: "the live documents miscount")
    }
    return (live, lengths)
  }
}
