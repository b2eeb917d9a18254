import TerminalText

/// Help, written from the table of commands and flags and wrapped to the terminal.
enum HelpText {
  /// Lines longer than this are hard to read, however wide the terminal is.
  private static let greatestWidth = 100

  static func help(for set: CommandSet, terminal: Terminal) -> String {
    var page = Page(terminal: terminal, width: min(terminal.columns, greatestWidth))
    page.add(paragraph: "\(set.summary).")
    page.add(heading: "Usage:", "\(set.name) COMMAND [FLAGS] [ARGUMENTS]")
    page.add(
      heading: "Commands:",
      set.commands.map { Page.Entry(term: $0.name, explanation: $0.summary) })
    page.add(heading: "Flags:", CommandSet.flags.map(entry))
    page.add(
      heading: "Examples:", examples: set.commands.compactMap(\.examples.first), name: set.name)
    page.add(paragraph: "'\(set.name) COMMAND --help' explains a command.")
    page.add(paragraph: "'\(set.name) help query' explains how queries are written.")
    return page.text
  }

  static func help(for command: Command, of set: CommandSet, terminal: Terminal) -> String {
    var page = Page(terminal: terminal, width: min(terminal.columns, greatestWidth))
    page.add(paragraph: "\(command.summary).")
    let usage = ["\(set.name) \(command.name)", "[FLAGS]", command.operands.usage]
    page.add(heading: "Usage:", usage.filter { !$0.isEmpty }.joined(separator: " "))
    for paragraph in command.discussion { page.add(paragraph: paragraph) }
    page.add(heading: "Flags:", command.allFlags.map(entry))
    page.add(heading: "Examples:", examples: command.examples, name: set.name)
    return page.text
  }

  private static func entry(for flag: Flag) -> Page.Entry {
    let short = flag.short.map { "-\($0), " } ?? "    "
    let value = flag.valueName.map { " \($0)" } ?? ""
    return Page.Entry(term: "\(short)--\(flag.name)\(value)", explanation: flag.explanation)
  }

  /// Text under construction: blocks with an empty line between them.
  private struct Page {
    struct Entry {
      let term: String
      let explanation: String
    }

    private(set) var text = ""
    private let terminal: Terminal
    private let width: Int

    /// Terms wider than this have their explanation below them, not beside.
    private static let greatestTermWidth = 26

    init(terminal: Terminal, width: Int) {
      self.terminal = terminal
      self.width = width
    }

    mutating func add(paragraph: String) {
      startBlock()
      add(paragraph, indentation: 0)
    }

    mutating func add(heading: String, _ line: String) {
      startBlock()
      text += "\(terminal.styled(heading, .bold)) \(line)\n"
    }

    mutating func add(heading: String, _ entries: [Entry]) {
      guard !entries.isEmpty else { return }
      startBlock()
      text += "\(terminal.styled(heading, .bold))\n"
      let widths = entries.map { DisplayWidth.columns(of: $0.term) }
      let column = widths.filter { $0 <= Self.greatestTermWidth }.max() ?? 0
      for (entry, width) in zip(entries, widths) {
        text += "  \(entry.term)"
        text += width <= column ? String(repeating: " ", count: column - width + 2) : "\n"
        add(entry.explanation, indentation: column + 4, startsLine: width > column)
      }
    }

    mutating func add(heading: String, examples: [Command.Example], name: String) {
      guard !examples.isEmpty else { return }
      startBlock()
      text += "\(terminal.styled(heading, .bold))\n"
      for example in examples {
        text += "  \(name) \(example.arguments)\n"
        add(example.caption, indentation: 6)
      }
    }

    private mutating func startBlock() {
      if !text.isEmpty { text += "\n" }
    }

    private mutating func add(_ paragraph: String, indentation: Int, startsLine: Bool = true) {
      let margin = String(repeating: " ", count: indentation)
      let lines = DisplayWidth.wrapped(paragraph, to: max(20, width - indentation))
      text += startsLine ? margin : ""
      text += lines.joined(separator: "\n" + margin) + "\n"
    }
  }
}
