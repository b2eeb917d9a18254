internal import IntegerCoding
package import InvertedIndex

/// The source files of a library and which documents came from them.
///
/// Documents are stored once, under an identifier made from their content; the catalogue leads from
/// there to the files. So a renamed or copied file changes the catalogue and nothing else.
///
///     FILE      record*, ascending by the bytes of the path
///     record    := string path · varint size · u64 modified · u64 changed · u64 checksum
///                  · string encoding · string reason · varint documents · copy*
///     copy      := u64 identifier · u64 layout
///     string    := varint length · UTF-8 bytes                  empty for none
///     FOFF      u64 × files: where each record begins in FILE
///     READ      u64 × files: see `FileReading`; left out where all are 0
///     DOCS      (u64 identifier · u32 file · u32 part)*, ascending
package struct Catalogue: Sendable {
  private static let documentEntrySize = 16

  private let file: SectionFile
  private let recordSection: Range<Int>
  private let offsets: Range<Int>
  private let readings: Range<Int>?
  private let documents: Range<Int>

  package init(path: String) throws(IndexError) {
    file = try SectionFile(path: path, kind: .catalogue)
    recordSection = try file.requiredRange(of: SectionTag("FILE"))
    offsets = try file.requiredRange(of: SectionTag("FOFF"))
    documents = try file.requiredRange(of: SectionTag("DOCS"))
    readings = file.range(of: SectionTag("READ"))
    guard offsets.count % 8 == 0, readings?.count ?? offsets.count == offsets.count,
      documents.count % Self.documentEntrySize == 0
    else {
      throw .corrupt(file: path, offset: offsets.lowerBound, reason: "a section of the wrong size")
    }
  }

  /// Files, skipped ones included.
  package var fileCount: Int { offsets.count / 8 }

  /// Its file, for messages.
  package var path: String { file.path }

  /// Bytes on disk.
  package var size: Int { file.size }

  /// Verifies every checksum.
  package func verifyChecksums() throws(IndexError) {
    try file.verify()
  }

  /// The file at `index`, in the order of paths.
  private func record(at index: Int) throws(IndexError) -> FileRecord {
    let place = offsets.lowerBound + index * 8
    let offset = try file.bytes(place..<place + 8).loadUnaligned(as: UInt64.self)
    guard offset <= recordSection.count else { throw corrupt(place) }
    let start = recordSection.lowerBound + Int(offset)
    let reading = try reading(at: index)
    var reader = ByteReader(try file.bytes(start..<recordSection.upperBound))
    do throws(ByteReader.Error) {
      func string() throws(ByteReader.Error) -> String {
        String(
          decoding: try reader.bytes(Int(truncatingIfNeeded: try reader.varint())), as: UTF8.self)
      }
      let path = try string()
      let stamp = FileRecord.Stamp(
        size: Int(truncatingIfNeeded: try reader.varint()),
        modified: Int64(bitPattern: try reader.uint64LE()),
        changed: Int64(bitPattern: try reader.uint64LE()))
      let checksum = try reader.uint64LE()
      let encoding = try string()
      let reason = try string()
      var copies: [DocumentCopy] = []
      for _ in 0..<(try reader.varint()) {
        copies.append(
          DocumentCopy(
            identifier: DocumentIdentifier(try reader.uint64LE()), layout: try reader.uint64LE()))
      }
      return FileRecord(
        path: path, stamp: stamp, contentChecksum: checksum, reading: reading,
        encoding: encoding.isEmpty ? nil : encoding, skipReason: reason.isEmpty ? nil : reason,
        documents: copies)
    } catch { throw corrupt(start) }
  }

  private func reading(at index: Int) throws(IndexError) -> UInt64 {
    guard let readings else { return 0 }
    let place = readings.lowerBound + index * 8
    return try file.bytes(place..<place + 8).loadUnaligned(as: UInt64.self)
  }

  /// All files, in the order of paths.
  func records() throws(IndexError) -> [FileRecord] {
    var records: [FileRecord] = []
    records.reserveCapacity(fileCount)
    for index in 0..<fileCount { records.append(try record(at: index)) }
    return records
  }

  /// Where a document comes from, by path and number.
  package func sources(
    of identifier: DocumentIdentifier
  ) throws(IndexError) -> [DocumentSource] {
    var low = 0
    var high = documents.count / Self.documentEntrySize
    let end = high
    while low < high {
      let middle = (low + high) / 2
      if try entry(middle).identifier < identifier.value { low = middle + 1 } else { high = middle }
    }
    var sources: [DocumentSource] = []
    while low < end {
      let entry = try entry(low)
      guard entry.identifier == identifier.value else { break }
      let file = try record(at: entry.file)
      guard file.documents.indices.contains(entry.part - 1) else {
        throw corrupt(documents.lowerBound + low * Self.documentEntrySize)
      }
      sources.append(
        DocumentSource(
          path: file.path, part: entry.part, layout: file.documents[entry.part - 1].layout))
      low += 1
    }
    return sources
  }

  private func entry(
    _ index: Int
  ) throws(IndexError) -> (identifier: UInt64, file: Int, part: Int) {
    let place = documents.lowerBound + index * Self.documentEntrySize
    let bytes = try file.bytes(place..<place + Self.documentEntrySize)
    return (
      bytes.loadUnaligned(as: UInt64.self),
      Int(bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)),
      Int(bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
    )
  }

  private func corrupt(_ offset: Int) -> IndexError {
    .corrupt(file: file.path, offset: offset, reason: "a file's record cannot be read")
  }

  /// Writes a catalogue of `files`, which ascend by path, to a new file at `path`.
  static func write(_ files: [FileRecord], to path: String) throws(IndexError) {
    var records: [UInt8] = []
    var offsets: [UInt64] = []
    var documents: [(identifier: UInt64, file: Int, part: Int)] = []
    func append(_ text: String) {
      records.appendVarint(UInt64(text.utf8.count))
      records.append(contentsOf: text.utf8)
    }
    for (index, file) in files.enumerated() {
      offsets.append(UInt64(records.count))
      append(file.path)
      records.appendVarint(UInt64(file.stamp.size))
      records.appendLittleEndian(file.stamp.modified)
      records.appendLittleEndian(file.stamp.changed)
      records.appendLittleEndian(file.contentChecksum)
      append(file.encoding ?? "")
      append(file.skipReason ?? "")
      records.appendVarint(UInt64(file.documents.count))
      for (part, copy) in file.documents.enumerated() {
        records.appendLittleEndian(copy.identifier.value)
        records.appendLittleEndian(copy.layout)
        documents.append((copy.identifier.value, index, part + 1))
      }
    }
    documents.sort { ($0.identifier, $0.file, $0.part) < ($1.identifier, $1.file, $1.part) }
    var entries: [UInt8] = []
    for document in documents {
      entries.appendLittleEndian(document.identifier)
      entries.appendLittleEndian(UInt32(document.file))
      entries.appendLittleEndian(UInt32(document.part))
    }
    var writer = try SectionFileWriter(path: path, kind: .catalogue)
    try writer.begin(SectionTag("FILE"))
    try writer.write(records)
    try writer.begin(SectionTag("FOFF"))
    try writer.write(values: offsets)
    if files.contains(where: { $0.reading != 0 }) {
      try writer.begin(SectionTag("READ"))
      try writer.write(values: files.map(\.reading))
    }
    try writer.begin(SectionTag("DOCS"))
    try writer.write(entries)
    try writer.finish()
  }
}
