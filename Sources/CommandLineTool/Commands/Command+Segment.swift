import PolicySearch
import TerminalText

extension Command {
  static let segment: Command = {
    let explain = Flag.toggle(
      "explain", help: "Show each word's cost, its source and the words inside it")
    let json = Flag.toggle("json", help: "Explain in one JSON object a line; see docs/json.md")
    let plain = Flag.toggle(
      "no-lexicon", help: "Only use ICU's words, neither the built-in lexicon nor yours")
    return Command(
      name: "segment",
      summary: "Cut text into words",
      discussion: [
        "Words are separated by a space, lines stay lines. Without TEXT, standard input is read. The text "
          + "is folded first: width, case, script and look-alike marks are those that search compares.",
        "The words are those of a query: if there is an index, words that you have added to it count, "
          + "which documents are never cut with.",
        "Of all ways to cut a text the cheapest is taken; a word costs the less the more frequent it is, "
          + "about 10 for a factor of e.",
      ],
      operands: Operands(name: "TEXT", count: 0...Int.max),
      flags: [IndexLocation.flag, explain, json, plain],
      examples: [
        Example(arguments: "segment 加强和改进工会工作", caption: "The words of a phrase"),
        Example(arguments: "segment --explain 省总工会", caption: "Why it is cut so"),
        Example(arguments: "segment < 讲话.txt", caption: "Those of a file, line by line"),
      ]
    ) { arguments, context in
      var segmenter =
        try arguments.isOn(plain)
        ? LineSegmenter()
        : LineSegmenter(userWords: Library.userWords(of: IndexLocation.resolve(arguments)))
      func write(_ line: String) throws {
        if arguments.isOn(json) {
          var writer = JSONWriter()
          segmenter.explain(line).write(to: &writer)
          try context.output.write(String(decoding: writer.bytes, as: UTF8.self))
        } else if arguments.isOn(explain) {
          try context.output.write(table(of: segmenter.explain(line)))
        } else {
          // Not `joined`, which looks up its types by name: a fiftieth of a short command.
          var text = ""
          for word in segmenter.words(of: line) { text += text.isEmpty ? word : " " + word }
          try context.output.write(text + "\n")
        }
      }
      if arguments.operands.isEmpty {
        while let line = readLine() {
          try write(line)
          // Whoever types the lines waits for each answer.
          if context.terminal.outputIsTerminal { try context.output.flush() }
        }
      } else {
        for operand in arguments.operands {
          for line in operand.split(separator: "\n", omittingEmptySubsequences: false) {
            try write(String(line))
          }
        }
      }
      return .success
    }
  }()

  /// The words in lines of columns (word, cost, source, words inside it), then the forms, then an empty
  /// line.
  private static func table(of line: SegmentedLine) -> String {
    let words = line.words.map { SearchReport.plain($0.text) }
    let width = (words + line.forms).map { DisplayWidth.columns(of: $0) }.max() ?? 0
    let sourceWidth = line.words.map { DisplayWidth.columns(of: $0.source) }.max() ?? 0
    var text = ""
    for (word, shown) in zip(line.words, words) {
      let cost = word.isHard ? "hard" : word.cost.map(String.init) ?? ""
      let columns = [
        DisplayWidth.padded(shown, to: width),
        String(repeating: " ", count: max(0, 4 - cost.count)) + cost,
        DisplayWidth.padded(word.source, to: word.subwords.isEmpty ? 0 : sourceWidth),
        word.subwords.joined(separator: " "),
      ]
      text += columns.prefix(word.subwords.isEmpty ? 3 : 4).joined(separator: "  ") + "\n"
    }
    for form in line.forms {
      text += DisplayWidth.padded(SearchReport.plain(form), to: width) + "        form\n"
    }
    return text + "\n"
  }
}
