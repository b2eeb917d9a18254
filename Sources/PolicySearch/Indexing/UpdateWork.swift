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
    var bytesRead = 0
    /// What stopped a worker, and with it the update.
    fileprivate(set) var failure: LibraryError?
    /// Documents that are in the index or on the way there.
    fileprivate var knownDocuments: Set<DocumentIdentifier>
  }

  private let files: [FileScanner.File]
  /// Files that were only moved to another folder are recognised by these and not parsed again.
  private let knownContents: [FileContent: FileRecord]
  private let next = Atomic<Int>(0)
  private let state: Mutex<Outcome>
  private let names: IndexFileNames
  private let directory: IndexDirectory
  private let memory: Int
  private let progress: LibraryUpdate.Progress?
  private let workload: WordSegmenter.Workload

  /// From so many bytes of files on, preparing the segmenter's dictionary pays.
  private static let bulkSize = 1 << 20

  /// - Parameters:
  ///   - known: the records of the catalogue, whose documents the index holds.
  ///   - memory: bytes that one worker's segment may take.
  init(
    files: [FileScanner.File], known: [FileRecord], names: IndexFileNames,
    directory: IndexDirectory, memory: Int, progress: LibraryUpdate.Progress?
  ) {
    self.files = files
    state = Mutex(Outcome(knownDocuments: Set(known.flatMap(\.documents))))
    knownContents = Dictionary(
      known.map { (FileContent(path: $0.path, checksum: $0.contentChecksum), $0) },
      uniquingKeysWith: { first, _ in first })
    self.names = names
    self.directory = directory
    self.memory = memory
    self.progress = progress
    let size = files.reduce(0) { $0 + $1.stamp.size }
    workload = size < Self.bulkSize ? .light : .bulk
  }

  /// Valid when all workers have ended.
  var outcome: Outcome { state.withLock { $0 } }

  /// Takes files until there are no more, or a worker has failed. Each worker calls it once.
  func run() {
    guard next.load(ordering: .relaxed) < files.count else { return }
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
    _ file: FileScanner.File, with indexer: inout DocumentIndexer, to builder: inout SegmentBuilder
  ) throws(IndexError) {
    var record = FileRecord(
      path: file.path, stamp: file.stamp, contentChecksum: 0, encoding: nil, skipReason: nil,
      documents: [])
    var bytes: [UInt8] = []
    if file.stamp.size > Self.largestFile {
      record.skipReason = "larger than \(Self.largestFile >> 20) MiB; split it into documents"
    } else {
      do throws(IndexError) {
        bytes = try Self.contents(of: file.path)
      } catch {
        guard case .system(_, _, let code) = error else { throw error }
        let unreadable = LibraryUpdate.Skipped(path: file.path, reason: FileScanner.reason(code))
        state.withLock { $0.unreadable.append(unreadable) }
        return
      }
      record.contentChecksum = bytes.withUnsafeBytes { Checksum.of($0) }
      let content = FileContent(path: file.path, checksum: record.contentChecksum)
      if let known = knownContents[content] {
        record.encoding = known.encoding
        record.skipReason = known.skipReason
        record.documents = known.documents
      } else if let reason = try parse(bytes, into: &record, with: &indexer, to: &builder) {
        let unreadable = LibraryUpdate.Skipped(path: file.path, reason: reason)
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
    _ bytes: [UInt8], into record: inout FileRecord, with indexer: inout DocumentIndexer,
    to builder: inout SegmentBuilder
  ) throws(IndexError) -> String? {
    let text: DecodedText
    do throws(SourceText.Failure) {
      text = try SourceText.read(bytes, path: record.path)
    } catch {
      guard error.liesInFile else { return error.description }
      record.skipReason = error.description
      return nil
    }
    record.encoding = text.encoding.rawValue
    for document in DocumentParser.parse(text, path: record.path) {
      let stored = StoredDocument.encode(document)
      let identifier = StoredDocument.identifier(
        date: document.date, sourceMap: document.sourceMap, text: document.text)
      record.documents.append(identifier)
      guard state.withLock({ $0.knownDocuments.insert(identifier).inserted }) else { continue }
      try indexer.add(document, identifier: identifier, record: stored, to: &builder)
    }
    if record.documents.isEmpty { record.skipReason = "it holds no text" }
    return nil
  }
}

/// What a file's documents depend on: its bytes and the last part of its path.
private struct FileContent: Hashable {
  let name: [UInt8]
  let checksum: UInt64

  init(path: String, checksum: UInt64) {
    name = Array(path.utf8.reversed().prefix { $0 != UInt8(ascii: "/") })
    self.checksum = checksum
  }
}
