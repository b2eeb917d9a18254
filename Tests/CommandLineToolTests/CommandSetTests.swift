import Glibc
import Testing

@testable import CommandLineTool

private struct Trouble: Error, CustomStringConvertible {
  let description = "index/manifest is damaged at byte 7; build the index again"
}

private let commands = CommandSet(
  name: "tool", version: "1.2", summary: "Try things out",
  entries: [
    "echo": {
      Command(
        name: "echo", summary: "Print the words",
        discussion: ["Words are printed in the order given, with a space between them."],
        operands: Operands(name: "WORD", count: 1...3),
        flags: [
          .toggle("loud", short: "l", help: "Print capitals"),
          .value(
            "separator", short: "s", valueName: "TEXT", help: "What stands between two words",
            variable: "TOOL_SEPARATOR", defaultValue: "-"),
          .value(
            "a-name-that-is-far-too-long", valueName: "X",
            help: "Something that needs a very long explanation to be understood by anybody at all",
            isRepeatable: true),
        ],
        examples: [.init(arguments: "echo -l 一 二", caption: "Two words, loud")]
      ) { arguments, context in
        try context.output.write(arguments.operands.joined(separator: " ") + "\n")
        return .success
      }
    },
    "miss": { Command(name: "miss", summary: "Find nothing") { _, _ in .noMatch } },
    "fail": {
      Command(name: "fail", summary: "Fail") { _, context in
        try context.output.write("the first half\n")
        throw Trouble()
      }
    },
  ])

/// What a command line gives: the exit code, the output and the messages.
private func run(
  _ arguments: String..., environment: [String: String] = ["COLUMNS": "60"]
) -> (code: ExitCode, output: String, messages: String) {
  let pipe = Pipe()
  var messages = ""
  let code = commands.run(
    arguments, output: StandardOutput(descriptor: pipe.writeEnd),
    environment: Environment(environment), report: { messages += $0 })
  return (code, pipe.readAll(), messages)
}

@Suite struct `The set of commands` {
  @Test func `runs the command named and passes its exit code on`() {
    #expect(run("echo", "一", "二") == (.success, "一 二\n", ""))
    #expect(run("miss") == (.noMatch, "", ""))
  }

  @Test func `reports errors under the command's name`() {
    #expect(
      run("fail")
        == (
          .failure, "the first half\n",
          "tool fail: index/manifest is damaged at byte 7; build the index again\n"
        )
    )
    #expect(
      run("echo", "--luod", "x")
        == (
          .failure, "",
          "tool echo: unknown flag --luod; did you mean --loud?\nTry 'tool echo --help'.\n"
        ))
    #expect(
      run("ehco")
        == (.failure, "", "tool: unknown command 'ehco'; did you mean echo?\nTry 'tool --help'.\n"))
    #expect(
      run("wonderful").messages
        == "tool: unknown command 'wonderful'; the commands are echo, miss, fail\n"
        + "Try 'tool --help'.\n")
  }

  @Test func `says its version`() {
    #expect(run("--version") == (.success, "tool 1.2\n", ""))
    #expect(run("-V") == (.success, "tool 1.2\n", ""))
  }

  @Test func `explains itself`() {
    let page = """
      Try things out.

      Usage: tool COMMAND [FLAGS] [ARGUMENTS]

      Commands:
        echo  Print the words
        miss  Find nothing
        fail  Fail

      Flags:
        -h, --help     Print this help
        -V, --version  Print the version

      Examples:
        tool echo -l 一 二
            Two words, loud

      'tool COMMAND --help' explains a command.

      'tool help query' explains how queries are written.

      """
    #expect(run("--help") == (.success, page, ""))
    #expect(run("help") == (.success, page, ""))
    #expect(run() == (.failure, "", page))
  }

  @Test func `explains a command`() {
    let page = """
      Print the words.

      Usage: tool echo [FLAGS] WORD…

      Words are printed in the order given, with a space between
      them.

      Flags:
        -l, --loud            Print capitals
        -s, --separator TEXT  What stands between two words (or
                              set TOOL_SEPARATOR; default: -)
            --a-name-that-is-far-too-long X
                              Something that needs a very long
                              explanation to be understood by
                              anybody at all (may be repeated)
            --color WHEN      Colour the output: auto, always,
                              never (default: auto)
        -h, --help            Print this help

      Examples:
        tool echo -l 一 二
            Two words, loud

      """
    #expect(run("echo", "--help") == (.success, page, ""))
    #expect(run("help", "echo") == (.success, page, ""))
    #expect(
      run("echo", "--color=always", "-h").output.hasPrefix(
        "Print the words.\n\n\u{1B}[1mUsage:\u{1B}[0m "))
  }

  @Test func `ends quietly when nobody reads the output`() {
    let pipe = Pipe()
    pipe.closeReadEnd()
    // Where the signal is not ignored it ends the process, which is as quiet.
    let action = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, action) }
    var messages = ""
    let code = commands.run(
      ["echo", "一"], output: StandardOutput(descriptor: pipe.writeEnd),
      environment: Environment([:]), report: { messages += $0 })
    #expect(code == .outputClosed)
    #expect(messages == "")
  }

  @Test func `says when the disk is full`() throws {
    let full = open("/dev/full", O_WRONLY)
    try #require(full >= 0)
    defer { close(full) }
    var messages = ""
    let code = commands.run(
      ["echo", "一"], output: StandardOutput(descriptor: full), environment: Environment([:]),
      report: { messages += $0 })
    #expect(code == .failure)
    #expect(
      messages
        == "tool echo: the output is incomplete: no space left; free some or write elsewhere\n")
  }
}

@Suite struct `Every command` {
  @Test func `is found by its own name`() {
    for (name, command) in Gongwen.commands.entries { #expect(command().name == name) }
  }

  @Test(arguments: Gongwen.commands.commands.map(\.name))
  func `has flags that differ in name and letter`(name: String) throws {
    let command = try #require(Gongwen.commands.commands.first { $0.name == name })
    let names = command.allFlags.map(\.name)
    let letters = command.allFlags.compactMap(\.short)
    #expect(Set(names).count == names.count)
    #expect(Set(letters).count == letters.count)
  }
}
