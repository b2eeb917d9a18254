/// One generation of an index, open for reading. Immutable; share it between threads.
package final class IndexSnapshot: Sendable {
  /// A segment with the documents of it that count.
  package struct Segment: Sendable {
    package let reader: SegmentReader
    /// Nil when no document is deleted.
    package let live: LiveDocuments?
    /// Each field's total length over the live documents.
    package let liveLengths: [Int]

    package var liveCount: Int { live?.liveCount ?? reader.documentCount }
  }

  package let directory: IndexDirectory
  package let manifest: Manifest
  package let segments: [Segment]
  /// Live documents.
  package let documentCount: Int

  /// Opens the visible generation.
  ///
  /// A writer may replace the generation while its files are being opened; then the newer one is
  /// opened instead.
  package static func open(_ directory: IndexDirectory) throws(IndexError) -> IndexSnapshot {
    var manifest = try directory.readManifest()
    while true {
      do throws(IndexError) {
        return try IndexSnapshot(directory: directory, manifest: manifest)
      } catch {
        let newer = try directory.readManifest()
        guard newer.generation != manifest.generation else { throw error }
        manifest = newer
      }
    }
  }

  init(directory: IndexDirectory, manifest: Manifest) throws(IndexError) {
    self.directory = directory
    self.manifest = manifest
    var segments: [Segment] = []
    for entry in manifest.segments {
      let reader = try SegmentReader(path: directory.path(of: entry.file))
      guard reader.documentCount == entry.documentCount else {
        throw .corrupt(
          file: reader.path, offset: 0, reason: "not the segment that the manifest describes")
      }
      var live: LiveDocuments?
      var lengths = reader.statistics.map(\.totalLength)
      if let file = entry.liveFile {
        (live, lengths) = try LiveDocuments.read(
          path: directory.path(of: file), documentCount: reader.documentCount,
          fields: reader.schema.fields.count)
      }
      segments.append(Segment(reader: reader, live: live, liveLengths: lengths))
    }
    self.segments = segments
    documentCount = segments.reduce(0) { $0 + $1.liveCount }
  }

  /// The average length (tokens) of `field` over the live documents; 0 when there are none.
  package func averageLength(field: Int) -> Double {
    guard documentCount > 0 else { return 0 }
    return Double(segments.reduce(0) { $0 + $1.liveLengths[field] }) / Double(documentCount)
  }

  /// Live documents that contain `term`.
  ///
  /// Deleted documents are taken off one by one, so that statistics, and with them scores, equal
  /// those of an index built from the live documents alone. Cost where a segment has deletions: the
  /// term's posting list, or one seek for each deletion when those are far fewer.
  package func documentFrequency(_ term: [UInt8], field: Int) throws(IndexError) -> Int {
    var count = 0
    for segment in segments {
      guard let entry = try segment.reader.dictionaries[field].entry(term) else { continue }
      count += try Self.liveFrequency(of: entry, field: field, in: segment)
    }
    return count
  }

  static func liveFrequency(
    of entry: TermEntry, field: Int, in segment: Segment
  ) throws(IndexError) -> Int {
    guard let live = segment.live else { return entry.documentFrequency }
    var cursor = try segment.reader.cursor(entry, field: field)
    var count = 0
    // A seek costs about as much as reading a dozen documents.
    guard (live.documentCount - live.liveCount) * 12 < entry.documentFrequency else {
      try cursor.forEachBlock(before: .exhausted, withFrequencies: false) { documents, _ in
        for document in documents where live.contains(document) { count += 1 }
      }
      return count
    }
    count = entry.documentFrequency
    for document in live.deleted {
      try cursor.seek(document)
      if cursor.doc == document { count -= 1 }
    }
    return count
  }
}
