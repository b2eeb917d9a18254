/// Manual pages in the language of man(7), written from the table of commands.
struct ManualPage {
  let set: CommandSet
  private var lines: [String] = []

  /// The page of the tool: its commands, and what they have in common.
  static func page(of set: CommandSet) -> String {
    var page = ManualPage(set: set)
    page.head(set.name, set.summary)
    page.heading("SYNOPSIS")
    page.add(".B \(escaped(set.name))\n.I COMMAND\n.RI [ FLAGS ]\n.RI [ ARGUMENTS ]")
    page.heading("COMMANDS")
    for command in set.commands {
      page.entry("\\fB\(escaped(command.name))\\fR", command.summary + ".")
    }
    page.heading("OPTIONS")
    for flag in CommandSet.flags { page.flag(flag) }
    page.heading("EXIT STATUS")
    page.entry("0", "Something was found, or what was asked is done.")
    page.entry("1", "Nothing was found.")
    page.entry("2", "The command line is wrong, or something failed.")
    page.heading("ENVIRONMENT")
    for flag in set.variableFlags {
      page.entry("\\fB\(escaped(flag.variable ?? ""))\\fR", "Stands in for --\(flag.name).")
    }
    page.entry("\\fBNO_COLOR\\fR", "Not empty: no colour, unless --color=always.")
    page.entry("\\fBCLICOLOR_FORCE\\fR", "Not empty and not 0: colour, also in a pipe.")
    page.examples(set.commands.compactMap(\.examples.first))
    page.seeAlso(set.commands.map { "\(set.name)-\($0.name)" })
    return page.text
  }

  /// The page of a command.
  static func page(of command: Command, in set: CommandSet) -> String {
    var page = ManualPage(set: set)
    page.head("\(set.name)-\(command.name)", command.summary)
    page.heading("SYNOPSIS")
    page.add(".B \(escaped("\(set.name) \(command.name)"))\n.RI [ FLAGS ]")
    if !command.operands.usage.isEmpty { page.add(escaped(command.operands.usage)) }
    if !command.discussion.isEmpty {
      page.heading("DESCRIPTION")
      for (index, paragraph) in command.discussion.enumerated() {
        if index > 0 { page.add(".PP") }
        page.add(escaped(paragraph))
      }
    }
    page.heading("OPTIONS")
    for flag in command.allFlags { page.flag(flag) }
    page.examples(command.examples)
    page.seeAlso([set.name])
    return page.text
  }

  private init(set: CommandSet) { self.set = set }

  private var text: String { lines.joined(separator: "\n") + "\n" }

  private mutating func add(_ line: String) { lines.append(line) }

  private mutating func head(_ name: String, _ summary: String) {
    add(".\\\" Written by `\(set.name) man`.")
    add(".TH \(Self.escaped(name.uppercased())) 1 \"\" \"\(set.name) \(set.version)\"")
    heading("NAME")
    add("\(Self.escaped(name)) \\- \(Self.escaped(summary))")
  }

  private mutating func heading(_ heading: String) { add(".SH \(heading)") }

  private mutating func entry(_ term: String, _ explanation: String) {
    add(".TP\n\(term)\n\(Self.escaped(explanation))")
  }

  private mutating func flag(_ flag: Flag) {
    let short = flag.short.map { "\\fB\\-\($0)\\fR, " } ?? ""
    let value = flag.valueName.map { " \\fI\(Self.escaped($0))\\fR" } ?? ""
    entry("\(short)\\fB\\-\\-\(Self.escaped(flag.name))\\fR\(value)", flag.explanation + ".")
  }

  private mutating func examples(_ examples: [Command.Example]) {
    guard !examples.isEmpty else { return }
    heading("EXAMPLES")
    for example in examples {
      entry("\\fB\(Self.escaped("\(set.name) \(example.arguments)"))\\fR", example.caption + ".")
    }
  }

  private mutating func seeAlso(_ pages: [String]) {
    heading("SEE ALSO")
    for (index, page) in pages.enumerated() {
      add(".BR \(Self.escaped(page)) (1)\(index + 1 < pages.count ? "," : "")")
    }
  }

  /// A text in which no character is taken for a request. A hyphen is one that can be copied into a shell.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      case "'" where escaped.isEmpty, "." where escaped.isEmpty: escaped += "\\&\(character)"
      case "'": escaped += "\\(aq"
      case "`": escaped += "\\(ga"
      case "^": escaped += "\\(ha"
      case "~": escaped += "\\(ti"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}

extension CommandSet {
  /// The flags for which variables stand in, each variable once.
  fileprivate var variableFlags: [Flag] {
    var seen: Set<String> = []
    return commands.flatMap(\.flags).filter { flag in
      flag.variable.map { seen.insert($0).inserted } ?? false
    }
  }
}
