import PolicySearch

extension Command {
  static let search: Command = {
    let number = Flag.value(
      "number", short: "n", valueName: "N", help: "Show N documents", defaultValue: "10")
    let offset = Flag.value(
      "offset", valueName: "N", help: "Leave out the first N", defaultValue: "0")
    let sort = Flag.value(
      "sort", valueName: "ORDER",
      help: "Order documents; else by relevance, or by path where files or matches are listed",
      choices: ResultOrder.allCases.map(\.rawValue))
    let explain = Flag.toggle(
      "explain", help: "Tell below each document what its score is the sum of")
    let versions = Flag.toggle(
      "versions", help: "Show every version of a text by itself, instead of the newest for all")
    let json = Flag.toggle("json", help: "Write one JSON object a line; see docs/json.md")
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
        "Of texts that are called the same and share most of their wording, such as the versions of a law, the "
          + "newest stands for those that hold the same keywords, and names the others; the totals count all "
          + "of them. -n and --offset then count what is shown.",
        "-l, -c, --count-matches, -o, --vimgrep, -A, -B and -C mean what they mean to ripgrep, with the "
          + "paragraph for the line, and tell all of the exact documents, in the order of their paths "
          + "unless --sort says otherwise.",
        "In a pipe: tier, file:line:column, title and passage, separated by tabs, and, where a document has other "
          + "versions, these; then for --facets "
          + "facet, field, value, exact and related documents; below each document of --explain a tab and "
          + "parts of its score: score, where, text and times. Where files or matches are listed, facets "
          + "are told on standard error. Exit status: 0 found, 1 nothing, 2 error.",
      ],
      operands: Operands(name: "QUERY", count: 1...Int.max),
      flags: [IndexLocation.flag, number, offset, sort] + FilterFlags.all
        + [ComparisonFlag.literal, versions, explain, json] + SearchOutput.flags,
      examples: [
        Example(arguments: "search 营商环境", caption: "A phrase"),
        Example(arguments: "search 职工 维权 -- -企业", caption: "Two keywords, without a third"),
        Example(arguments: "search '“放管服”改革' OR 简政放权", caption: "Either of two"),
        Example(arguments: "search 工会 /s 职工 标题:意见", caption: "In one sentence; by title"),
        Example(arguments: "search -l 安全生产", caption: "Only the files, as grep -l"),
        Example(arguments: "search -C 1 责任制", caption: "Matching paragraphs and their neighbours"),
        Example(
          arguments: "search --vimgrep 责任制", caption: "Every match with its place, for an editor"),
        Example(
          arguments: "search 安全生产 --kind 通知 --kind 决定 --since 2015 --until 2018-06",
          caption: "Notices and decisions of some years"),
        Example(
          arguments: "search 安全生产 --sort -date", caption: "The latest documents first"),
        Example(arguments: "search 安全生产 --facets kind,year", caption: "How many of what, and when"),
      ]
    ) { arguments, context in
      let output = try SearchOutput(arguments)
      let request = SearchRequest(
        query: arguments.operands.joined(separator: " "),
        limit: try arguments.integer(of: number, in: 0...Int.max) ?? 10,
        offset: try arguments.integer(of: offset, in: 0...Int.max) ?? 0,
        filters: try FilterFlags.filters(arguments), facets: try FilterFlags.facets(arguments),
        comparison: ComparisonFlag.comparison(arguments),
        order: arguments.value(of: sort).flatMap(ResultOrder.init)
          ?? (output == .documents ? .relevance : .path),
        explainsAbsence: output == .documents, explainsScores: arguments.isOn(explain),
        foldsVersions: output == .documents && !arguments.isOn(versions))
      for flag in [number, offset] where output != .documents && arguments.isGiven(flag) {
        throw UsageError(
          "--\(flag.name) pages through documents; files and matches are listed all")
      }
      if output != .documents, request.explainsScores {
        throw UsageError("--explain tells of documents; files and matches have no score")
      }
      if output != .documents, arguments.isGiven(versions) {
        throw UsageError("--versions tells of documents; files and matches are listed all")
      }
      let library = try Library.open(arguments, as: "search", context)
      let isFound: Bool
      switch output {
      case .documents:
        isFound = try writeDocuments(library, request, json: arguments.isOn(json), context)
      case .files(let unit):
        isFound = try FileList(unit: unit, isJSON: arguments.isOn(json))
          .write(of: library, request, context)
      case .occurrences(let layout):
        let report = OccurrenceReport(
          terminal: context.terminal, layout: layout,
          namesFiles: arguments.state(of: SearchOutput.fileName) ?? true)
        isFound = try OccurrenceList(report: report, isJSON: arguments.isOn(json))
          .write(of: library, request, context)
      }
      if output != .documents, !request.facets.isEmpty {
        var totals = request
        totals.limit = 0
        // Beside the names, which programs read as names.
        for line in facetLines(try library.search(totals)) { context.report(line) }
      }
      return isFound ? .success : .noMatch
    }
  }()

  private static func writeDocuments(
    _ library: Library, _ request: SearchRequest, json: Bool, _ context: CommandContext
  ) throws -> Bool {
    let result = try library.search(request)
    if json {
      try context.output.write(String(decoding: result.jsonLines(), as: UTF8.self))
    } else if context.terminal.outputIsTerminal {
      try context.output.write(SearchReport(terminal: context.terminal).text(result))
    } else {
      for hit in result.hits {
        try context.output.write(SearchReport.line(hit))
        for line in SearchReport.explanation(hit) { try context.output.write("\t\(line)\n") }
      }
      for line in facetLines(result) { try context.output.write(line) }
      if let absence = result.absence {
        try context.output.flush()
        for line in AbsenceReport(terminal: .plain).lines(absence) {
          context.report("gongwen search: \(line)\n")
        }
      }
      let total = result.exactDocuments + result.relatedDocuments
      let folded = result.hits.reduce(0) { $0 + $1.versionCount }
      if result.hits.count < total {
        // What is shown stands before what is said about it.
        try context.output.flush()
        let remarks =
          [
            "\(result.hits.count) of \(total) documents shown",
            "\(result.exactDocuments) of them exact",
          ] + (folded > 0 ? ["\(folded) more folded into these as other versions"] : [])
        let hints =
          (result.hasMore ? ["-n N shows more"] : [])
          + (folded > 0 ? ["--versions shows each by itself"] : [])
        context.report(
          "gongwen search: "
            + ([remarks.joined(separator: ", ")] + hints).joined(separator: "; ") + "\n")
      }
    }
    return result.exactDocuments + result.relatedDocuments > 0
  }

  private static func facetLines(_ result: SearchResult) -> [String] {
    result.facets.flatMap { counts in
      counts.values.map { SearchReport.line($0, of: counts.facet) }
    }
  }
}
