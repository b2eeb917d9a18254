import Dispatch
import Glibc
internal import InvertedIndex
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
    /// Roots to remove, whether or not they still exist.
    package var forgetting: [String] = []
    /// Whether files that hold several documents become several; nil as the library remembers it.
    package var splits: Bool?
    /// Encodings of files, added to those that the library remembers.
    package var encodings: [ReadingRules.EncodingRule] = []
    /// Read and analyse everything anew.
    package var rebuilds = false
    /// Workers; at least 1.
    package var jobs = 1
    /// Bytes of memory that all workers' segments may take together before they are written out; writing
    /// one takes some 50 MB more; at the start each worker but one may hold the parsed text of 8 MB of
    /// files, or of one larger file, besides.
    package var memory = 100_000_000
    /// From so many bytes of source files on, the index's folder keeps the prepared dictionary: 8 MB,
    /// which save the next large update 40 ms. A smaller library is better off without.
    package var leastCachingSize = 256 << 20

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
    /// Side files that could not be followed, with the line where there is one; their files are
    /// indexed as if they had none.
    package var sideFileErrors: [Skipped] = []
    /// Files of other kinds and links to folders, by path.
    package var ignored: [String] = []
    /// Documents in the library now.
    package var documents = 0
    /// Bytes of the files that were read.
    package var bytesRead = 0
    /// The time that the workers together spent on making documents of the files' bytes: decoding, cleaning,
    /// splitting, fields and sections. Wall time, so meaningful where each worker has a processor.
    package var parsing = Duration.zero
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
    let adding = try options.adding.map { (path) throws(LibraryError) in try Self.root(path) }
    let forgetting = options.forgetting.map(Self.formerRoot)
    let directory = IndexDirectory(path: options.directory)
    guard directory.containsIndex || !adding.isEmpty else {
      throw .noRoots(directory: options.directory)
    }
    if !options.rebuilds, directory.containsIndex {
      // Before the writer, which would take another version's fields for damage.
      let visible = try LibraryError.wrappingIndexError(directory.readManifest).attributes
      guard visible.isEmpty || visible[LibraryAttribute.analysis] == LibrarySchema.analysis else {
        throw .outdatedAnalysis(directory: options.directory)
      }
    }
    var writer = try LibraryError.wrappingIndexError { () throws(IndexError) in
      try IndexWriter(
        directory: directory, schema: LibrarySchema.index, startsEmpty: options.rebuilds)
    }
    let recorded = try recordedAttributes(
      directory, canBeLost: options.rebuilds && !adding.isEmpty)
    let oldRoots = recorded[LibraryAttribute.root] ?? []
    let oldRules = ReadingRules(attributes: recorded)
    var rules = oldRules
    rules.splits = options.splits ?? rules.splits
    for rule in options.encodings { rules.add(rule) }
    let roots = try Self.roots(oldRoots, adding: adding, forgetting: forgetting)
    guard !roots.isEmpty || !forgetting.isEmpty else {
      throw .noRoots(directory: options.directory)
    }
    var attributes = writer.attributes
    let isFirst = attributes.isEmpty
    attributes[LibraryAttribute.root] = roots
    rules.write(to: &attributes)
    attributes[LibraryAttribute.analysis] = LibrarySchema.analysis
    // A rebuild starts without attributes, but these no document gives back.
    UserWords(attributes: recorded).write(to: &attributes)
    UserSynonyms(attributes: recorded).write(to: &attributes)
    if isFirst {
      // Later updates keep these, for what was indexed before is as these made it.
      attributes[LibraryAttribute.unicode] = [UnicodeData.version]
      attributes[LibraryAttribute.dictionary] = [try Self.dictionaryChecksum()]
      attributes[LibraryAttribute.lexicon] = [Self.lexiconChecksum]
    }

    var scan = FileScanner()
    for root in roots { scan.scan(root) }
    if options.rebuilds, let root = scan.unreadable.first(where: { roots.contains($0.path) }) {
      // Rebuilding without a root that may be back tomorrow would lose its documents.
      throw .unreadable(path: root.path, code: root.code)
    }
    let known = try LibraryError.wrappingIndexError { () throws(IndexError) in
      guard let file = writer.attachments.first else { return [FileRecord]() }
      return try Catalogue(path: directory.path(of: file)).records()
    }
    let plan = UpdatePlan(scan, known: known, rules: rules, roots: roots)
    let held = try LibraryError.wrappingIndexError { () throws(IndexError) in
      try Self.copies(in: writer.currentSegments)
    }
    var outcome = try work(
      plan.files, .primary, kept: plan.kept, known: known, held: held, names: writer.names,
      progress)

    // A file that vanished or became unreadable while we ran keeps what it had.
    let failed = Set(outcome.unreadable.map { Array($0.path.utf8) })
    let unread = plan.replaced.filter { failed.contains(Array($0.path.utf8)) }
    var records = plan.kept + outcome.records + unread
    var primary = outcome.primary
    for record in unread { primary.add(record) }
    let missing = primary.copies { !outcome.held.contains($0) }
    var restored = (changed: 0, removed: 0)
    if !missing.isEmpty {
      try add(missing, of: records, to: &outcome, rules, roots, names: writer.names)
      let held = outcome.held
      restored = try LibraryError.wrappingIndexError { () throws(IndexError) in
        try Self.restoreLayouts(of: &records, from: known, held: held, in: directory)
      }
      primary = PrimarySources(records, where: held.contains)
    }
    records.sort { $0.precedes($1) }
    var summary = plan.summary
    summary.added -= outcome.unreadable.count - unread.count
    summary.changed -= unread.count + restored.changed
    summary.removed -= restored.removed
    summary.unreadable += outcome.unreadable
    summary.sideFileErrors += outcome.sideFileErrors
    summary.sideFileErrors.sort { $0.path < $1.path }
    summary.skipped = records.compactMap { record in
      record.skipReason.map { Skipped(path: record.path, reason: $0) }
    }
    summary.documents = primary.sources.count
    summary.bytesRead = outcome.bytesRead
    summary.parsing = outcome.parsing
    summary.isCommitted =
      isFirst || records != known || roots != oldRoots || rules != oldRules
      || !outcome.segments.isEmpty
    if summary.isCommitted {
      try LibraryError.wrappingIndexError { () throws(IndexError) in
        for file in outcome.segments { try writer.addSegment(file: file) }
        try writer.deleteDocuments { (segment, document) throws(IndexError) in
          !primary.contains(try segment.copy(document))
        }
        let catalogue = writer.names.next(.catalogue)
        try Catalogue.write(records, to: directory.path(of: catalogue))
        try writer.commit(
          attributes: attributes, attachments: [catalogue], jobs: max(options.jobs, 1))
      }
    }
    summary.generation = writer.generation
    return summary
  }

  // MARK: Documents

  private func work(
    _ files: [UpdatePlan.Item], _ selection: UpdateWork.Selection, kept: [FileRecord] = [],
    known: [FileRecord] = [], held: Set<DocumentCopy>, names: IndexFileNames,
    _ progress: Progress? = nil
  ) throws(LibraryError) -> UpdateWork.Outcome {
    let work = UpdateWork(
      files: files, selection: selection, kept: kept, known: known, held: held, names: names,
      directory: IndexDirectory(path: options.directory),
      memory: options.memory / max(options.jobs, 1), leastCachingSize: options.leastCachingSize,
      progress: progress)
    DispatchQueue.concurrentPerform(iterations: max(options.jobs, 1)) { _ in work.run() }
    let outcome = work.outcome
    if let failure = outcome.failure { throw failure }
    return outcome
  }

  private static func copies(
    in segments: [IndexSnapshot.Segment]
  ) throws(IndexError) -> Set<DocumentCopy> {
    var copies: Set<DocumentCopy> = []
    for segment in segments {
      let identifiers = try segment.reader.integers(column: LibrarySchema.identifier)
      let layouts = try segment.reader.integers(column: LibrarySchema.layout)
      for document in segment.liveDocuments {
        copies.insert(
          DocumentCopy(
            identifier: DocumentIdentifier(UInt64(bitPattern: identifiers[Int(document)])),
            layout: UInt64(bitPattern: layouts[Int(document)])))
      }
    }
    return copies
  }

  /// Reads those unchanged files again that have become the first source of a document which the index
  /// holds as another source had it.
  private func add(
    _ missing: Set<DocumentCopy>, of records: [FileRecord], to outcome: inout UpdateWork.Outcome,
    _ rules: ReadingRules, _ roots: [String], names: IndexFileNames
  ) throws(LibraryError) {
    let files = records.filter { !missing.isDisjoint(with: $0.documents) }.map {
      UpdatePlan.Item(
        path: $0.path, stamp: $0.stamp, reading: FileReading(of: $0.path, rules, roots))
    }
    let further = try work(files, .copies(missing), held: outcome.held, names: names)
    outcome.held = further.held
    outcome.segments += further.segments
    outcome.bytesRead += further.bytesRead
    outcome.parsing += further.parsing
  }

  /// A document whose remaining sources could not be read again, so that none leads to its lines, keeps
  /// the file that does, as it was: the next update tries again. Returns how many such files had
  /// changed, and how many were gone.
  private static func restoreLayouts(
    of records: inout [FileRecord], from known: [FileRecord], held: Set<DocumentCopy>,
    in directory: IndexDirectory
  ) throws(IndexError) -> (changed: Int, removed: Int) {
    var restored = (changed: 0, removed: 0)
    while true {
      let documents = Set(records.flatMap(\.documents).map(\.identifier))
      let led = PrimarySources(records, where: held.contains).sources
      let lost = documents.filter { led[$0] == nil }
      guard let first = lost.first else { return restored }
      let paths = Set(records.map { Array($0.path.utf8) })
      let former = known.filter { record in
        record.documents.contains { lost.contains($0.identifier) && held.contains($0) }
      }
      guard !former.isEmpty else {
        throw .corrupt(
          file: directory.path, offset: 0, reason: "document \(first) is not as any file has it")
      }
      let formerPaths = Set(former.map { Array($0.path.utf8) })
      records.removeAll { formerPaths.contains(Array($0.path.utf8)) }
      records += former
      let changed = paths.intersection(formerPaths).count
      restored.changed += changed
      restored.removed += former.count - changed
    }
  }

  static func dictionaryChecksum() throws(LibraryError) -> String {
    try LibraryError.wrappingUnicodeDataError { () throws(UnicodeDataError) in
      String(try UnicodeData.withBreakDictionary { Checksum.of($0) }, radix: 16)
    }
  }

  static var lexiconChecksum: String { String(Lexicon.builtIn.checksum, radix: 16) }

  // MARK: Roots

  /// The attributes of the visible generation.
  ///
  /// - Parameter canBeLost: a rebuild may start from a damaged index, provided it is told what to read.
  private func recordedAttributes(
    _ directory: IndexDirectory, canBeLost: Bool
  ) throws(LibraryError) -> [String: [String]] {
    guard directory.containsIndex else { return [:] }
    do throws(IndexError) {
      return try directory.readManifest().attributes
    } catch {
      guard canBeLost else { throw .index(error) }
      return [:]
    }
  }

  private static func roots(
    _ old: [String], adding: [String], forgetting: [String]
  ) throws(LibraryError) -> [String] {
    var roots = old
    for path in adding where !roots.contains(path) { roots.append(path) }
    for path in forgetting where !roots.contains(path) {
      throw .unknownRoot(path: path, roots: roots)
    }
    return roots.filter { !forgetting.contains($0) }
  }

  /// The absolute path, without links, of a file or folder that can be a root.
  private static func root(_ path: String) throws(LibraryError) -> String {
    guard let resolved = resolved(path) else { throw .unreadable(path: path, code: errno) }
    var status = stat()
    guard stat(resolved, &status) == 0 else { throw .unreadable(path: path, code: errno) }
    guard [S_IFDIR, S_IFREG].contains(status.st_mode & S_IFMT) else {
      throw .unreadable(path: path, code: EINVAL)
    }
    return resolved
  }

  /// The absolute path that a root has, or had when it was there: without links as far as it exists.
  private static func formerRoot(_ path: String) -> String {
    if let resolved = resolved(path) { return resolved }
    let parts = path.split(separator: "/")
    guard let name = parts.last, name != "." else { return path }
    let parent = parts.dropLast().joined(separator: "/")
    if path.hasPrefix("/") {
      return (parent.isEmpty ? "" : formerRoot("/" + parent)) + "/" + name
    }
    return formerRoot(parent.isEmpty ? "." : parent) + "/" + name
  }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
