import PolicySearch

extension Command {
  static let kwic: Command = {
    let number = Flag.value(
      "number", short: "n", valueName: "N", help: "Show the first N occurrences; else all")
    let width = Flag.value(
      "width", short: "w", valueName: "N",
      help:
        "Columns of context on either side, of which a Chinese character takes two, or with --json or "
        + "--csv characters; else as many as the terminal has room for, or 40")
    let sort = Flag.value(
      "sort", valueName: "ORDER",
      help: "Order occurrences: by file and place, by what stands before them (read backwards) or "
        + "behind them, or by date",
      choices: Concordance.Order.allCases.map(\.rawValue), defaultValue: "path")
    let json = Flag.toggle("json", help: "Write one JSON object a line; see docs/json.md")
    return Command(
      name: "kwic",
      summary: "List every occurrence in its context, one below the other",
      discussion: [
        "A concordance (key word in context) of the documents that `gongwen search` finds exactly. "
          + "Sorted by the right or left context, it shows what usually follows or precedes a wording. A "
          + "document that several files hold is told once; contexts end with the paragraph.",
        "Behind each line: date, file:line. Exit status: 0 found, 1 nothing, 2 error.",
      ],
      operands: Operands(name: "QUERY", count: 1...Int.max),
      flags: [IndexLocation.flag, number, width, sort] + FilterFlags.restrictions
        + [ComparisonFlag.literal, json, CSVFlag.csv],
      examples: [
        Example(arguments: "kwic 责任制", caption: "Every occurrence, by file"),
        Example(arguments: "kwic --sort right 深化", caption: "What is deepened"),
        Example(
          arguments: "kwic --sort left --csv 改革 > 改革.csv", caption: "For a spreadsheet"),
      ]
    ) { arguments, context in
      let isCSV = try CSVFlag.isOn(arguments, without: json)
      let query = arguments.operands.joined(separator: " ")
      let limit = try arguments.integer(of: number, in: 0...Int.max)
      let columns = try arguments.integer(of: width, in: 0...10_000)
      let report = ConcordanceReport(terminal: context.terminal, columns: columns)
      let library = try Library.open(arguments, as: "kwic", context)
      let concordance = try library.concordance(
        of: query, filters: try FilterFlags.filters(arguments),
        comparison: ComparisonFlag.comparison(arguments), context: report.context,
        order: arguments.value(of: sort).flatMap(Concordance.Order.init) ?? .path, limit: limit)
      if arguments.isOn(json) {
        try context.output.write(String(decoding: concordance.jsonLines(), as: UTF8.self))
      } else if isCSV {
        try context.output.write(String(decoding: concordance.csv(), as: UTF8.self))
      } else {
        for line in report.lines(concordance) { try context.output.write(line + "\n") }
      }
      if concordance.lines.count < concordance.occurrences {
        try context.output.flush()
        let shown = concordance.lines.count
        context.report(
          "gongwen kwic: \(shown) of \(concordance.occurrences) occurrences shown\n")
      }
      return concordance.occurrences > 0 ? .success : .noMatch
    }
  }()
}
