import PolicySearch

/// A completion script for fish.
struct FishCompletion {
  let set: CommandSet

  var script: String {
    let name = set.name
    var lines = [
      "# Completes \(name) in fish; written by `\(name) completion fish`.", "",
      "complete -c \(name) -f",
    ]
    let commands = set.commands.map { ($0.name, $0.summary) } + [("help", set.helpSummary)]
    for (command, summary) in commands {
      lines.append(
        "complete -c \(name) -n __fish_use_subcommand -a \(command) -d \(summary.fishQuoted)")
    }
    for flag in CommandSet.flags { lines.append(line(flag, "__fish_use_subcommand")) }
    let names = set.helpWords.joined(separator: " ")
    lines.append(
      "complete -c \(name) -n '__fish_seen_subcommand_from help' -a \(names.fishQuoted)")
    for command in set.commands {
      let condition = "__fish_seen_subcommand_from \(command.name)".fishQuoted
      lines += command.allFlags.map { line($0, condition) }
      if let offer = offer(command.operands.completion) {
        lines.append("complete -c \(name) -n \(condition)\(offer)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(_ flag: Flag, _ condition: String) -> String {
    var line = "complete -c \(set.name) -n \(condition)"
    if let short = flag.short { line += " -s \(short)" }
    line += " -l \(flag.name)"
    if flag.valueName != nil { line += " -r\(offer(flag.completion) ?? "")" }
    return line + " -d \(flag.help.fishQuoted)"
  }

  /// What is offered, as flags of `complete`.
  private func offer(_ completion: Completion) -> String? {
    switch completion {
    case .nothing: nil
    case .files: " -F"
    case .folders: " -a '(__fish_complete_directories)'"
    case .words(let words): " -a \(words.joined(separator: " ").fishQuoted)"
    case .values(let field): " -a '(\(set.name) values \(field.rawValue) 2> /dev/null)'"
    }
  }
}
