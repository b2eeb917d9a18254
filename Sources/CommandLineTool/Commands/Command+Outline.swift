import DocumentParsing
import PolicySearch

extension Command {
  static let outline = Command(
    name: "outline",
    summary: "Print the headings of a document",
    discussion: [
      "The sections of the document, those inside others indented: 编, 章, 节, 条, 一、（一）1.（1）, Markdown "
        + "heads, and inside paragraphs 一是, 一要, 第一."
    ],
    operands: Operands(name: "ID", count: 1...1),
    flags: [IndexLocation.flag],
    examples: [Example(arguments: "outline 0123456789abcdef", caption: "How others head a section")]
  ) { arguments, context in
    guard let identifier = DocumentIdentifier(arguments.operands[0]) else {
      throw UsageError("'\(arguments.operands[0])' is no id; ids are 16 hexadecimal digits")
    }
    let library = try Library(directory: IndexLocation.resolve(arguments))
    let document = try library.shownDocument(identifier)
    if let title = document.title {
      try context.output.write(
        context.terminal.styled(SearchReport.plain(title), .bold) + "\n")
    }
    for section in document.sections {
      try context.output.write(
        String(repeating: "  ", count: section.level) + SearchReport.plain(section.heading) + "\n")
    }
    return document.sections.isEmpty ? .noMatch : .success
  }
}
