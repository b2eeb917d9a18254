import PolicySearch

/// All occurrences of a query in its exact tier.
struct OccurrenceList {
  let report: OccurrenceReport
  let isJSON: Bool

  /// Writes the lines of every document; whether there is any.
  func write(
    of library: Library, _ request: SearchRequest, _ context: CommandContext
  ) throws -> Bool {
    var reader = try library.occurrences(
      of: request.query, filters: request.filters, comparison: request.comparison,
      order: request.order)
    var report = report
    let around = report.layout.context.map { (before: $0.before, after: $0.after) }
    while let document = try reader.nextDocument() {
      if isJSON {
        var json = JSONWriter()
        document.writeLines(context: around, to: &json)
        try context.output.write(String(decoding: json.bytes, as: UTF8.self))
      } else {
        try context.output.write(report.text(document))
      }
    }
    if !reader.otherFiles.isEmpty {
      try context.output.flush()
      let names = reader.otherFiles.map(PathDisplay.relative).joined(separator: ", ")
      context.report(
        "gongwen search: the same documents, laid out otherwise, are in \(names); "
          + "-l lists all files\n")
    }
    return reader.documents > 0
  }
}
