internal import IntegerCoding

/// Writes a section file (see ``SectionFileFormat``) from front to back.
///
/// Sections are written one after another: `begin`, any number of `write`s, and the next `begin` or
/// `finish` ends it. Memory: the output buffer, one chunk, and 8 bytes for each 64 KiB written.
package struct SectionFileWriter: ~Copyable {
  private var file: OutputFile
  private var sections: [(tag: SectionTag, offset: Int, length: Int)] = []
  private var isInSection = false
  private var chunk: [UInt8] = []
  private var checksums: [UInt64] = []

  package init(path: String, kind: SectionFileFormat.Kind) throws(IndexError) {
    chunk.reserveCapacity(SectionFileFormat.chunkSize)
    chunk.appendLittleEndian(SectionFileFormat.headerMagic)
    chunk.appendLittleEndian(SectionFileFormat.version)
    chunk.appendLittleEndian(kind.rawValue)
    var file = try OutputFile(path: path)
    try chunk.withBytes { (bytes) throws(IndexError) in try file.write(bytes) }
    self.file = file
  }

  /// Starts a section; the one before, if any, is ended.
  package mutating func begin(_ tag: SectionTag) throws(IndexError) {
    endSection()
    let padding = -file.offset & 7
    if padding > 0 { try append([UInt8](repeating: 0, count: padding)) }
    sections.append((tag, file.offset, 0))
    isInSection = true
  }

  /// Bytes written to the current section.
  package var sectionLength: Int { file.offset - (sections.last?.offset ?? 0) }

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

  /// Ends the file and waits until it is on disk. Returns its size in bytes.
  @discardableResult
  package consuming func finish() throws(IndexError) -> Int {
    endSection()
    let padding = -file.offset & 7
    if padding > 0 { try append([UInt8](repeating: 0, count: padding)) }
    if !chunk.isEmpty { endChunk() }
    let tableOffset = file.offset
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
    try file.finish()
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

  private mutating func append(_ bytes: UnsafeRawBufferPointer) throws(IndexError) {
    try file.write(bytes)
    var rest = bytes
    while !rest.isEmpty {
      let room = min(SectionFileFormat.chunkSize - chunk.count, rest.count)
      chunk.append(contentsOf: rest.prefix(room))
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(room))
      if chunk.count == SectionFileFormat.chunkSize { endChunk() }
    }
  }

  private mutating func endChunk() {
    checksums.append(chunk.withUnsafeBytes { Checksum.of($0) })
    chunk.removeAll(keepingCapacity: true)
  }
}
