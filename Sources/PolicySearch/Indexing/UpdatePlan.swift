internal import InvertedIndex

/// What an update has to do: the difference between the files there are and those of the catalogue.
struct UpdatePlan {
  /// A file to read.
  struct Item: Sendable {
    let path: String
    let stamp: FileRecord.Stamp
    let reading: FileReading
  }

  /// Counts by path; the rest is for later.
  private(set) var summary = LibraryUpdate.Summary()
  /// Files to read, largest first so that workers end together.
  private(set) var files: [Item] = []
  /// Records of files that are as they were, or that cannot be looked at now.
  private(set) var kept: [FileRecord] = []
  /// Old records of ``files``.
  private(set) var replaced: [FileRecord] = []

  /// Compares. Files whose times have changed but not their size are read to see whether their
  /// content has; side files are read always.
  ///
  /// - Parameters:
  ///   - known: the records of the catalogue.
  ///   - roots: the library's.
  init(_ scan: FileScanner, known: [FileRecord], rules: ReadingRules, roots: [String]) {
    var gone = Dictionary(uniqueKeysWithValues: known.map { (Array($0.path.utf8), $0) })
    summary.ignored = scan.ignored
    summary.unreadable = scan.unreadable.map {
      LibraryUpdate.Skipped(path: $0.path, reason: FileScanner.reason($0.code))
    }
    summary.sideFileErrors = scan.straySideFiles.map { path in
      LibraryUpdate.Skipped(
        path: path, reason: "there is no file of that name without .gongwen; rename or remove it")
    }
    for file in scan.files {
      let reading = reading(of: file, rules, roots)
      guard var record = gone.removeValue(forKey: Array(file.path.utf8)) else {
        summary.added += 1
        files.append(Item(path: file.path, stamp: file.stamp, reading: reading))
        continue
      }
      let isUntouched = record.stamp == file.stamp && file.stamp.changed != 0
      let isSameReading = record.reading == reading.checksum
      if isSameReading, isUntouched || Self.isSameContent(record, file) {
        summary.unchanged += 1
        record.stamp = file.stamp
        kept.append(record)
      } else {
        summary.changed += 1
        replaced.append(record)
        files.append(Item(path: file.path, stamp: file.stamp, reading: reading))
      }
    }
    for record in gone.values {
      let isOutOfReach = scan.unreadable.contains {
        record.path == $0.path || record.path.hasPrefix($0.path + "/")
      }
      if isOutOfReach { kept.append(record) } else { summary.removed += 1 }
    }
    files.sort { ($1.stamp.size, $0.path) < ($0.stamp.size, $1.path) }
  }

  /// How to read a file; a side file that the system does not let us read is noted and left out.
  private mutating func reading(
    of file: FileScanner.File, _ rules: ReadingRules, _ roots: [String]
  ) -> FileReading {
    let parser = rules.parser(for: file.path, roots: roots)
    guard file.hasSideFile else { return FileReading(parser: parser, sideFile: nil) }
    let path = FileScanner.sideFile(of: file.path)
    do throws(IndexError) {
      return FileReading(parser: parser, sideFile: try IndexDirectory.contents(of: path))
    } catch {
      summary.sideFileErrors.append(
        LibraryUpdate.Skipped(path: path, reason: error.description))
      return FileReading(parser: parser, sideFile: nil)
    }
  }

  private static func isSameContent(_ record: FileRecord, _ file: FileScanner.File) -> Bool {
    guard record.stamp.size == file.stamp.size, file.stamp.size <= UpdateWork.largestFile,
      let bytes = try? IndexDirectory.contents(of: file.path)
    else { return false }
    return bytes.withUnsafeBytes { Checksum.of($0) } == record.contentChecksum
  }
}
