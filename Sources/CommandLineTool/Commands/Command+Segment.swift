import PolicySearch

extension Command {
  static let segment = Command(
    name: "segment",
    summary: "Cut text into words, as indexing and searching do",
    discussion: [
      "Words are separated by a space, lines stay lines. Without TEXT, standard input is read. The text "
        + "is folded first: width, case, script and look-alike marks are those that search compares."
    ],
    operands: Operands(name: "TEXT", count: 0...Int.max),
    examples: [
      Example(arguments: "segment 加强和改进工会工作", caption: "The words of a phrase"),
      Example(arguments: "segment < 讲话.txt", caption: "Those of a file, line by line"),
    ]
  ) { arguments, context in
    var segmenter = try LineSegmenter()
    if arguments.operands.isEmpty {
      while let line = readLine() {
        try context.output.write(segmenter.words(of: line).joined(separator: " ") + "\n")
        // Whoever types the lines waits for each answer.
        if context.terminal.outputIsTerminal { try context.output.flush() }
      }
    } else {
      for operand in arguments.operands {
        for line in operand.split(separator: "\n", omittingEmptySubsequences: false) {
          try context.output.write(segmenter.words(of: String(line)).joined(separator: " ") + "\n")
        }
      }
    }
    return .success
  }
}
