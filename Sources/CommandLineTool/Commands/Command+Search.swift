import PolicySearch

extension Command {
  static let search: Command = {
    let number = Flag.value(
      "number", short: "n", valueName: "N", help: "Show N documents", defaultValue: "10")
    let offset = Flag.value(
      "offset", valueName: "N", help: "Leave out the first N", defaultValue: "0")
    let explain = Flag.toggle(
      "explain", help: "Tell below each document what its score is the sum of")
    let json = Flag.toggle("json", help: "Write one JSON object a line; see docs/json.md")
    let literal = Flag.toggle(
      "literal", short: "F",
      help: "Look past width and case only: every mark of punctuation and both scripts count")
    let count = Flag.toggle(
      "count", short: "c", help: "Only name each file with an exact match and its matching lines")
    let list = Flag.toggle(
      "files-with-matches", short: "l", help: "Only name the files with an exact match")
    return Command(
      name: "search",
      summary: "Find documents by their wording",
      discussion: [
        "Keywords must all stand in a document, as they are, inside words and across lines. “…” or "
          + "\"…\" is one text, spaces and punctuation included; -WORD excludes; A OR B takes either; "
          + "parentheses group; A /s B asks for both in one sentence, title:A in the title; "
          + "`gongwen help query` has all of it. Put -- before a query that begins with a hyphen.",
        "First come the documents that say it exactly, then related ones that contain any of the "
          + "words, another name or a redaction. Width, case, simplified or traditional script, look-alike "
          + "marks and how numbers are written do not matter, unless with --literal, which finds exact "
          + "documents only.",
        "Filters narrow down what the query finds: of each field a document must have any of the "
          + "values given, to the letter. Where a document tells only the year or the month, any day "
          + "of it will do for --since and --until.",
        "In a pipe: tier, file:line:column, title and passage, separated by tabs; then for --facets "
          + "facet, field, value, exact and related documents; below each document of --explain a tab and "
          + "parts of its score: score, where, text and times. With -l and -c facets are told on "
          + "standard error. Exit status: 0 found, 1 nothing, 2 error.",
      ],
      operands: Operands(name: "QUERY", count: 1...Int.max),
      flags: [IndexLocation.flag, number, offset] + FilterFlags.all
        + [literal, explain, json, count, list],
      examples: [
        Example(arguments: "search 营商环境", caption: "A phrase"),
        Example(arguments: "search 职工 维权 -- -企业", caption: "Two keywords, without a third"),
        Example(arguments: "search '“放管服”改革' OR 简政放权", caption: "Either of two"),
        Example(arguments: "search 工会 /s 职工 标题:意见", caption: "In one sentence; by title"),
        Example(arguments: "search -l 安全生产", caption: "Only the files, as grep -l"),
        Example(
          arguments: "search 安全生产 --kind 通知 --kind 决定 --since 2015 --until 2018-06",
          caption: "Notices and decisions of some years"),
        Example(arguments: "search 安全生产 --facets kind,year", caption: "How many of what, and when"),
      ]
    ) { arguments, context in
      let request = SearchRequest(
        query: arguments.operands.joined(separator: " "),
        limit: try arguments.integer(of: number, in: 0...Int.max) ?? 10,
        offset: try arguments.integer(of: offset, in: 0...Int.max) ?? 0,
        filters: try FilterFlags.filters(arguments), facets: try FilterFlags.facets(arguments),
        comparison: arguments.isOn(literal) ? .literal : .equivalent,
        explainsScores: arguments.isOn(explain))
      let library = try Library(directory: IndexLocation.resolve(arguments))
      if let warning = library.warning { context.report("gongwen search: \(warning)\n") }
      for (field, value) in try library.unknownValues(of: request.filters) {
        let remark = try FilterFlags.remark(on: value, of: field, in: library)
        context.report("gongwen search: \(remark)\n")
      }
      if arguments.isOn(count) || arguments.isOn(list) {
        return try listFiles(library, request, countsLines: arguments.isOn(count), context)
      }
      let result = try library.search(request)
      if arguments.isOn(json) {
        try context.output.write(String(decoding: result.jsonLines(), as: UTF8.self))
      } else if context.terminal.outputIsTerminal {
        try context.output.write(SearchReport(terminal: context.terminal).text(result))
      } else {
        for hit in result.hits {
          try context.output.write(SearchReport.line(hit))
          for line in SearchReport.explanation(hit) { try context.output.write("\t\(line)\n") }
        }
        for line in facetLines(result) { try context.output.write(line) }
        let total = result.exactDocuments + result.relatedDocuments
        if result.hits.count < total {
          // What is shown stands before what is said about it.
          try context.output.flush()
          context.report(
            "gongwen search: \(result.hits.count) of \(total) documents shown, "
              + "\(result.exactDocuments) of them exact; -n N shows more\n")
        }
      }
      return result.exactDocuments + result.relatedDocuments > 0 ? .success : .noMatch
    }
  }()

  private static func facetLines(_ result: SearchResult) -> [String] {
    result.facets.flatMap { counts in
      counts.values.map { SearchReport.line($0, of: counts.facet) }
    }
  }

  private static func listFiles(
    _ library: Library, _ request: SearchRequest, countsLines: Bool, _ context: CommandContext
  ) throws -> ExitCode {
    var files: [String: Int] = [:]
    try library.forEachExactDocument(
      request.query, filters: request.filters, comparison: request.comparison,
      countsLines: countsLines
    ) { sources, lines in
      for source in sources { files[source.path, default: 0] += lines }
    }
    for (path, lines) in files.sorted(by: { $0.key < $1.key }) {
      let name = PathDisplay.relative(path)
      try context.output.write(countsLines ? "\(name):\(lines)\n" : "\(name)\n")
    }
    if !request.facets.isEmpty {
      var totals = request
      totals.limit = 0
      // Beside the names, which programs read as names.
      for line in facetLines(try library.search(totals)) { context.report(line) }
    }
    return files.isEmpty ? .noMatch : .success
  }
}
