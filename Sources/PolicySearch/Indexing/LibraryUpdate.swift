import Dispatch
internal import DocumentParsing
import Glibc
internal import InvertedIndex
import Synchronization
internal import TextAnalysis

/// Brings a library's index up to date with its source files: one new generation, or none when nothing
/// has changed.
///
/// All paths below the roots are compared with the catalogue; only files that are new or changed are
/// read, and only documents that the index does not hold yet are analysed. Several workers each fill a
/// segment of their own; nothing is visible before the end, and an interruption leaves the old
/// generation as it was.
package struct LibraryUpdate: Sendable {
  /// What the user asks for.
  package struct Options: Sendable {
    /// The index's folder; created when missing.
    package var directory: String
    /// Folders and files to add to the library's roots.
    package var adding: [String] = []
    /// Roots to remove.
    package var forgetting: [String] = []
    /// Read and analyse everything anew.
    package var rebuilds = false
    /// Workers; at least 1.
    package var jobs = 1
    /// Bytes of memory that all workers' segments may take together before they are written out.
    package var memory = 256 << 20

    package init(directory: String) {
      self.directory = directory
    }
  }

  /// Files that are not searchable, and why.
  package struct Skipped: Equatable, Sendable {
    package var path: String
    package var reason: String
  }

  /// What an update did. Files are counted by path.
  package struct Summary: Equatable, Sendable {
    package var added = 0
    package var changed = 0
    package var removed = 0
    package var unchanged = 0
    /// Files that could not be read as text, new or as before.
    package var skipped: [Skipped] = []
    /// Folders and files that the system did not let us read; what was indexed of them before is kept.
    package var unreadable: [Skipped] = []
    /// Files of other kinds, by path.
    package var ignored: [String] = []
    /// Documents in the library now.
    package var documents = 0
    /// Bytes of the files that were read.
    package var bytesRead = 0
    package var generation = 0
    /// Whether a new generation was written.
    package var isCommitted = false
  }

  /// How far an update is; called after each file, from any worker.
  package typealias Progress = @Sendable (_ files: Int, _ total: Int, _ bytes: Int) -> Void

  private let options: Options
  private let progress: Progress?

  package init(_ options: Options, progress: Progress? = nil) {
    self.options = options
    self.progress = progress
  }

  /// Runs the update.
  package func run() throws(LibraryError) -> Summary {
    do {
      return try runThrowing()
    } catch let error as LibraryError {
      throw error
    } catch let error as IndexError {
      throw .index(error)
    } catch let error as UnicodeDataError {
      throw .unicodeData(error)
    } catch {
      preconditionFailure("an error of no known kind: \(error)")
    }
  }

  private func runThrowing() throws -> Summary {
    let adding = try options.adding.map(Self.absolute)
    let directory = IndexDirectory(path: options.directory)
    var roots: [String] = []
    if directory.containsIndex {
      do throws(IndexError) {
        roots = try directory.readManifest().attributes[LibraryAttribute.root] ?? []
      } catch {
        // A rebuild may start from a damaged index, provided it is told what to read.
        guard options.rebuilds, !adding.isEmpty else { throw error }
      }
    }
    let forgotten = Set(options.forgetting.map { (try? Self.absolute($0)) ?? $0 })
    roots = (roots + adding.filter { !roots.contains($0) }).filter { !forgotten.contains($0) }
    guard !roots.isEmpty || !forgotten.isEmpty else {
      throw LibraryError.noRoots(directory: options.directory)
    }
    var writer = try IndexWriter(
      directory: directory, schema: LibrarySchema.index, startsEmpty: options.rebuilds)
    let analysis = "\(LibrarySchema.analysisVersion)"
    guard writer.attributes.isEmpty || writer.attributes[LibraryAttribute.analysis] == [analysis]
    else { throw LibraryError.outdatedAnalysis(directory: options.directory) }

    let plan = try makePlan(roots: roots, forgotten: forgotten, writer)
    var summary = plan.summary
    let work = UpdateWork(
      files: plan.files, known: plan.records, names: writer.names,
      directory: directory, memory: options.memory / max(options.jobs, 1), progress: progress)
    DispatchQueue.concurrentPerform(iterations: max(options.jobs, 1)) { _ in work.run() }
    let outcome = work.outcome
    if let failure = outcome.failure { throw failure }
    for file in outcome.segments { try writer.addSegment(file: file) }
    summary.bytesRead = outcome.bytesRead
    summary.unreadable += outcome.unreadable
    // A file that vanished or became unreadable while we ran keeps what it had.
    let failed = Set(outcome.unreadable.map(\.path))
    let records =
      plan.kept + outcome.records + plan.replaced.filter { failed.contains($0.path) }
    let referenced = Set(records.flatMap(\.documents))
    try writer.deleteDocuments { segment, document throws(IndexError) in
      let value = try segment.integer(column: LibrarySchema.identifier, of: document)
      return !referenced.contains(DocumentIdentifier(UInt64(bitPattern: value)))
    }
    summary.skipped = records.compactMap { record in
      record.skipReason.map { Skipped(path: record.path, reason: $0) }
    }.sorted { $0.path < $1.path }
    summary.documents = referenced.count
    summary.generation = writer.generation
    let isNew =
      !plan.files.isEmpty || summary.removed > 0 || plan.haveStampsChanged
      || writer.attributes[LibraryAttribute.root] != roots
    guard isNew || options.rebuilds else { return summary }

    let catalogue = writer.names.next(.catalogue)
    try Catalogue.write(records, to: directory.path(of: catalogue))
    try writer.commit(
      attributes: [
        LibraryAttribute.root: roots,
        LibraryAttribute.analysis: [analysis],
        LibraryAttribute.unicode: [UnicodeData.version],
        LibraryAttribute.dictionary: [
          String(try UnicodeData.withBreakDictionary { Checksum.of($0) }, radix: 16)
        ],
      ],
      attachments: [catalogue])
    summary.generation = writer.generation
    summary.isCommitted = true
    return summary
  }

  // MARK: Planning

  private struct Plan {
    var summary = Summary()
    /// Files to read, largest first so that workers end together.
    var files: [FileScanner.File] = []
    /// Records that stay as they are.
    var kept: [FileRecord] = []
    /// Records of files that are read again.
    var replaced: [FileRecord] = []
    /// What the catalogue held.
    var records: [FileRecord] = []
    var haveStampsChanged = false
  }

  private func makePlan(
    roots: [String], forgotten: Set<String>, _ writer: borrowing IndexWriter
  ) throws -> Plan {
    var old: [String: FileRecord] = [:]
    if let file = writer.attachments.first {
      let catalogue = try Catalogue(path: writer.directory.path(of: file))
      for index in 0..<catalogue.fileCount {
        let record = try catalogue.record(at: index)
        old[record.path] = record
      }
    }
    var plan = Plan()
    plan.records = Array(old.values)
    var scanner = FileScanner()
    for root in roots { scanner.scan(root) }
    if options.rebuilds, let root = scanner.unreadable.first(where: { roots.contains($0.path) }) {
      // Rebuilding without a root that may be back tomorrow would lose its documents.
      throw LibraryError.unreadable(path: root.path, code: root.code)
    }
    plan.summary.ignored = scanner.ignored
    plan.summary.unreadable = scanner.unreadable.map {
      Skipped(path: $0.path, reason: Self.message($0.code))
    }
    for file in scanner.files {
      guard let record = old.removeValue(forKey: file.path) else {
        plan.summary.added += 1
        plan.files.append(file)
        continue
      }
      if record.stamp == file.stamp, file.stamp.changed != 0 {
        plan.summary.unchanged += 1
        plan.kept.append(record)
      } else if try isSameContent(record, file) {
        plan.summary.unchanged += 1
        var record = record
        plan.haveStampsChanged = plan.haveStampsChanged || record.stamp != file.stamp
        record.stamp = file.stamp
        plan.kept.append(record)
      } else {
        plan.summary.changed += 1
        plan.replaced.append(record)
        plan.files.append(file)
      }
    }
    for record in old.values {
      let isUnreadable = scanner.unreadable.contains {
        record.path == $0.path || record.path.hasPrefix($0.path + "/")
      }
      if isUnreadable { plan.kept.append(record) } else { plan.summary.removed += 1 }
    }
    plan.files.sort { ($1.stamp.size, $0.path) < ($0.stamp.size, $1.path) }
    return plan
  }

  /// Whether a file whose times have changed still has the content that was indexed.
  private func isSameContent(_ record: FileRecord, _ file: FileScanner.File) throws -> Bool {
    guard record.stamp.size == file.stamp.size,
      let bytes = try? IndexDirectory.contents(of: file.path)
    else { return false }
    return bytes.withUnsafeBytes { Checksum.of($0) } == record.contentChecksum
  }

  private static func absolute(_ path: String) throws -> String {
    guard let resolved = realpath(path, nil) else {
      throw LibraryError.unreadable(path: path, code: errno)
    }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  static func message(_ code: Int32) -> String {
    code == EILSEQ ? "a name that is not UTF-8; rename it" : String(cString: strerror(code))
  }
}

/// The files of an update on their way through the workers.
private final class UpdateWork: Sendable {
  struct Outcome {
    var records: [FileRecord] = []
    var segments: [String] = []
    var unreadable: [LibraryUpdate.Skipped] = []
    var bytesRead = 0
    var knownDocuments: Set<DocumentIdentifier>
    /// What stopped a worker, and with it the update.
    var failure: (any Error)?
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
  }

  var outcome: Outcome { state.withLock { $0 } }

  /// Takes files until there are no more, or a worker has failed.
  func run() {
    guard next.load(ordering: .relaxed) < files.count else { return }
    do {
      var indexer = try DocumentIndexer()
      while try fillSegment(&indexer) {}
    } catch {
      state.withLock { $0.failure = $0.failure ?? error }
      next.store(files.count, ordering: .relaxed)
    }
  }

  /// Fills and writes one segment; false when no files are left.
  private func fillSegment(_ indexer: inout DocumentIndexer) throws -> Bool {
    let name = names.next(.segment)
    var builder = try SegmentBuilder(
      path: directory.path(of: name), schema: LibrarySchema.index)
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
    }
    return isFull
  }

  private func add(
    _ file: FileScanner.File, with indexer: inout DocumentIndexer,
    to builder: inout SegmentBuilder
  ) throws {
    var record = FileRecord(
      path: file.path, stamp: file.stamp, contentChecksum: 0, encoding: nil, skipReason: nil,
      documents: [])
    let bytes: [UInt8]
    do throws(IndexError) {
      guard let contents = try IndexDirectory.contents(of: file.path) else {
        throw .system(call: "open", file: file.path, code: ENOENT)
      }
      bytes = contents
    } catch {
      guard case .system(_, _, let code) = error else { throw error }
      let skipped = LibraryUpdate.Skipped(path: file.path, reason: LibraryUpdate.message(code))
      state.withLock { $0.unreadable.append(skipped) }
      return
    }
    record.contentChecksum = bytes.withUnsafeBytes { Checksum.of($0) }
    let name = FileContent(path: file.path, checksum: record.contentChecksum)
    if let known = knownContents[name] {
      record.encoding = known.encoding
      record.skipReason = known.skipReason
      record.documents = known.documents
    } else {
      try parse(bytes, into: &record, with: &indexer, to: &builder)
    }
    let (done, bytesRead) = state.withLock {
      $0.records.append(record)
      $0.bytesRead += bytes.count
      return ($0.records.count, $0.bytesRead)
    }
    progress?(done, files.count, bytesRead)
  }

  private func parse(
    _ bytes: [UInt8], into record: inout FileRecord, with indexer: inout DocumentIndexer,
    to builder: inout SegmentBuilder
  ) throws {
    let text: DecodedText
    do throws(TextDecodingError) {
      text = try TextDecoder.decode(bytes)
    } catch {
      record.skipReason = error.description
      return
    }
    record.encoding = text.encoding.rawValue
    for document in DocumentParser.parse(text, path: record.path) {
      let stored = StoredDocument.encode(document)
      let identifier = StoredDocument.identifier(ofRecord: stored)
      record.documents.append(identifier)
      guard state.withLock({ $0.knownDocuments.insert(identifier).inserted }) else { continue }
      try indexer.add(document, identifier: identifier, record: stored, to: &builder)
    }
    if record.documents.isEmpty { record.skipReason = "it holds no text" }
  }
}

/// What a file's documents depend on: its bytes and the last part of its path.
private struct FileContent: Hashable {
  let name: Substring
  let checksum: UInt64

  init(path: String, checksum: UInt64) {
    name = path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]
    self.checksum = checksum
  }
}
