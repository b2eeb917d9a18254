import PolicySearch

extension Command {
  static let values: Command = {
    let json = Flag.toggle("json", help: "Write one JSON object a line; see docs/json.md")
    return Command(
      name: "values",
      summary: "List the values that a filter may have",
      discussion: [
        "The kinds, speakers, issuers or regions that documents of the library have, one a line, in "
          + "bytewise order. Shells complete --kind, --speaker, --issuer and --region with them."
      ],
      operands: Operands(
        name: "FIELD", count: 1...1, completion: .words(KeywordField.allCases.map(\.rawValue))),
      flags: [IndexLocation.flag, json],
      examples: [Example(arguments: "values kind", caption: "Which kinds of documents there are")]
    ) { arguments, context in
      let name = arguments.operands[0]
      let names = KeywordField.allCases.map(\.rawValue)
      guard let field = KeywordField(rawValue: name) else {
        let likely = nearest(to: name, among: names).map { "; did you mean \($0)?" }
        throw UsageError(
          "FIELD must be some of \(names.joined(separator: ", ")), not '\(name)'" + (likely ?? ""))
      }
      let library = try Library(directory: IndexLocation.resolve(arguments))
      let values = try library.values(of: field)
      for value in values {
        guard arguments.isOn(json) else {
          try context.output.write(SearchReport.plain(value) + "\n")
          continue
        }
        var writer = JSONWriter()
        writer.object { json in
          json.name("type")
          json.value("value")
          json.name("field")
          json.value(field.rawValue)
          json.name("value")
          json.value(value)
        }
        writer.endLine()
        try context.output.write(String(decoding: writer.bytes, as: UTF8.self))
      }
      return values.isEmpty ? .noMatch : .success
    }
  }()
}
