import PolicySearch

/// A completion script for bash 4 and later. It needs no other package.
struct BashCompletion {
  let set: CommandSet

  var script: String {
    let name = set.name
    return """
      # Completes \(name) in bash; written by `\(name) completion bash`.

      # Offers the lines of standard input that begin with what is typed. They come from documents, so that
      # nothing in them may be expanded.
      _\(name)_lines() {
        local line
        while IFS= read -r line; do
          [[ $line == "$current"* ]] && COMPREPLY+=("$(printf '%q' "$line")")
        done
      }

      _\(name)() {
        local current=${COMP_WORDS[COMP_CWORD]} previous= command= index=() i value
        ((COMP_CWORD > 0)) && previous=${COMP_WORDS[COMP_CWORD - 1]}
        COMPREPLY=()
        # Bash takes the sign of --flag=value for a word of its own.
        if [[ $current == '=' ]]; then
          current=
        elif [[ $previous == '=' ]]; then
          previous=${COMP_WORDS[COMP_CWORD - 2]}
        fi
        for ((i = 1; i < COMP_CWORD; i++)); do
          if [[ ${COMP_WORDS[i]} == --index ]]; then
            value=$((i + 1))
            [[ ${COMP_WORDS[value]} == '=' ]] && value=$((i + 2))
            index=(--index "${COMP_WORDS[value]}")
          fi
          [[ -z $command && ${COMP_WORDS[i]} != -* ]] && command=${COMP_WORDS[i]}
        done
        case $command in
          '')
            COMPREPLY=($(compgen -W \(words(set.commandNames + flags(CommandSet.flags))) -- "$current"))
            ;;
          help)
            COMPREPLY=($(compgen -W \(words(set.helpWords)) -- "$current"))
            ;;

      """ + set.commands.map(branch).joined() + """
          esac
        }

        complete -F _\(name) \(name)

        """
  }

  /// What is offered behind the name of a command.
  private func branch(_ command: Command) -> String {
    var lines = ["    \(command.name))", "      case $previous in"]
    for flag in command.allFlags where flag.valueName != nil {
      lines.append("        \(names(flag).joined(separator: " | ")))")
      lines += offer(flag.completion).map { "          " + $0 }
      lines += ["          return", "          ;;"]
    }
    lines += [
      "      esac", "      if [[ $current == -* ]]; then",
      "        COMPREPLY=($(compgen -W \(words(flags(command.allFlags))) -- \"$current\"))",
    ]
    let operands = offer(command.operands.completion)
    if !operands.isEmpty { lines += ["      else"] + operands.map { "        " + $0 } }
    lines += ["      fi", "      ;;", ""]
    return lines.joined(separator: "\n")
  }

  private func offer(_ completion: Completion) -> [String] {
    switch completion {
    case .nothing: []
    case .files: ["mapfile -t COMPREPLY < <(compgen -f -- \"$current\")"]
    case .folders: ["mapfile -t COMPREPLY < <(compgen -d -- \"$current\")"]
    case .words(let choices):
      ["COMPREPLY=($(compgen -W \(words(choices)) -- \"$current\"))"]
    case .values(let field):
      [
        "_\(set.name)_lines < <(\(set.name) values \(field.rawValue) \"${index[@]}\" 2> /dev/null)"
      ]
    }
  }

  private func words(_ words: [String]) -> String { words.joined(separator: " ").shellQuoted }

  private func flags(_ flags: [Flag]) -> [String] { flags.flatMap(names) }

  private func names(_ flag: Flag) -> [String] {
    ["--\(flag.name)"] + (flag.short.map { ["-\($0)"] } ?? [])
  }
}
