import PolicySearch

/// What the index command says when it is done.
enum IndexReport {
  /// Most skipped files that are named without `--verbose`; the rest is counted.
  private static let namedFiles = 20

  static func text(
    _ summary: LibraryUpdate.Summary, directory: String, elapsed: Duration, isVerbose: Bool
  ) -> String {
    var lines: [String] = []
    let named = isVerbose ? summary.skipped.count : min(namedFiles, summary.skipped.count)
    for file in summary.skipped.prefix(named) {
      lines.append("skipped \(file.path): \(file.reason)")
    }
    if named < summary.skipped.count {
      lines.append(
        "skipped \(summary.skipped.count - named) more; `gongwen status` names them all")
    }
    if isVerbose { lines += summary.ignored.map { "left out \($0): no .txt, .md or .html file" } }
    var counts = [
      "\(HumanReadable.count(summary.added)) added",
      "\(HumanReadable.count(summary.changed)) changed",
      "\(HumanReadable.count(summary.removed)) removed",
      "\(HumanReadable.count(summary.unchanged)) unchanged",
      "\(HumanReadable.count(summary.skipped.count)) skipped",
    ]
    if !summary.ignored.isEmpty {
      counts.append("\(HumanReadable.count(summary.ignored.count)) of other kinds left out")
    }
    lines.append("files: " + counts.joined(separator: ", "))
    let seconds = elapsed / .seconds(1)
    let rate = seconds > 0 ? HumanReadable.bytes(Int(Double(summary.bytesRead) / seconds)) : "0 B"
    lines.append(
      "\(directory): \(HumanReadable.count(summary.documents)) documents, "
        + "generation \(summary.generation)\(summary.isCommitted ? "" : " (as before)"); read "
        + "\(HumanReadable.bytes(summary.bytesRead)) in \(HumanReadable.duration(elapsed)), \(rate)/s"
    )
    if isVerbose {
      lines.append("parsing took \(HumanReadable.duration(summary.parsing)), all workers together")
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
