/// Reads a command line by a table of flags, with the habits of getopt_long: `--name value`,
/// `--name=value`, `-n value`, `-nvalue`, switches combined as in `-lc`, flags and operands in any
/// order, `--` before operands that begin with a hyphen. A single `-` is an operand. Of
/// contradicting flags the last one wins.
struct ArgumentParser {
  private let flags: [Flag]
  private var rest: ArraySlice<String> = []
  private var arguments: Arguments

  private init(flags: [Flag]) {
    self.flags = flags
    self.arguments = Arguments(flags: flags)
  }

  /// Parses the arguments after the command's name.
  ///
  /// After `--help` the remaining arguments are not looked at and operands may be missing.
  static func parse(
    _ arguments: some Sequence<String>, flags: [Flag], operands: Operands, environment: Environment
  ) throws(UsageError) -> Arguments {
    var parser = ArgumentParser(flags: flags)
    parser.rest = ArraySlice(Array(arguments))
    while let argument = parser.rest.popFirst() {
      if argument == "--" {
        for operand in parser.rest { parser.arguments.add(operand: operand) }
        break
      } else if argument.hasPrefix("--") {
        try parser.parseLong(argument)
      } else if argument.hasPrefix("-"), argument != "-" {
        try parser.parseShort(argument)
      } else {
        parser.arguments.add(operand: argument)
      }
      if parser.isHelpAskedFor { return parser.arguments }
    }
    try parser.arguments.complete(from: environment)
    try check(parser.arguments.operands, against: operands)
    return parser.arguments
  }

  private var isHelpAskedFor: Bool {
    flags.contains { $0.name == Flag.help.name } && arguments.isOn(.help)
  }

  private mutating func parseLong(_ argument: String) throws(UsageError) {
    let parts = argument.dropFirst(2).split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let attached = parts.count > 1 ? String(parts[1]) : nil

    if let flag = flags.first(where: { $0.name == name }) {
      try apply(flag, writtenAs: "--\(name)", attached: attached)
    } else if name.hasPrefix("no-"),
      let flag = flags.first(where: { $0.name == name.dropFirst(3) && $0.hasInverse })
    {
      guard attached == nil else { throw UsageError("--\(name) takes no value") }
      arguments.set(flag, to: false)
    } else {
      let names = flags.map(\.name) + flags.filter(\.hasInverse).map { "no-\($0.name)" }
      let suggestion = nearest(to: name, among: names).map { "; did you mean --\($0)?" }
      throw UsageError("unknown flag --\(name)" + (suggestion ?? operandRemedy(argument)))
    }
  }

  private mutating func parseShort(_ argument: String) throws(UsageError) {
    var letters = argument.dropFirst()
    while let letter = letters.popFirst() {
      guard let flag = flags.first(where: { $0.short == letter }) else {
        throw UsageError("unknown flag -\(letter)" + operandRemedy(argument))
      }
      if flag.valueName == nil {
        arguments.set(flag, to: true)
      } else {
        try apply(flag, writtenAs: "-\(letter)", attached: letters.isEmpty ? nil : String(letters))
        return
      }
    }
  }

  private mutating func apply(
    _ flag: Flag, writtenAs name: String, attached: String?
  ) throws(UsageError) {
    guard let valueName = flag.valueName else {
      guard attached == nil else { throw UsageError("\(name) takes no value") }
      arguments.set(flag, to: true)
      return
    }
    guard let text = attached ?? rest.popFirst() else {
      throw UsageError("\(name) needs a value: \(name) \(valueName)")
    }
    try arguments.add(Arguments.Value(text: text, origin: name), to: flag)
  }

  private func operandRemedy(_ argument: String) -> String {
    "; if '\(argument)' is no flag, put -- before it"
  }

  private static func check(_ given: [String], against operands: Operands) throws(UsageError) {
    if given.count < operands.count.lowerBound {
      throw UsageError("\(operands.name) is missing")
    }
    if given.count > operands.count.upperBound {
      throw UsageError("unexpected argument '\(given[operands.count.upperBound])'")
    }
  }
}

extension Flag {
  /// Whether `--no-NAME` turns the flag off.
  fileprivate var hasInverse: Bool {
    valueName == nil && name != Flag.help.name && name != Flag.version.name
  }
}
