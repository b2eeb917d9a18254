internal import DocumentParsing
import Glibc
internal import InvertedIndex
import Synchronization
internal import TextAnalysis

/// The files of an update on their way through the workers.
final class UpdateWork: Sendable {
  /// The largest file that is read, in bytes: far more than any document, and so little that no step
  /// overflows, even if every character folds to 18 units (U+FDFA does).
  static let largestFile = 256 << 20

  /// What the workers have made of the files.
  struct Outcome {
    var records: [FileRecord] = []
    /// Names of the new segment files.
    var segments: [String] = []
    var unreadable: [LibraryUpdate.Skipped] = []
    /// Side files that were not followed, each with its line.
    var sideFileErrors: [LibraryUpdate.Skipped] = []
    var bytesRead = 0
    var parsing = Duration.zero
    /// What stopped a worker, and with it the update.
    fileprivate(set) var failure: LibraryError?
    /// Copies that are in the index or on the way there.
    var held: Set<DocumentCopy>
    /// The first source of each document, as far as the files have been read.
    fileprivate(set) var primary: PrimarySources
  }

  /// Which documents of the files are written.
  enum Selection {
    /// Those of which the file is the first source known by then, so that in the end the index holds
    /// every document as its first source has it, beside what was superseded on the way.
    case primary
    case copies(Set<DocumentCopy>)
  }

  private let files: [UpdatePlan.Item]
  private let selection: Selection
  /// Files that were only moved to another folder are recognised by these and not parsed again.
  private let knownContents: [FileContent: FileRecord]
  private let next = Atomic<Int>(0)
  private let state: Mutex<Outcome>
  private let names: IndexFileNames
  private let directory: IndexDirectory
  private let memory: Int
  private let progress: LibraryUpdate.Progress?
  private let workload: WordSegmenter.Workload
  /// Whether the prepared dictionary is kept for later updates.
  private let keepsDictionary: Bool

  /// From so many bytes of files on, preparing the segmenter's dictionary pays.
  private static let bulkSize = 1 << 20

  /// - Parameters:
  ///   - kept: the records of files that are not read.
  ///   - known: the records of the catalogue.
  ///   - held: the copies that the index holds.
  ///   - memory: bytes that one worker's segment may take.
  ///   - leastCachingSize: bytes of source files from which on the prepared dictionary is kept.
  init(
    files: [UpdatePlan.Item], selection: Selection, kept: [FileRecord], known: [FileRecord],
    held: Set<DocumentCopy>, names: IndexFileNames, directory: IndexDirectory, memory: Int,
    leastCachingSize: Int, progress: LibraryUpdate.Progress?
  ) {
    self.files = files
    self.selection = selection
    state = Mutex(Outcome(held: held, primary: PrimarySources(kept)))
    knownContents = Dictionary(
      known.map { (FileContent($0), $0) },
      uniquingKeysWith: { first, _ in first })
    self.names = names
    self.directory = directory
    self.memory = memory
    self.progress = progress
    let size = files.reduce(0) { $0 + $1.stamp.size }
    workload = size < Self.bulkSize ? .light : .bulk
    let librarySize = kept.reduce(size) { $0 + $1.stamp.size }
    keepsDictionary = workload == .bulk && librarySize >= leastCachingSize
  }

  /// Valid when all workers have ended.
  var outcome: Outcome { state.withLock { $0 } }

  /// Takes files until there are no more, or a worker has failed. Each worker calls it once.
  func run() {
    guard next.load(ordering: .relaxed) < files.count else { return }
    // The first worker does it, the others wait.
    if keepsDictionary { DictionaryCache(directory).prepare() }
    do throws(LibraryError) {
      var indexer = try DocumentIndexer(for: workload)
      var hasMore = true
      while hasMore {
        hasMore = try LibraryError.wrappingIndexError { () throws(IndexError) in
          try fillSegment(&indexer)
        }
      }
    } catch {
      state.withLock { $0.failure = $0.failure ?? error }
      next.store(files.count, ordering: .relaxed)
    }
  }

  /// Fills and writes one segment; false when no files are left.
  private func fillSegment(_ indexer: inout DocumentIndexer) throws(IndexError) -> Bool {
    let name = names.next(.segment)
    let path = directory.path(of: name)
    var builder = try SegmentBuilder(path: path, schema: LibrarySchema.index)
    indexer.beginSegment()
    var isFull = false
    while !isFull {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < files.count else { break }
      try add(files[index], with: &indexer, to: &builder)
      isFull = builder.memory > memory
    }
    if builder.documentCount > 0 {
      _ = try builder.finish()
      state.withLock { $0.segments.append(name) }
    } else {
      unlink(path)
    }
    return isFull
  }

