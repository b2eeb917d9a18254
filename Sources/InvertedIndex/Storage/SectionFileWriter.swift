internal import IntegerCoding

/// Writes a section file (see ``SectionFileFormat``) from front to back.
///
/// Sections are written one after another: `begin`, any number of `write`s, and the next `begin` or
/// `finish` ends it. Memory: a buffer of some chunks, and 8 bytes for each 16 KiB written.
package struct SectionFileWriter: ~Copyable {
  private let file: OutputFile
  private var sections: [(tag: SectionTag, offset: Int, length: Int)] = []
  private var isInSection = false
  /// What is not written yet; begins with a chunk.
  private var buffer: [UInt8] = []
  /// Bytes written.
  private var written = 0
  private var checksums: [UInt64] = []

  private static let bufferSize = 16 * SectionFileFormat.chunkSize

  /// Bytes so far.
  private var offset: Int { written + buffer.count }

  package init(path: String, kind: SectionFileFormat.Kind) throws(IndexError) {
    file = try OutputFile(path: path)
    buffer.reserveCapacity(Self.bufferSize)
    buffer.appendLittleEndian(SectionFileFormat.headerMagic)
    buffer.appendLittleEndian(SectionFileFormat.version)
    buffer.appendLittleEndian(kind.rawValue)
  }

  /// Starts a section; the one before, if any, is ended.
  package mutating func begin(_ tag: SectionTag) throws(IndexError) {
    endSection()
    try pad()
    sections.append((tag, offset, 0))
    isInSection = true
  }

  /// Bytes written to the current section.
  package var sectionLength: Int { offset - (sections.last?.offset ?? 0) }

  package mutating func write(_ bytes: [UInt8]) throws(IndexError) {
    precondition(isInSection)
    try append(bytes)
  }

  package mutating func write(_ bytes: UnsafeRawBufferPointer) throws(IndexError) {
    precondition(isInSection)
    try append(bytes)
  }

  /// Writes fixed-width integers as they stand in memory (little-endian).
  package mutating func write<Value: FixedWidthInteger & BitwiseCopyable>(
    values: [Value]
  ) throws(IndexError) {
    precondition(isInSection)
    try values.withBytes { (bytes) throws(IndexError) in try append(bytes) }
  }

  /// Ends the file. Returns its size in bytes.
  ///
  /// - Parameter isSynchronized: wait until the file is on disk; else a commit that names it has to.
  @discardableResult
  package consuming func finish(isSynchronized: Bool = true) throws(IndexError) -> Int {
    endSection()
    try pad()
    try flush()
    let tableOffset = offset
    var tail: [UInt8] = []
    for section in sections {
      tail.appendLittleEndian(section.tag.tag)
      tail.appendLittleEndian(section.tag.number)
      tail.appendLittleEndian(UInt64(section.offset))
      tail.appendLittleEndian(UInt64(section.length))
    }
    for checksum in checksums { tail.appendLittleEndian(checksum) }
    tail.appendLittleEndian(UInt64(tableOffset))
    tail.appendLittleEndian(UInt32(sections.count))
    tail.appendLittleEndian(UInt32(checksums.count))
    let length = tableOffset + tail.count + 24
    tail.appendLittleEndian(UInt64(length))
    tail.appendLittleEndian(tail.withUnsafeBytes { Checksum.of($0) })
    tail.appendLittleEndian(SectionFileFormat.footerMagic)
    try tail.withBytes { (bytes) throws(IndexError) in try file.write(bytes) }
    if isSynchronized { try file.synchronize() }
    return length
  }

  private mutating func endSection() {
    guard isInSection else { return }
    sections[sections.count - 1].length = sectionLength
    isInSection = false
  }

  private mutating func append(_ bytes: [UInt8]) throws(IndexError) {
    try bytes.withBytes { (bytes) throws(IndexError) in try append(bytes) }
  }

  private mutating func pad() throws(IndexError) {
    try append([UInt8](repeating: 0, count: -offset & 7))
  }

  private mutating func append(_ bytes: UnsafeRawBufferPointer) throws(IndexError) {
    var rest = bytes
    while buffer.count + rest.count >= Self.bufferSize {
      let room = Self.bufferSize - buffer.count
      buffer.append(contentsOf: rest.prefix(room))
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(room))
      try flush()
    }
    buffer.append(contentsOf: rest)
  }

  /// Writes the buffer, which is of whole chunks unless the file ends with it.
  private mutating func flush() throws(IndexError) {
    try buffer.withBytes { (bytes) throws(IndexError) in
      for start in stride(from: 0, to: bytes.count, by: SectionFileFormat.chunkSize) {
        let end = min(start + SectionFileFormat.chunkSize, bytes.count)
        checksums.append(Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[start..<end])))
      }
      try file.write(bytes)
    }
    written += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }
}
