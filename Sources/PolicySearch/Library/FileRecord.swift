/// What the library knows of a source file.
package struct FileRecord: Equatable, Sendable {
  /// What tells a changed file from an unchanged one without reading it.
  package struct Stamp: Equatable, Sendable {
    /// Bytes.
    package var size: Int
    /// Last modification of the content, nanoseconds since 1970.
    package var modified: Int64
    /// Last change of content or metadata, nanoseconds since 1970; programs cannot set it. 0 when the
    /// file changed so short before it was read that a further change could carry the same time.
    package var changed: Int64
  }

  /// Absolute.
  package var path: String
  /// Its state when it was read last.
  package var stamp: Stamp
  /// The checksum of the file's bytes.
  package var contentChecksum: UInt64
  /// What decided on how it was read, see ``FileReading``; 0 where the file alone did.
  package var reading: UInt64 = 0
  /// The encoding it was read in, or nil when it was skipped.
  package var encoding: String?
  /// Why it was skipped, or nil.
  package var skipReason: String?
  /// Its documents, in their order in the file.
  package var documents: [DocumentCopy]
}

extension FileRecord {
  /// The order of a catalogue: by the bytes of the paths.
  func precedes(_ other: FileRecord) -> Bool {
    path.utf8.lexicographicallyPrecedes(other.path.utf8)
  }
}
