import Glibc

extension Command {
  static let completion: Command = Command(
    name: "completion",
    summary: "Write a completion script for a shell",
    discussion: [
      "Commands, flags and their values are completed, the kinds, speakers, issuers and regions of the "
        + "library's documents among them. `make install` puts the scripts where shells look for them; else, "
        + "in bash: source <(gongwen completion bash)."
    ],
    operands: Operands(
      name: "SHELL", count: 1...1, completion: .words(Shell.allCases.map(\.rawValue))),
    examples: [
      Example(
        arguments: "completion bash > ~/.local/share/bash-completion/completions/gongwen",
        caption: "For bash, from the next shell on")
    ]
  ) { arguments, context in
    let name = arguments.operands[0]
    guard let shell = Shell(rawValue: name) else {
      let names = Shell.allCases.map(\.rawValue).joined(separator: ", ")
      throw UsageError("SHELL must be some of \(names), not '\(name)'")
    }
    try context.output.write(shell.script(for: Gongwen.commands))
    return .success
  }

  static let man: Command = {
    let directory = Flag.value(
      "directory", valueName: "DIR", help: "Write all pages into this folder, which must exist",
      completion: .folders)
    return Command(
      name: "man",
      summary: "Write a manual page",
      discussion: [
        "The page of the tool, or of a COMMAND, in the language of man(7). `make install` puts all pages "
          + "where man looks for them."
      ],
      operands: Operands(name: "COMMAND", count: 0...1),
      flags: [directory],
      examples: [Example(arguments: "man search | man -l -", caption: "Read a page")]
    ) { arguments, context in
      let set = Gongwen.commands
      if let folder = arguments.value(of: directory) {
        guard arguments.operands.isEmpty else {
          throw UsageError("--directory writes all pages; leave out '\(arguments.operands[0])'")
        }
        try writeFile(folder + "/\(set.name).1", ManualPage.page(of: set))
        for command in set.commands {
          try writeFile(
            folder + "/\(set.name)-\(command.name).1", ManualPage.page(of: command, in: set))
        }
        return .success
      }
      guard let name = arguments.operands.first else {
        try context.output.write(ManualPage.page(of: set))
        return .success
      }
      try context.output.write(ManualPage.page(of: try set.command(named: name), in: set))
      return .success
    }
  }()

  private static func writeFile(_ path: String, _ text: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else {
      let reason = String(cString: strerror(errno))
      throw UsageError("\(path): \(reason); name a folder that can be written to")
    }
    defer { close(descriptor) }
    let output = StandardOutput(descriptor: descriptor)
    try output.write(text)
    try output.flush()
  }
}
