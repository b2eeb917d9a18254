internal import InvertedIndex

/// What an update has to do: the difference between the files there are and those of the catalogue.
struct UpdatePlan {
  /// Counts by path; the rest is for later.
  private(set) var summary = LibraryUpdate.Summary()
  /// Files to read, largest first so that workers end together.
  private(set) var files: [FileScanner.File] = []
  /// Records of files that are as they were, or that cannot be looked at now.
  private(set) var kept: [FileRecord] = []
  /// Old records of ``files``.
  private(set) var replaced: [FileRecord] = []

  /// Compares. Files whose times have changed but not their size are read to see whether their
  /// content has.
  ///
  /// - Parameter known: the records of the catalogue.
  init(_ scan: FileScanner, known: [FileRecord]) {
    var gone = Dictionary(uniqueKeysWithValues: known.map { (Array($0.path.utf8), $0) })
    summary.ignored = scan.ignored
    summary.unreadable = scan.unreadable.map {
      LibraryUpdate.Skipped(path: $0.path, reason: FileScanner.reason($0.code))
    }
    for file in scan.files {
      guard var record = gone.removeValue(forKey: Array(file.path.utf8)) else {
        summary.added += 1
        files.append(file)
        continue
      }
      let isUntouched = record.stamp == file.stamp && file.stamp.changed != 0
      if isUntouched || Self.isSameContent(record, file) {
        summary.unchanged += 1
        record.stamp = file.stamp
        kept.append(record)
      } else {
        summary.changed += 1
        replaced.append(record)
        files.append(file)
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

  private static func isSameContent(_ record: FileRecord, _ file: FileScanner.File) -> Bool {
    guard record.stamp.size == file.stamp.size, file.stamp.size <= UpdateWork.largestFile,
      let bytes = try? IndexDirectory.contents(of: file.path)
    else { return false }
    return bytes.withUnsafeBytes { Checksum.of($0) } == record.contentChecksum
  }
}
