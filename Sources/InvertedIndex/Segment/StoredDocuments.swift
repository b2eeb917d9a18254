internal import IntegerCoding

/// Writes what a search shows of documents: opaque bytes for each, compressed many at a time.
///
///     stored     := zstd frame*             a frame holds whole documents, about 64 KiB of them
///     blocks     := (u64 offset of the frame · u32 first document · u32 bytes uncompressed)*
///                   and a last entry (end of the last frame · number of documents · 0)
///     starts     := u32 × documents         where the document begins in its uncompressed frame
///
/// A frame grows with a document that is larger than it.
struct StoredDocumentsWriter: ~Copyable {
  static let blockSize = 65_536

  private let compressor = FrameCompressor()
  private var block: [UInt8] = []
  private var blocks: [UInt8] = []
  private var starts: [UInt32] = []
  private var firstDocument = 0
  private var offset = 0

  /// Adds the next document. The current section of `file` must be the stored section.
  mutating func append(
    _ document: UnsafeRawBufferPointer, to file: inout SectionFileWriter
  ) throws(IndexError) {
    if !block.isEmpty, block.count + document.count > Self.blockSize { try endBlock(&file) }
    guard block.count + document.count <= Int(UInt32.max) else {
      throw .tooLarge(what: "a document", limit: Int(UInt32.max))
    }
    starts.append(UInt32(block.count))
    block.append(contentsOf: document)
  }

  /// Adds a whole frame of another segment as it stands.
  mutating func append(
    frame: UnsafeRawBufferPointer, uncompressed: Int, starts newStarts: some Sequence<UInt32>,
    to file: inout SectionFileWriter
  ) throws(IndexError) {
    try endBlock(&file)
    firstDocument = starts.count
    starts.append(contentsOf: newStarts)
    try write(frame, uncompressed: uncompressed, to: &file)
  }

  /// Ends the stored section and writes the other two.
  mutating func finish(to file: inout SectionFileWriter) throws(IndexError) {
    try endBlock(&file)
    appendEntry(uncompressed: 0)
    try file.begin(SectionTag("SBLK"))
    try file.write(blocks)
    try file.begin(SectionTag("SBEG"))
    try file.write(values: starts)
  }

  private mutating func endBlock(_ file: inout SectionFileWriter) throws(IndexError) {
    if starts.count > firstDocument {
      let frame = compressor.frame(block)
      let uncompressed = block.count
      try frame.withBytes { (bytes) throws(IndexError) in
        try write(bytes, uncompressed: uncompressed, to: &file)
      }
      block.removeAll(keepingCapacity: true)
    }
    firstDocument = starts.count
  }

  private mutating func write(
    _ frame: UnsafeRawBufferPointer, uncompressed: Int, to file: inout SectionFileWriter
  ) throws(IndexError) {
    appendEntry(uncompressed: uncompressed)
    try file.write(frame)
    offset += frame.count
    firstDocument = starts.count
  }

  private mutating func appendEntry(uncompressed: Int) {
    blocks.appendLittleEndian(UInt64(offset))
    blocks.appendLittleEndian(UInt32(firstDocument))
    blocks.appendLittleEndian(UInt32(uncompressed))
  }
}

/// Reads what ``StoredDocumentsWriter`` wrote.
struct StoredDocuments: Sendable {
  private static let entrySize = 16

  private let file: SectionFile
  private let frames: Range<Int>
  private let blocks: Range<Int>
  private let starts: Range<Int>
  private let documentCount: Int
  let blockCount: Int

  init(file: SectionFile, documentCount: Int) throws(IndexError) {
    self.file = file
    self.documentCount = documentCount
    frames = try file.requiredRange(of: SectionTag("STOR"))
    blocks = try file.requiredRange(of: SectionTag("SBLK"))
    starts = try file.requiredRange(of: SectionTag("SBEG"))
    guard starts.count == documentCount * 4, blocks.count >= Self.entrySize,
      blocks.count % Self.entrySize == 0
    else {
      throw .corrupt(
        file: file.path, offset: blocks.lowerBound, reason: "a stored section has the wrong size")
    }
    blockCount = blocks.count / Self.entrySize - 1
  }

