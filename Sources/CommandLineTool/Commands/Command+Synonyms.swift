import PolicySearch

extension Command {
  /// What the command does, by its first operand.
  private enum SynonymsAction: String, CaseIterable {
    case add, remove, list
  }

  static let synonyms: Command = {
    let builtIn = Flag.toggle("built-in", help: "List the names that come with the product too")
    let json = Flag.toggle("json", help: "Write one JSON object a line; see docs/json.md")
    return Command(
      name: "synonyms",
      summary: "Add short and full names that mean the same",
      discussion: [
        "`add NAME=NAME…` makes documents with one of the names related to a keyword with another, from "
          + "now on; nothing is read anew. They come behind the exact documents and say so. `remove` takes "
          + "a group back. `list` shows your groups, and is what happens without an action.",
        "A name counts where it is a word or several of a keyword, not inside one, and of names that "
          + "overlap the longest does. In quotation marks and with --literal names do not count.",
      ],
      operands: Operands(name: "ACTION GROUP", count: 0...Int.max),
      flags: [IndexLocation.flag, builtIn, json],
      examples: [
        Example(arguments: "synonyms add 青总=青岚市总工会", caption: "A short name and a full one"),
        Example(arguments: "synonyms list --built-in", caption: "All that count"),
      ]
    ) { arguments, context in
      let name = arguments.operands.first ?? SynonymsAction.list.rawValue
      let groups = Array(arguments.operands.dropFirst())
      guard let action = SynonymsAction(rawValue: name) else {
        let names = SynonymsAction.allCases.map(\.rawValue)
        let likely = nearest(to: name, among: names).map { "did you mean \($0)?" }
        throw UsageError(
          "unknown action '\(name)'; " + (likely ?? "it is \(names.joined(separator: ", "))"))
      }
      guard groups.isEmpty == (action == .list) else {
        throw UsageError(
          action == .list
            ? "list takes no names, such as '\(groups[0])'" : "\(name) needs names joined by =")
      }
      guard action == .list || !arguments.isOn(builtIn) else {
        throw UsageError("--built-in is for list")
      }
      let directory = IndexLocation.resolve(arguments)
      let entries =
        switch action {
        case .add: try UserThesaurus(directory: directory).add(groups)
        case .remove: try UserThesaurus(directory: directory).remove(groups)
        case .list:
          try Library(directory: directory).synonymEntries(includesBuiltIn: arguments.isOn(builtIn))
        }
      for entry in entries {
        if arguments.isOn(json) {
          var writer = JSONWriter()
          entry.write(to: &writer)
          writer.endLine()
          try context.output.write(String(decoding: writer.bytes, as: UTF8.self))
          continue
        }
        let remark =
          switch action {
          case .add: entry.isChanged ? ": added" : ": there already"
          case .remove: ": removed"
          case .list: arguments.isOn(builtIn) ? "\t\(entry.source)" : ""
          }
        let names = SearchReport.plain(UserSynonyms.text(of: entry.names))
        try context.output.write(names + remark + "\n")
      }
      let isDone = action == .list ? !entries.isEmpty : entries.contains(where: \.isChanged)
      return isDone ? .success : .noMatch
    }
  }()
}
