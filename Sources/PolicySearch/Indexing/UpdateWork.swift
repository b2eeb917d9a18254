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
  /// Whether a worker has begun to make the segmenter's dictionary ready, and whether that is done.
  private let isPreparing = Atomic<Bool>(false)
  private let isPrepared = Atomic<Bool>(false)
  private let state: Mutex<Outcome>
  private let names: IndexFileNames
  private let directory: IndexDirectory
  private let memory: Int
  private let progress: LibraryUpdate.Progress?
  private let workload: WordSegmenter.Workload
  /// Whether the prepared dictionary is kept for later updates.
  private let keepsDictionary: Bool

  /// Bytes of files that a worker parses at most before the dictionary is ready.
  private static let aheadSize = 8 << 20

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
    do throws(LibraryError) {
      var ahead: [ParsedSource] = []
      if isPreparing.exchange(true, ordering: .relaxed) {
        ahead = try LibraryError.wrappingIndexError(parseAhead)
      } else if keepsDictionary {
        DictionaryCache(directory).prepare()
      }
      var indexer = try DocumentIndexer(for: workload)
      isPrepared.store(true, ordering: .relaxed)
      var hasMore = true
      while hasMore {
        hasMore = try LibraryError.wrappingIndexError { () throws(IndexError) in
          try fillSegment(&indexer, &ahead)
        }
      }
    } catch {
      state.withLock { $0.failure = $0.failure ?? error }
      next.store(files.count, ordering: .relaxed)
    }
  }

  /// Parses files while another worker makes the dictionary ready, which all need for what comes next.
  private func parseAhead() throws(IndexError) -> [ParsedSource] {
    var ahead: [ParsedSource] = []
    var size = 0
    while size < Self.aheadSize, !isPrepared.load(ordering: .relaxed), let item = takeFile() {
      guard let parsed = try parse(item) else { continue }
      size += parsed.byteCount
      ahead.append(parsed)
    }
    return ahead
  }

  /// The next file, if any is left.
  private func takeFile() -> UpdatePlan.Item? {
    let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return index < files.count ? files[index] : nil
  }

  /// Fills and writes one segment, first with what was parsed ahead; false when no files are left.
  private func fillSegment(
    _ indexer: inout DocumentIndexer, _ ahead: inout [ParsedSource]
  ) throws(IndexError) -> Bool {
    let name = names.next(.segment)
    let path = directory.path(of: name)
    var builder = try SegmentBuilder(path: path, schema: LibrarySchema.index)
    indexer.beginSegment()
    var isFull = false
    while !isFull {
      if let parsed = ahead.popLast() {
        try add(parsed, with: &indexer, to: &builder)
      } else if let item = takeFile() {
        if let parsed = try parse(item) { try add(parsed, with: &indexer, to: &builder) }
      } else {
        break
      }
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

  /// Reads and parses a file. Nil where it could not be read, which is noted: the next update tries again.
  private func parse(_ item: UpdatePlan.Item) throws(IndexError) -> ParsedSource? {
    var record = FileRecord(
      path: item.path, stamp: item.stamp, contentChecksum: 0, reading: item.reading.checksum,
      encoding: nil, skipReason: nil, documents: [])
    if item.stamp.size > Self.largestFile {
      record.skipReason = "larger than \(Self.largestFile >> 20) MiB; split it into documents"
      return ParsedSource(record: record, byteCount: 0, documents: [])
    }
    let bytes: [UInt8]
    do throws(IndexError) {
      bytes = try Self.contents(of: item.path)
    } catch {
      guard case .system(_, _, let code) = error else { throw error }
      noteUnreadable(item, reason: FileScanner.reason(code))
      return nil
    }
    record.contentChecksum = bytes.withUnsafeBytes { Checksum.of($0) }
    var documents: [ParsedDocument] = []
    if let known = knownContents[FileContent(record)] {
      record.encoding = known.encoding
      record.skipReason = known.skipReason
      record.documents = known.documents
      state.withLock { $0.primary.add(record) }
    } else {
      do throws(SourceText.Failure) {
        documents = try parse(bytes, item, into: &record)
      } catch {
        guard error.liesInFile else {
          noteUnreadable(item, reason: error.description)
          return nil
        }
        record.skipReason = error.description
      }
    }
    return ParsedSource(record: record, byteCount: bytes.count, documents: documents)
  }

  private func noteUnreadable(_ item: UpdatePlan.Item, reason: String) {
    let unreadable = LibraryUpdate.Skipped(path: item.path, reason: reason)
    state.withLock { $0.unreadable.append(unreadable) }
  }

  private static func contents(of path: String) throws(IndexError) -> [UInt8] {
    guard let bytes = try IndexDirectory.contents(of: path) else {
      throw .system(call: "open", file: path, code: ENOENT)
    }
    return bytes
  }

  /// The documents of a file's bytes, which hold text.
  private func parse(
    _ bytes: [UInt8], _ item: UpdatePlan.Item, into record: inout FileRecord
  ) throws(SourceText.Failure) -> [ParsedDocument] {
    let reading = item.reading
    let start = ContinuousClock.now
    let parsed = try reading.parser.parse(bytes, path: record.path, sideFile: reading.sideFile)
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
    if parsed.documents.isEmpty { record.skipReason = "it holds no text" }
    return parsed.documents
  }

  /// Adds the documents of a file, and the file to the records.
  private func add(
    _ source: ParsedSource, with indexer: inout DocumentIndexer, to builder: inout SegmentBuilder
  ) throws(IndexError) {
    var record = source.record
    for document in source.documents {
      let stored = StoredDocument(document)
      let bytes = stored.encode()
      let copy = DocumentCopy(
        identifier: stored.identifier, layout: bytes.withUnsafeBytes { Checksum.of($0) })
      record.documents.append(copy)
      let source = DocumentSource(
        path: record.path, part: record.documents.count, layout: copy.layout)
      guard isWritten(copy, of: source) else { continue }
      try indexer.add(stored, copy: copy, record: bytes, to: &builder)
    }
    let (done, bytesRead) = state.withLock {
      $0.records.append(record)
      $0.bytesRead += source.byteCount
      return ($0.records.count, $0.bytesRead)
    }
    progress?(done, files.count, bytesRead)
  }
}

/// A file that was read.
private struct ParsedSource {
  /// Without its documents, unless the catalogue knows them.
  var record: FileRecord
  let byteCount: Int
  /// Those to be added.
  let documents: [ParsedDocument]
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
