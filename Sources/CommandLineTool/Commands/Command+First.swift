import DocumentParsing
import PolicySearch
import TerminalText

extension Command {
  static let first: Command = {
    let number = Flag.value(
      "number", short: "n", valueName: "N", help: "Show N documents", defaultValue: "5")
    let json = Flag.toggle("json", help: "Write one JSON object a line; see docs/json.md")
    return Command(
      name: "first",
      summary: "Find who said it first, in this library",
      discussion: [
        "The earliest documents in which the query stands exactly, and its speakers in the order in which "
          + "they first have it. Only this library is looked at: another text may have said it before. A "
          + "document that tells only its year or month counts as that period's beginning; documents "
          + "without a date are counted apart.",
        "In a pipe: date, file:line:column, speaker, title and passage, separated by tabs. Exit status: "
          + "0 found, 1 nothing, 2 error.",
      ],
      operands: Operands(name: "QUERY", count: 1...Int.max),
      flags: [IndexLocation.flag, number] + FilterFlags.restrictions
        + [ComparisonFlag.literal, json],
      examples: [
        Example(arguments: "first 放管服", caption: "The earliest documents with a wording"),
        Example(arguments: "first 放管服 --kind 讲话", caption: "The earliest speeches"),
      ]
    ) { arguments, context in
      let limit = try arguments.integer(of: number, in: 0...Int.max) ?? 5
      let library = try Library.open(arguments, as: "first", context)
      let use = try library.firstUse(
        of: arguments.operands.joined(separator: " "),
        filters: try FilterFlags.filters(arguments),
        comparison: ComparisonFlag.comparison(arguments), limit: limit)
      if arguments.isOn(json) {
        try context.output.write(String(decoding: use.jsonLines(), as: UTF8.self))
      } else if context.terminal.outputIsTerminal {
        for line in lines(use, context.terminal) { try context.output.write(line + "\n") }
      } else {
        for hit in use.hits { try context.output.write(line(hit)) }
        try context.output.flush()
        if use.dated + use.undated > 0 { context.report("gongwen first: \(caveat(use))\n") }
      }
      return use.dated + use.undated > 0 ? .success : .noMatch
    }
  }()

  /// What the answer rests on.
  private static func caveat(_ use: FirstUse) -> String {
    let undated =
      use.undated == 0
      ? "" : "; \(HumanReadable.documents(use.undated)) without a date, any of which may be earlier"
    return "in this library only: \(HumanReadable.documents(use.dated)) with a date\(undated)"
  }

  private static func line(_ hit: SearchHit) -> String {
    let passage = hit.passages.first
    let position = passage.map { ":\($0.position.line):\($0.position.column)" } ?? ""
    let fields = [
      hit.date?.description ?? "", PathDisplay.relative(hit.path) + position,
      hit.speaker?.name ?? "", hit.title ?? "", passage?.text ?? "",
    ]
    return fields.map(SearchReport.plain).joined(separator: "\t") + "\n"
  }

  private static func lines(_ use: FirstUse, _ terminal: Terminal) -> [String] {
    var lines = [terminal.styled(caveat(use), .dim), ""]
    let report = SearchReport(terminal: terminal)
    for hit in use.hits { lines += report.lines(hit) + [""] }
    guard !use.speakers.isEmpty else { return lines }
    let speakers = use.speakers.map { "\($0.name) \($0.date?.description ?? "undated")" }
    lines.append(terminal.styled("speakers, by their first:", .bold))
    lines += DisplayWidth.wrapped(
      SearchReport.plain(speakers.joined(separator: " · ")), to: max(20, terminal.columns - 2)
    ).map { "  " + $0 }
    return lines
  }
}
