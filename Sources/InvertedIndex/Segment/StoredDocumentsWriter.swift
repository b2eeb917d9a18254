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
