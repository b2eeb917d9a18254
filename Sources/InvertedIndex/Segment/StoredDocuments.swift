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
  func bytes(of document: Int) -> ArraySlice<UInt8> {
    let index = document - documents.lowerBound
    return contents[starts[index]..<starts[index + 1]]
  }
}
