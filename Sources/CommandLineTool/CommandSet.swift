/// The tool as a whole: its commands, and the way from a command line to one of them.
struct CommandSet: Sendable {
  let name: String
  let version: String

  /// What the tool is for, in one sentence without a full stop.
  let summary: String

  /// The commands by name; made when asked for, since the flags of all take a twentieth of a short command.
  let entries: KeyValuePairs<String, @Sendable () -> Command>

  var commands: [Command] { entries.map { $0.value() } }

  static let flags: [Flag] = [.help, .version]

  /// Runs the command the arguments (without the program's name) ask for.
  ///
  /// Data goes to `output`, which is flushed at the end; what goes wrong is reported, on standard
  /// error unless told otherwise.
  func run(
    _ arguments: [String], output: StandardOutput, environment: Environment,
    report: @escaping (String) -> Void = StandardError.write
  ) -> ExitCode {
    var speaker = name
    do {
      let code: ExitCode
      if let command = try command(for: arguments) {
        speaker = "\(name) \(command.name)"
        code = try run(command, arguments.dropFirst(), output, environment, report)
      } else {
        code = try runWithoutCommand(arguments, output, environment, report)
      }
      try output.flush()
      return code
    } catch OutputError.closed {
      return .outputClosed
    } catch let error as UsageError {
      report("\(speaker): \(error)\nTry '\(speaker) --help'.\n")
      return .failure
    } catch {
      // What was found before is worth having, and stands before the reason there is no more.
      try? output.flush()
      report("\(speaker): \(error)\n")
      return .failure
    }
  }

  /// The command named first; `nil` if a flag of the tool, `help` or nothing stands there.
  private func command(for arguments: [String]) throws(UsageError) -> Command? {
    guard let first = arguments.first, first != "help", !first.hasPrefix("-") else { return nil }
    return try command(named: first)
  }

  /// The command of a name.
  func command(named word: String) throws(UsageError) -> Command {
    if let entry = entries.first(where: { $0.key == word }) { return entry.value() }
    let names = entries.map(\.key)
    let suggestion = nearest(to: word, among: names).map { "did you mean \($0)?" }
    throw UsageError(
      "unknown command '\(word)'; "
        + (suggestion ?? "the commands are \(names.joined(separator: ", "))"))
  }

  private func run(
    _ command: Command, _ rest: ArraySlice<String>, _ output: StandardOutput,
    _ environment: Environment, _ report: @escaping (String) -> Void
  ) throws -> ExitCode {
    let arguments = try ArgumentParser.parse(
      rest, flags: command.allFlags, operands: command.operands, environment: environment)
    let terminal = Terminal(
      color: arguments.value(of: .color).flatMap(ColorChoice.init) ?? .auto,
      environment: environment)
    if arguments.isOn(.help) {
      try output.write(HelpText.help(for: command, of: self, terminal: terminal))
      return .success
    }
    let context = CommandContext(
      output: output, terminal: terminal, environment: environment, report: report)
    return try command.run(arguments, context)
  }

  private func runWithoutCommand(
    _ words: [String], _ output: StandardOutput, _ environment: Environment,
    _ report: (String) -> Void
  ) throws -> ExitCode {
    let terminal = Terminal(color: .auto, environment: environment)
    if words.isEmpty {
      report(HelpText.help(for: self, terminal: terminal))
      return .failure
    }
    if words.first == "help" {
      if let topic = words.dropFirst().first.flatMap(HelpTopic.init) {
        try output.write(topic.text)
      } else if let word = words.dropFirst().first {
        let command = try command(named: word)
        try output.write(HelpText.help(for: command, of: self, terminal: terminal))
      } else {
        try output.write(HelpText.help(for: self, terminal: terminal))
      }
      return .success
    }
    let arguments = try ArgumentParser.parse(
      words, flags: Self.flags, operands: .none, environment: environment)
    if arguments.isOn(.version) {
      try output.write("\(name) \(version)\n")
    } else {
      try output.write(HelpText.help(for: self, terminal: terminal))
    }
    return .success
  }
}
