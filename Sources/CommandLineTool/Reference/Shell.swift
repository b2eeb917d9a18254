/// The shells for which the tool writes completion scripts.
enum Shell: String, CaseIterable {
  case bash, zsh, fish

  /// The script that completes the tool's commands, flags and values, written from the table of commands.
  func script(for set: CommandSet) -> String {
    switch self {
    case .bash: BashCompletion(set: set).script
    case .zsh: ZshCompletion(set: set).script
    case .fish: FishCompletion(set: set).script
    }
  }
}

extension CommandSet {
  /// The command that explains the others, which is none of ``commands``.
  var helpSummary: String { "Explain a command" }

  /// What `help` explains.
  var helpWords: [String] { commands.map(\.name) + HelpTopic.allCases.map(\.rawValue) }

  /// The names of all commands, `help` among them.
  var commandNames: [String] { commands.map(\.name) + ["help"] }
}

extension String {
  /// The text between single quotation marks, as bash and zsh read it.
  var shellQuoted: String { "'" + split("'").joined(separator: "'\\''") + "'" }

  /// The text between single quotation marks, as fish reads it.
  var fishQuoted: String {
    "'" + split("\\").joined(separator: "\\\\").split("'").joined(separator: "\\'") + "'"
  }

  private func split(_ separator: Character) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }
}
