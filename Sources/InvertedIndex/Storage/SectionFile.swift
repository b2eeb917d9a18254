import Synchronization

/// An open section file (see ``SectionFileFormat``): the only way to the bytes of an index.
///
/// Bytes are handed out after their chunk's checksum has been verified, once per chunk and process;
/// so whoever holds them reads exactly what the writer wrote. Safe to share between threads.
package final class SectionFile: @unchecked Sendable {
  private let file: MappedFile
  private let sections: [SectionTag: Range<Int>]
  private let tableOffset: Int
  private let checksumsOffset: Int
  /// One bit for each chunk that has been verified. Setting a bit twice is harmless.
  private let verified: UnsafeMutablePointer<Atomic<UInt64>>
  private let verifiedCount: Int

  package var path: String { file.path }
  /// Bytes on disk.
  package var size: Int { file.bytes.count }

  /// See ``MappedFile/releasePages()``.
  func releasePages() { file.releasePages() }

  /// Opens and checks header, table and footer. Cost: independent of the sections' size but for
  /// 8 bytes of checksums a 16 KiB chunk.
  package init(path: String, kind: SectionFileFormat.Kind) throws(IndexError) {
    typealias Format = SectionFileFormat
    let file = try MappedFile(path: path)
    let bytes = file.bytes
    func corrupt(_ offset: Int, _ reason: String) -> IndexError {
      .corrupt(file: path, offset: offset, reason: reason)
    }
    guard bytes.count >= Format.headerSize + Format.footerSize else {
      throw corrupt(0, "shorter than a header and a footer")
    }
    guard bytes.loadUnaligned(as: UInt64.self) == Format.headerMagic else {
      throw corrupt(0, "not a gongwen file")
    }
    let version = bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
    guard version == Format.version else {
      throw .unknownVersion(file: path, found: version, supported: Format.version)
    }
    guard bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self) == kind.rawValue else {
      throw corrupt(12, "a file of another kind")
    }
    let footer = bytes.count - Format.footerSize
    guard bytes.loadUnaligned(fromByteOffset: footer + 32, as: UInt64.self) == Format.footerMagic,
      bytes.loadUnaligned(fromByteOffset: footer + 16, as: UInt64.self) == UInt64(bytes.count)
    else { throw corrupt(footer, "truncated or overwritten: no footer") }
    let table = bytes.loadUnaligned(fromByteOffset: footer, as: UInt64.self)
    let sectionCount = Int(bytes.loadUnaligned(fromByteOffset: footer + 8, as: UInt32.self))
    let chunkCount = Int(bytes.loadUnaligned(fromByteOffset: footer + 12, as: UInt32.self))
    guard table <= UInt64(footer),
      Int(table) + sectionCount * Format.tableEntrySize + chunkCount * 8 == footer,
      chunkCount == (Int(table) + Format.chunkSize - 1) / Format.chunkSize
    else { throw corrupt(footer, "the footer contradicts itself") }
    let tableOffset = Int(table)
    let checked = UnsafeRawBufferPointer(rebasing: bytes[tableOffset..<footer + 24])
    guard
      Checksum.of(checked) == bytes.loadUnaligned(fromByteOffset: footer + 24, as: UInt64.self)
    else { throw corrupt(tableOffset, "the checksum of the table does not match") }

    var sections: [SectionTag: Range<Int>] = [:]
    for index in 0..<sectionCount {
      let entry = tableOffset + index * Format.tableEntrySize
      let tag = SectionTag(
        tag: bytes.loadUnaligned(fromByteOffset: entry, as: UInt32.self),
        number: bytes.loadUnaligned(fromByteOffset: entry + 4, as: UInt32.self))
      let offset = bytes.loadUnaligned(fromByteOffset: entry + 8, as: UInt64.self)
      let length = bytes.loadUnaligned(fromByteOffset: entry + 16, as: UInt64.self)
      guard offset <= table, length <= table - offset, offset % 8 == 0, sections[tag] == nil else {
        throw corrupt(entry, "a section is out of place")
      }
      sections[tag] = Int(offset)..<Int(offset + length)
    }
    self.file = file
    self.sections = sections
    self.tableOffset = tableOffset
    checksumsOffset = tableOffset + sectionCount * Format.tableEntrySize
    verifiedCount = (chunkCount + 63) / 64
    verified = .allocate(capacity: max(verifiedCount, 1))
    for index in 0..<verifiedCount { (verified + index).initialize(to: Atomic(0)) }
  }

  deinit {
    verified.deinitialize(count: verifiedCount)
    verified.deallocate()
  }

  /// Where a section stands in the file, or nil when the file has none of that name.
  package func range(of tag: SectionTag) -> Range<Int>? { sections[tag] }

  /// Where a section stands; a missing one is damage.
  package func requiredRange(of tag: SectionTag) throws(IndexError) -> Range<Int> {
    guard let range = sections[tag] else {
      throw .corrupt(file: path, offset: tableOffset, reason: "section \(tag) is missing")
    }
    return range
  }

  /// Sections with their sizes in bytes, in no particular order.
  package var sectionSizes: [(tag: SectionTag, bytes: Int)] {
    sections.map { ($0.key, $0.value.count) }
  }

  /// The bytes of `range` (file offsets), every chunk of which has been verified.
  ///
  /// The pointer is valid as long as this object lives.
  package func bytes(_ range: Range<Int>) throws(IndexError) -> UnsafeRawBufferPointer {
    guard range.lowerBound >= 0, range.upperBound <= tableOffset else {
      throw outside(range.lowerBound)
    }
    if !range.isEmpty {
      let last = (range.upperBound &- 1) / SectionFileFormat.chunkSize
      var chunk = range.lowerBound / SectionFileFormat.chunkSize
      while chunk <= last {
        if verified[chunk >> 6].load(ordering: .relaxed) & (1 << UInt64(chunk & 63)) == 0 {
          try verifyChunk(chunk)
        }
        chunk &+= 1
      }
    }
    return UnsafeRawBufferPointer(rebasing: file.bytes[range])
  }

  private func outside(_ offset: Int) -> IndexError {
    .corrupt(file: path, offset: offset, reason: "a reference leads outside the file")
  }

  /// The integer at `offset`, a multiple of 8, whose chunk has been verified.
  @inline(__always)
  func uint64(at offset: Int) throws(IndexError) -> UInt64 {
    guard offset >= 0, offset <= tableOffset &- 8 else { throw outside(offset) }
    let chunk = offset / SectionFileFormat.chunkSize
    if verified[chunk >> 6].load(ordering: .relaxed) & (1 << UInt64(chunk & 63)) == 0 {
      try verifyChunk(chunk)
    }
    return file.bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  /// Verifies every chunk again, whether or not it was read before. Reads the whole file.
  package func verify() throws(IndexError) {
    for chunk in 0..<(tableOffset + SectionFileFormat.chunkSize - 1) / SectionFileFormat.chunkSize {
      try verifyChunk(chunk)
    }
  }

  @inline(never)
  private func verifyChunk(_ chunk: Int) throws(IndexError) {
    let start = chunk * SectionFileFormat.chunkSize
    let end = min(start + SectionFileFormat.chunkSize, tableOffset)
    let expected = file.bytes.loadUnaligned(
      fromByteOffset: checksumsOffset + chunk * 8, as: UInt64.self)
    guard Checksum.of(UnsafeRawBufferPointer(rebasing: file.bytes[start..<end])) == expected else {
      throw .corrupt(
        file: path, offset: start, reason: "the checksum of bytes \(start) to \(end) does not match"
      )
    }
    verified[chunk >> 6].bitwiseOr(1 << UInt64(chunk & 63), ordering: .relaxed)
  }
}
