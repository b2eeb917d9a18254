import DocumentParsing
import PolicySearch
import TerminalText

extension Command {
  static let show: Command = {
    let json = Flag.toggle("json", help: "Write one JSON object; see docs/json.md")
    return Command(
      name: "show",
      summary: "Print a document",
      discussion: [
        "The cleaned text with what is known of the document. Ids stand beside search results; they are "
          + "made from the content and survive a rebuild and a rename."
      ],
      operands: Operands(name: "ID", count: 1...Int.max),
      flags: [IndexLocation.flag, json],
      examples: [Example(arguments: "show 0123456789abcdef", caption: "A document by its id")]
    ) { arguments, context in
      let library = try Library(directory: IndexLocation.resolve(arguments))
      for operand in arguments.operands {
        guard let identifier = DocumentIdentifier(operand) else {
          throw UsageError("'\(operand)' is no id; ids are 16 hexadecimal digits")
        }
        let document = try library.shownDocument(identifier)
        if arguments.isOn(json) {
          var writer = JSONWriter()
          document.write(to: &writer)
          writer.endLine()
          try context.output.write(String(decoding: writer.bytes, as: UTF8.self))
        } else {
          try context.output.write(text(document, context.terminal))
        }
      }
      return .success
    }
  }()

  private static func text(_ document: ShownDocument, _ terminal: Terminal) -> String {
    var facts: [(name: String, value: String?)] = [
      ("id", document.identifier.description), ("title", document.title), ("kind", document.kind),
      ("date", document.date?.description), ("speaker", document.speaker?.name),
      ("office", document.speaker?.office), ("issuer", document.issuer),
      ("number", document.number), ("region", document.region),
      ("occasion", document.occasion), ("adopted", document.adoption),
      ("passed", document.passed?.description), ("public", document.published?.description),
      ("in force", document.effective?.description),
    ]
    for source in document.sources {
      let part = source.part > 1 ? "#\(source.part)" : ""
      facts.append(("file", PathDisplay.relative(source.path) + part))
    }
    var text = ""
    for (name, value) in facts {
      guard let value else { continue }
      text +=
        terminal.styled(DisplayWidth.padded(name, to: 9), .dim) + SearchReport.plain(value) + "\n"
    }
    text += "\n"
    // A file gets the text as it is; a terminal must not be steered by it.
    for line in document.text.split(separator: "\n", omittingEmptySubsequences: false) {
      text += (terminal.outputIsTerminal ? SearchReport.plain(String(line)) : String(line)) + "\n"
    }
    return text
  }
}