  /// One frame, with the documents in it.
  struct Block {
    var frame: UnsafeRawBufferPointer
    var uncompressed: Int
    var documents: Range<Int>
  }

  func block(_ number: Int) throws(IndexError) -> Block {
    let place = blocks.lowerBound + number * Self.entrySize
    let entry = try file.bytes(place..<place + 2 * Self.entrySize)
    let offset = entry.loadUnaligned(as: UInt64.self)
    let first = Int(entry.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    let size = Int(entry.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
    let end = entry.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
    let next = Int(entry.loadUnaligned(fromByteOffset: 24, as: UInt32.self))
    guard offset <= end, end <= frames.count, first < next, next <= documentCount else {
      throw .corrupt(file: file.path, offset: place, reason: "stored blocks out of order")
    }
    let bytes = try file.bytes(frames.lowerBound + Int(offset)..<frames.lowerBound + Int(end))
    return Block(frame: bytes, uncompressed: size, documents: first..<next)
  }

  /// The start of each of `documents` in their uncompressed frame.
  func starts(of documents: Range<Int>) throws(IndexError) -> [UInt32] {
    let range =
      starts.lowerBound + documents.lowerBound * 4..<starts.lowerBound + documents.upperBound * 4
    let bytes = try file.bytes(range)
    return documents.indices.map {
      bytes.loadUnaligned(fromByteOffset: ($0 - documents.lowerBound) * 4, as: UInt32.self)
    }
  }

  /// The uncompressed bytes of a block.
  func contents(of block: Block) throws(IndexError) -> [UInt8] {
    guard let contents = decompress(frame: block.frame, count: block.uncompressed) else {
      throw .corrupt(
        file: file.path, offset: frames.lowerBound,
        reason: "stored documents cannot be decompressed")
    }
    return contents
  }

  /// Decompresses the frame that holds `document`. Cost: about 0.1 ms.
  func frame(containing document: Int) throws(IndexError) -> StoredFrame {
    var low = 0
    var high = blockCount
    while high - low > 1 {
      let middle = (low + high) / 2
      let place = blocks.lowerBound + middle * Self.entrySize + 8
      let first = try file.bytes(place..<place + 4).loadUnaligned(as: UInt32.self)
      if Int(first) <= document { low = middle } else { high = middle }
    }
    let block = try block(low)
    let contents = try contents(of: block)
    let starts = try starts(of: block.documents).map(Int.init) + [contents.count]
    guard block.documents.contains(document), zip(starts, starts.dropFirst()).allSatisfy(<=) else {
      throw .corrupt(
        file: file.path, offset: blocks.lowerBound, reason: "stored documents out of order")
    }
    return StoredFrame(documents: block.documents, contents: contents, starts: starts)
  }
}

/// A frame of stored documents, decompressed.
struct StoredFrame {
  /// The documents in it.
  let documents: Range<Int>
  fileprivate let contents: [UInt8]
  /// Where each begins in `contents`, and the end of the last; ascending.
  fileprivate let starts: [Int]

  /// The bytes of one of ``documents``.
  func bytes(of document: Int) -> [UInt8] {
    let index = document - documents.lowerBound
    return Array(contents[starts[index]..<starts[index + 1]])
  }
}

/// Reads the stored documents of one segment and keeps the last frame: documents in ascending order
/// cost one decompression for each frame, about 64 KiB.
package struct StoredDocumentReader {
  package let segment: SegmentReader
  private var frame: StoredFrame?

  package init(_ segment: SegmentReader) {
    self.segment = segment
  }

  /// What was stored with `document`.
  package mutating func stored(_ document: DocID) throws(IndexError) -> [UInt8] {
    if let frame, frame.documents.contains(Int(document)) { return frame.bytes(of: Int(document)) }
    let frame = try segment.storedDocuments.frame(containing: Int(document))
    self.frame = frame
    return frame.bytes(of: Int(document))
  }
}
