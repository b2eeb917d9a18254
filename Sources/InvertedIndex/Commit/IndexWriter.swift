import Glibc

/// Changes an index: one process at a time, one generation at a time.
///
/// New segments are written by any number of ``SegmentBuilder``s to files from ``names``, then
/// added; documents are deleted; ``commit(attributes:attachments:)`` merges what the policy says and
/// makes the new generation visible at once. Until then, and after any failure before it, readers see
/// the old one.
package struct IndexWriter: ~Copyable {
  package let directory: IndexDirectory
  /// Names for the files to be added.
  package let names: IndexFileNames
  private let schema: IndexSchema
  private let lock: IndexLock
  private var manifest: Manifest
  private var segments: [IndexSnapshot.Segment]
  /// Segments whose live documents have changed.
  private var changed: Set<String> = []
  /// Segments that may not be on disk yet.
  private var unsynchronized: Set<String> = []

  /// Takes the lock, opens the visible generation, and removes what interrupted runs left.
  ///
  /// - Parameter startsEmpty: begin without the visible generation's documents, for a rebuild; also
  ///   when it is damaged or of another format version.
  package init(
    directory: IndexDirectory, schema: IndexSchema, startsEmpty: Bool
  ) throws(IndexError) {
    try directory.create()
    let lock = try IndexLock(directory: directory)
    var manifest = Manifest()
    var segments: [IndexSnapshot.Segment] = []
    if directory.containsIndex {
      if startsEmpty {
        // File numbers go on, so that no file of the visible generation is overwritten.
        if let old = try? directory.readManifest() {
          manifest.generation = old.generation
          manifest.nextFileNumber = old.nextFileNumber
          directory.removeUnreferenced(old)
        } else {
          manifest.nextFileNumber = 1 + directory.largestFileNumber()
        }
      } else {
        manifest = try directory.readManifest()
        directory.removeUnreferenced(manifest)
        segments = try IndexSnapshot(directory: directory, manifest: manifest).segments
        for segment in segments where segment.reader.schema != schema {
          throw .corrupt(
            file: segment.reader.path, offset: 0,
            reason: "its fields are not those of this program")
        }
      }
    } else {
      directory.removeUnreferenced(manifest)
    }
    self.directory = directory
    self.schema = schema
    self.lock = lock
    names = IndexFileNames(next: manifest.nextFileNumber)
    self.manifest = manifest
    self.segments = segments
  }

  /// Removes what was written and not committed: a failed run must not leave a full disk full.
  deinit {
    if !directory.containsIndex {
      directory.removeUnreferenced(Manifest())
    } else if let visible = try? directory.readManifest() {
      directory.removeUnreferenced(visible)
    }
    // With an unreadable manifest it is not known what the index needs, so that nothing is removed.
  }

  /// The attributes of the generation the writer started from.
  package var attributes: [String: [String]] { manifest.attributes }

  /// The further files of the generation the writer started from.
  package var attachments: [String] { manifest.attachments }

  /// The number of the last committed generation.
  package var generation: Int { manifest.generation }

  /// The segments as they stand, uncommitted changes included.
  package var currentSegments: [IndexSnapshot.Segment] { segments }

  /// Adds a finished segment file, of the writer's schema.
  package mutating func addSegment(file: String) throws(IndexError) {
    let reader = try SegmentReader(path: directory.path(of: file))
    precondition(reader.schema == schema)
    segments.append(
      IndexSnapshot.Segment(
        reader: reader, live: nil, liveLengths: reader.statistics.map(\.totalLength)))
    manifest.segments.append(
      Manifest.Segment(file: file, documentCount: reader.documentCount, liveFile: nil))
    unsynchronized.insert(file)
  }

  /// Deletes the documents for which `isDeleted` is true, given a segment and a document of it.
  package mutating func deleteDocuments(
    where isDeleted: (SegmentReader, DocID) throws(IndexError) -> Bool
  ) throws(IndexError) {
    for index in segments.indices {
      let segment = segments[index]
      var live = segment.live ?? LiveDocuments(documentCount: segment.reader.documentCount)
      var lengths = segment.liveLengths
      let before = live.liveCount
      for document in 0..<DocID(segment.reader.documentCount)
      where live.contains(document) {
        guard try isDeleted(segment.reader, document) else { continue }
        live.remove(document)
        for field in lengths.indices {
          lengths[field] -= try segment.reader.length(of: document, field: field)
        }
      }
      guard live.liveCount != before else { continue }
      segments[index] = IndexSnapshot.Segment(
        reader: segment.reader, live: live, liveLengths: lengths)
      changed.insert(manifest.segments[index].file)
    }
  }

  /// Merges, brings everything to disk, and makes the new generation visible. Then removes the files
  /// that it does not name; readers that have them open keep them, but no segment may be under way.
  ///
  /// After an error the earlier generation is visible still, the writer has lost nothing, and the
  /// commit may be tried again.
  ///
  /// - Parameter jobs: workers that merge, at least 1.
  package mutating func commit(
    attributes: [String: [String]], attachments: [String], jobs: Int = 1
  ) throws(IndexError) {
    while let selection = MergePolicy().next(
      segments.map { ($0.reader.documentCount, $0.liveCount) })
    {
      try merge(selection, jobs: jobs)
    }
    for index in segments.indices where changed.contains(manifest.segments[index].file) {
      guard let live = segments[index].live else { continue }
      let file = names.next(.liveDocuments)
      try live.write(path: directory.path(of: file), liveLengths: segments[index].liveLengths)
      manifest.segments[index].liveFile = file
    }
    for segment in manifest.segments where unsynchronized.contains(segment.file) {
      try directory.synchronize(segment.file)
    }
    manifest.attributes = attributes
    manifest.attachments = attachments
    manifest.generation += 1
    manifest.nextFileNumber = names.nextNumber
    try directory.commit(manifest)
    changed.removeAll()
    unsynchronized.removeAll()
    directory.removeUnreferenced(manifest)
  }

  /// Replaces the segments at `selection` by one of their live documents, in place of the first.
  private mutating func merge(_ selection: [Int], jobs: Int) throws(IndexError) {
    let inputs = selection.map { (segment: segments[$0].reader, live: segments[$0].live) }
    let live = selection.reduce(0) { $0 + segments[$1].liveCount }
    // Written before anything is changed, so that a failure leaves the writer as it was.
    if live > 0 {
      let file = names.next(.segment)
      try SegmentMerger(inputs: inputs, schema: schema)
        .write(to: directory.path(of: file), jobs: jobs)
      let reader = try SegmentReader(path: directory.path(of: file))
      segments[selection[0]] = IndexSnapshot.Segment(
        reader: reader, live: nil, liveLengths: reader.statistics.map(\.totalLength))
      unsynchronized.insert(file)
      manifest.segments[selection[0]] = Manifest.Segment(
        file: file, documentCount: reader.documentCount, liveFile: nil)
    }
    for index in (live > 0 ? selection.dropFirst() : selection[...]).reversed() {
      segments.remove(at: index)
      manifest.segments.remove(at: index)
    }
  }
}
