import PolicySearch

/// The files of a query's exact tier, with what is counted in them.
struct FileList {
  let unit: CountedUnit?
  let isJSON: Bool

  /// Writes a line for each file; whether there is any.
  func write(
    of library: Library, _ request: SearchRequest, _ context: CommandContext
  ) throws -> Bool {
    var files: [(path: String, count: Int)] = []
    // By bytes: strings are equal that are canonically equivalent.
    var numbers: [[UInt8]: Int] = [:]
    try library.forEachExactDocument(
      request.query, filters: request.filters, comparison: request.comparison,
      order: request.order, counting: unit
    ) { sources, count in
      for source in sources {
        let path = Array(source.path.utf8)
        if let number = numbers[path] {
          files[number].count += count
        } else {
          numbers[path] = files.count
          files.append((source.path, count))
        }
      }
    }
    // A document may be held by files before those of the document before it.
    if request.order == .path {
      files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
    for file in files {
      try context.output.write(isJSON ? json(file.path, file.count) : text(file.path, file.count))
    }
    return !files.isEmpty
  }

  private func text(_ path: String, _ count: Int) -> String {
    let name = PathDisplay.relative(path)
    return unit == nil ? "\(name)\n" : "\(name):\(count)\n"
  }

  private func json(_ path: String, _ count: Int) -> String {
    var json = JSONWriter()
    json.object { json in
      json.name("type")
      json.value("file")
      json.name("path")
      json.value(path)
      switch unit {
      case .paragraphs?: json.name("paragraphs")
      case .occurrences?: json.name("occurrences")
      case nil: return
      }
      json.value(count)
    }
    json.endLine()
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
