import PolicySearch

/// A completion script for zsh, to be put into a folder of `fpath` as `_NAME`.
struct ZshCompletion {
  let set: CommandSet

  var script: String {
    let name = set.name
    let commands = set.commands.map { "\($0.name):\($0.summary)" } + ["help:\(set.helpSummary)"]
    return """
      #compdef \(name)
      # Completes \(name) in zsh; written by `\(name) completion zsh`.

      # Offers the values that documents of the library have in a field.
      _\(name)_values() {
        local -a values index
        [[ -n ${opt_args[--index]} ]] && index=(--index ${(Q)opt_args[--index]})
        values=("${(@f)$(_call_program values \(name) values $1 $index 2> /dev/null)}")
        compadd -a values
      }

      _\(name)() {
        local context state state_descr line
        typeset -A opt_args
        local -a commands=(

      """ + commands.map { "    \($0.shellQuoted)\n" }.joined() + """
          )
          _arguments -C \\
        \(options(CommandSet.flags).map { "    \($0) \\\n" }.joined())    '1:command:->command' \\
            '*::argument:->argument'
          case $state in
            command) _describe command commands ;;
            argument)
              case $words[1] in
                help) _values topic \(set.helpWords.joined(separator: " ")) ;;

        """ + set.commands.map(branch).joined() + """
                esac
                ;;
            esac
          }

          _\(name) "$@"

          """
  }

  private func branch(_ command: Command) -> String {
    var arguments = options(command.allFlags)
    if command.operands.count.upperBound > 0 {
      arguments.append(
        "*:\(escaped(command.operands.name)):\(action(command.operands.completion))".shellQuoted)
    }
    return """
              \(command.name))
                _arguments -s \\
      \(arguments.map { "            \($0)" }.joined(separator: " \\\n"))
                ;;

      """
  }

  /// The specifications of flags, one for each of their names.
  private func options(_ flags: [Flag]) -> [String] {
    flags.flatMap { flag in
      let value =
        flag.valueName.map { ":\(escaped($0)):\(action(flag.completion))" } ?? ""
      let names = ["--\(flag.name)"] + (flag.short.map { ["-\($0)"] } ?? [])
      let exclusion = flag.isRepeatable ? "*" : "(\(names.joined(separator: " ")))"
      return names.map { name in
        "\(exclusion)\(name)[\(escaped(flag.help))]\(value)".shellQuoted
      }
    }
  }

  private func action(_ completion: Completion) -> String {
    switch completion {
    case .nothing: ""
    case .files: "_files"
    case .folders: "_files -/"
    case .words(let words): "(\(words.joined(separator: " ")))"
    case .values(let field): "_\(set.name)_values \(field.rawValue)"
    }
  }

  /// A text in which no character is taken for a mark of the specification.
  private func escaped(_ text: String) -> String {
    text.reduce(into: "") { escaped, character in
      if "[]:\\".contains(character) { escaped += "\\" }
      escaped.append(character)
    }
  }
}
