import PolicySearch

extension Command {
  static let timeline: Command = {
    let interval = Flag.value(
      "by", valueName: "INTERVAL", help: "What a row covers",
      choices: Timeline.Interval.allCases.map(\.rawValue), defaultValue: "year")
    let json = Flag.toggle("json", help: "Write one JSON object; see docs/json.md")
    return Command(
      name: "timeline",
      summary: "Count terms over the years",
      discussion: [
        "For every year in which there are documents: how often each TERM stands in them, in how many of "
          + "them, and how often in ten thousand characters of them, which is what the bars show; last the "
          + "documents without a date. Each TERM is a query of its own; the counts are those of the exact "
          + "tier of `gongwen search`. By months, the documents that tell only their year have a row of "
          + "their own before its first month.",
        "In a pipe: period, term, occurrences, documents, occurrences per ten thousand characters, all "
          + "documents and all characters of the period, separated by tabs. Exit status: 0 found, 1 nothing, "
          + "2 error.",
      ],
      operands: Operands(name: "TERM", count: 1...Int.max),
      flags: [IndexLocation.flag, interval] + FilterFlags.restrictions
        + [ComparisonFlag.literal, json, CSVFlag.csv],
      examples: [
        Example(arguments: "timeline 营商环境 简政放权", caption: "Two terms side by side"),
        Example(
          arguments: "timeline --by month --since 2020 '疫情 OR 防疫'", caption: "Months of some years"),
        Example(arguments: "timeline --csv 改革 > 改革.csv", caption: "For a spreadsheet"),
      ]
    ) { arguments, context in
      let isCSV = try CSVFlag.isOn(arguments, without: json)
      let library = try Library.open(arguments, as: "timeline", context)
      let timeline = try library.timeline(
        of: arguments.operands,
        by: arguments.value(of: interval).flatMap(Timeline.Interval.init) ?? .year,
        filters: try FilterFlags.filters(arguments),
        comparison: ComparisonFlag.comparison(arguments))
      if arguments.isOn(json) {
        var writer = JSONWriter()
        timeline.write(to: &writer)
        writer.endLine()
        try context.output.write(String(decoding: writer.bytes, as: UTF8.self))
      } else if isCSV {
        try context.output.write(String(decoding: timeline.csv(), as: UTF8.self))
      } else {
        let report = TimelineReport(terminal: context.terminal)
        for line in context.terminal.outputIsTerminal
          ? report.table(timeline) : report.lines(timeline)
        {
          try context.output.write(line + "\n")
        }
      }
      return timeline.totals.contains { $0.documents > 0 } ? .success : .noMatch
    }
  }()
}
