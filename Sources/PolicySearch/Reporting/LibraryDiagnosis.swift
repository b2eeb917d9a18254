import Dispatch
package import DocumentParsing
internal import InvertedIndex
import Synchronization

/// What the tool makes of all files of a library, as they are now, and what to look at.
package struct LibraryDiagnosis: Sendable {
  /// A document in its file.
  package struct Place: Sendable, Equatable {
    package let path: String
    package let part: Int
    /// The first line of the document in the file.
    package let line: Int
  }

  /// All suspicious characters of one kind.
  package struct SuspiciousKind: Sendable {
    package let kind: SuspiciousCharacters.Kind
    package fileprivate(set) var count = 0
    package fileprivate(set) var files = 0
    /// The first file that holds one, by path, and the first character of the kind in it.
    package let path: String
    package let first: SuspiciousCharacters.Finding
  }

  package let directory: String
  package let roots: [String]
  package let rules: ReadingRules
  /// Files that `gongwen index` would add, change and remove.
  package let pending: (added: Int, changed: Int, removed: Int)
  /// Files with a text's extension.
  package let files: Int
  /// Documents in these files, copies counted.
  package private(set) var documents = 0
  /// How many files were read in each encoding, the most first.
  package private(set) var encodings: [(encoding: TextEncoding, files: Int)] = []
  /// How many lines each rule set apart.
  package private(set) var notices: [(rule: NoticeRule, lines: Int)] = []
  /// How many lines were joined to the paragraph before, and how many of them over blank lines.
  package private(set) var joins = (lines: 0, overBlankLines: 0)
  /// Files that hold several documents.
  package private(set) var several: [(path: String, documents: Int)] = []
  package private(set) var untitled: [Place] = []
  package private(set) var undated: [Place] = []
  /// Documents whose kind is not known.
  package private(set) var withoutKind: [Place] = []
  /// Files that are not searchable, those that the system does not let us read among them.
  package private(set) var skipped: [LibraryUpdate.Skipped] = []
  /// Files with a side file.
  package private(set) var sideFiles = 0
  package private(set) var sideFileErrors: [LibraryUpdate.Skipped]
  /// Documents of the index that stand in several files, or several times in one.
  package let duplicates: [(identifier: DocumentIdentifier, sources: [(path: String, part: Int)])]
  package private(set) var suspicious: [SuspiciousKind] = []

  /// Whether nothing asks for a look: every file is read, every document has title, kind and date, and
  /// no character is suspicious.
  package var isWell: Bool {
    untitled.isEmpty && undated.isEmpty && withoutKind.isEmpty && skipped.isEmpty
      && sideFileErrors.isEmpty && suspicious.isEmpty
  }

  /// Reads all files of a library. Cost: that of parsing them, divided by the workers.
  ///
  /// - Parameter jobs: Workers; at least 1.
  package init(_ library: Library, jobs: Int) throws(LibraryError) {
    directory = library.snapshot.directory.path
    roots = library.roots
    rules = library.rules
    let known = try LibraryError.wrappingIndexError(library.catalogue.records)
    duplicates = Self.duplicates(known)
    var scan = FileScanner()
    for root in roots { scan.scan(root) }
    let plan = UpdatePlan(scan, known: known, rules: rules, roots: roots)
    pending = (plan.summary.added, plan.summary.changed, plan.summary.removed)
    sideFileErrors = plan.summary.sideFileErrors
    skipped = plan.summary.unreadable
    let paths = scan.files.map(\.path).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    files = paths.count
    for file in try Self.read(paths, rules, roots, jobs: max(jobs, 1)) { add(file) }
    skipped.sort { $0.path < $1.path }
    sideFileErrors.sort { $0.path < $1.path }
    encodings.sort { ($1.files, $0.encoding.rawValue) < ($0.files, $1.encoding.rawValue) }
  }

  private static func duplicates(
    _ records: [FileRecord]
  ) -> [(identifier: DocumentIdentifier, sources: [(path: String, part: Int)])] {
    var sources: [DocumentIdentifier: [(path: String, part: Int)]] = [:]
    for record in records {
      for (index, copy) in record.documents.enumerated() {
        sources[copy.identifier, default: []].append((record.path, index + 1))
      }
    }
    return sources.filter { $0.value.count > 1 }
      .map { (identifier: $0.key, sources: $0.value) }
      .sorted {
        ($0.sources[0].path, $0.sources[0].part) < ($1.sources[0].path, $1.sources[0].part)
      }
  }

  // MARK: Files

  /// What is kept of a file: no text.
  private struct Findings: Sendable {
    var path: String
    var encoding: TextEncoding?
    var skipReason: String?
    var hasSideFile = false
    var sideFileError: CorrectionError?
    var places: [(place: Place, lacks: Set<Field>)] = []
    var notices: [NoticeRule: Int] = [:]
    var joins = (lines: 0, overBlankLines: 0)
    var suspicious: [SuspiciousCharacters.Finding] = []

    init(path: String, skipReason: String) {
      self.path = path
      self.skipReason = skipReason
    }

    init(_ diagnosis: FileDiagnosis) {
      path = diagnosis.path
      skipReason = diagnosis.skipReason
      hasSideFile = diagnosis.sideFile != nil
      guard let file = diagnosis.file, let decisions = file.decisions else { return }
      encoding = file.encoding
      sideFileError = file.sideFileError
      for (document, part) in zip(file.documents, decisions.parts) {
        let place = Place(path: path, part: document.part, line: part.lines.lowerBound)
        places.append((place, document.unknownFields))
      }
      for notice in decisions.notices { notices[notice.rule, default: 0] += 1 }
      joins.lines = decisions.joins.count
      joins.overBlankLines = decisions.joins.count { $0.isOverBlankLines }
      suspicious = file.suspicious?.findings ?? []
    }
  }

  /// The findings on all files, in the order of the paths.
  private static func read(
    _ paths: [String], _ rules: ReadingRules, _ roots: [String], jobs: Int
  ) throws(LibraryError) -> [Findings] {
    let next = Atomic<Int>(0)
    let state = Mutex<(findings: [Findings?], failure: LibraryError?)>(
      (Array(repeating: nil, count: paths.count), nil))
    DispatchQueue.concurrentPerform(iterations: jobs) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < paths.count else { return }
        let path = paths[index]
        do throws(LibraryError) {
          let parser = rules.parser(for: path, roots: roots)
          let findings = Findings(try FileDiagnosis(path: path, parser: parser))
          state.withLock { $0.findings[index] = findings }
        } catch {
          guard case .unreadable(_, let code) = error else {
            state.withLock { $0.failure = error }
            return
          }
          let findings = Findings(path: path, skipReason: FileScanner.reason(code))
          state.withLock { $0.findings[index] = findings }
        }
      }
    }
    let (findings, failure) = state.withLock { $0 }
    if let failure { throw failure }
    return findings.compactMap(\.self)
  }

  private mutating func add(_ file: Findings) {
    if let reason = file.skipReason {
      skipped.append(LibraryUpdate.Skipped(path: file.path, reason: reason))
    }
    if let encoding = file.encoding {
      if let index = encodings.firstIndex(where: { $0.encoding == encoding }) {
        encodings[index].files += 1
      } else {
        encodings.append((encoding, 1))
      }
    }
    if file.hasSideFile { sideFiles += 1 }
    if let error = file.sideFileError {
      sideFileErrors.append(
        LibraryUpdate.Skipped(
          path: "\(FileScanner.sideFile(of: file.path)):\(error.line)", reason: error.reason))
    }
    documents += file.places.count
    if file.places.count > 1 { several.append((file.path, file.places.count)) }
    for (place, lacks) in file.places {
      if lacks.contains(.title) { untitled.append(place) }
      if lacks.contains(.date) { undated.append(place) }
      if lacks.contains(.kind) { withoutKind.append(place) }
    }
    for rule in NoticeRule.allCases {
      guard let lines = file.notices[rule] else { continue }
      if let index = notices.firstIndex(where: { $0.rule == rule }) {
        notices[index].lines += lines
      } else {
        notices.append((rule, lines))
      }
    }
    joins.lines += file.joins.lines
    joins.overBlankLines += file.joins.overBlankLines
    for kind in SuspiciousCharacters.Kind.allCases {
      let findings = file.suspicious.filter { $0.kind == kind }
      guard let first = findings.first else { continue }
      if !suspicious.contains(where: { $0.kind == kind }) {
        suspicious.append(SuspiciousKind(kind: kind, path: file.path, first: first))
      }
      for index in suspicious.indices where suspicious[index].kind == kind {
        suspicious[index].count += findings.reduce(0) { $0 + $1.count }
        suspicious[index].files += 1
      }
    }
  }
}

extension ParsedDocument {
  /// Which of title, kind and date are not known.
  package var unknownFields: Set<Field> {
    var fields: Set<Field> = []
    if title == nil { fields.insert(.title) }
    if kind == nil { fields.insert(.kind) }
    if date == nil { fields.insert(.date) }
    return fields
  }
}