  private func add(
    _ item: UpdatePlan.Item, with indexer: inout DocumentIndexer, to builder: inout SegmentBuilder
  ) throws(IndexError) {
    var record = FileRecord(
      path: item.path, stamp: item.stamp, contentChecksum: 0, reading: item.reading.checksum,
      encoding: nil, skipReason: nil, documents: [])
    var bytes: [UInt8] = []
    if item.stamp.size > Self.largestFile {
      record.skipReason = "larger than \(Self.largestFile >> 20) MiB; split it into documents"
    } else {
      do throws(IndexError) {
        bytes = try Self.contents(of: item.path)
      } catch {
        guard case .system(_, _, let code) = error else { throw error }
        let unreadable = LibraryUpdate.Skipped(path: item.path, reason: FileScanner.reason(code))
        state.withLock { $0.unreadable.append(unreadable) }
        return
      }
      record.contentChecksum = bytes.withUnsafeBytes { Checksum.of($0) }
      if let known = knownContents[FileContent(record)] {
        record.encoding = known.encoding
        record.skipReason = known.skipReason
        record.documents = known.documents
        state.withLock { $0.primary.add(record) }
      } else if let reason = try parse(bytes, item, into: &record, with: &indexer, to: &builder) {
        let unreadable = LibraryUpdate.Skipped(path: item.path, reason: reason)
        state.withLock { $0.unreadable.append(unreadable) }
        return
      }
    }
    let (done, bytesRead) = state.withLock {
      $0.records.append(record)
      $0.bytesRead += bytes.count
      return ($0.records.count, $0.bytesRead)
    }
    progress?(done, files.count, bytesRead)
  }

  private static func contents(of path: String) throws(IndexError) -> [UInt8] {
    guard let bytes = try IndexDirectory.contents(of: path) else {
      throw .system(call: "open", file: path, code: ENOENT)
    }
    return bytes
  }

  /// Adds the documents of a file. Returns why it could not be read, if not for what it holds: then it is
  /// tried again by the next update.
  private func parse(
    _ bytes: [UInt8], _ item: UpdatePlan.Item, into record: inout FileRecord,
    with indexer: inout DocumentIndexer, to builder: inout SegmentBuilder
  ) throws(IndexError) -> String? {
    let reading = item.reading
    let start = ContinuousClock.now
    let parsed: ParsedFile
    do throws(SourceText.Failure) {
      parsed = try reading.parser.parse(bytes, path: record.path, sideFile: reading.sideFile)
    } catch {
      guard error.liesInFile else { return error.description }
      record.skipReason = error.description
      return nil
    }
    let parsing = ContinuousClock.now - start
    state.withLock { $0.parsing += parsing }
    if let error = parsed.sideFileError {
      // Recorded as read without it, so that the next update tries again and says so again.
      record.reading = reading.uncorrected.checksum
      let place = "\(FileScanner.sideFile(of: record.path)):\(error.line)"
      let skipped = LibraryUpdate.Skipped(path: place, reason: error.reason)
      state.withLock { $0.sideFileErrors.append(skipped) }
    }
    record.encoding = parsed.encoding.rawValue
    for document in parsed.documents {
      let stored = StoredDocument(document)
      let bytes = stored.encode()
      let copy = DocumentCopy(
        identifier: stored.identifier, layout: bytes.withUnsafeBytes { Checksum.of($0) })
      record.documents.append(copy)
      let source = DocumentSource(
        path: record.path, part: record.documents.count, layout: copy.layout)
      guard isWritten(copy, of: source) else { continue }
      try indexer.add(document, copy: copy, record: bytes, to: &builder)
    }
    if record.documents.isEmpty { record.skipReason = "it holds no text" }
    return nil
  }
}

extension UpdateWork {
  /// Decides whether a copy is to be written, and notes that it is.
  private func isWritten(_ copy: DocumentCopy, of source: DocumentSource) -> Bool {
    state.withLock { state in
      switch selection {
      case .primary: guard state.primary.add(source, of: copy.identifier) else { return false }
      case .copies(let copies): guard copies.contains(copy) else { return false }
      }
      return state.held.insert(copy).inserted
    }
  }
}

/// What a file's documents depend on: its bytes, the last part of its path, and how it is read.
private struct FileContent: Hashable {
  let name: [UInt8]
  let checksum: UInt64
  let reading: UInt64

  init(_ record: FileRecord) {
    name = Array(record.path.utf8.reversed().prefix { $0 != UInt8(ascii: "/") })
    checksum = record.contentChecksum
    reading = record.reading
  }
}
