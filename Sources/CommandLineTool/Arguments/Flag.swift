/// What a command accepts behind one name: a switch, or a flag that takes a value.
///
/// Flags are data. The parser, the help text and whatever else describes the command (manual pages,
/// completion) read the same table.
struct Flag: Sendable {
  /// The name after `--`.
  let name: String

  /// The letter after a single `-`.
  let short: Character?

  /// How the help calls the value, in capitals; `nil` makes the flag a switch.
  ///
  /// A switch has an inverse, `--no-NAME`.
  let valueName: String?

  /// What the flag does, in one sentence without a full stop.
  let help: String

  /// The only values allowed; empty for no restriction.
  let choices: [String]

  /// Whether every occurrence adds a value. Otherwise the last one wins.
  let isRepeatable: Bool

  /// The environment variable that stands in for the flag where it is not given.
  let variable: String?

  /// The value where neither the flag nor the variable is given.
  let defaultValue: String?

  /// What a shell offers for the value.
  let completion: Completion

  /// A flag that is on or off.
  static func toggle(_ name: String, short: Character? = nil, help: String) -> Flag {
    Flag(
      name: name, short: short, valueName: nil, help: help, choices: [], isRepeatable: false,
      variable: nil, defaultValue: nil, completion: .nothing)
  }

  /// A flag that takes a value.
  static func value(
    _ name: String, short: Character? = nil, valueName: String, help: String,
    choices: [String] = [], isRepeatable: Bool = false, variable: String? = nil,
    defaultValue: String? = nil, completion: Completion = .nothing
  ) -> Flag {
    Flag(
      name: name, short: short, valueName: valueName, help: help, choices: choices,
      isRepeatable: isRepeatable, variable: variable, defaultValue: defaultValue,
      completion: choices.isEmpty ? completion : .words(choices))
  }
}

extension Flag {
  /// What the flag does, its choices, and what stands in for it.
  var explanation: String {
    var explanation = help
    if !choices.isEmpty { explanation += ": " + choices.joined(separator: ", ") }
    var notes: [String] = []
    if isRepeatable { notes.append("may be repeated") }
    if let variable { notes.append("or set \(variable)") }
    if let defaultValue { notes.append("default: \(defaultValue)") }
    if !notes.isEmpty { explanation += " (\(notes.joined(separator: "; ")))" }
    return explanation
  }
}

/// The flags every command has.
extension Flag {
  static let help = toggle("help", short: "h", help: "Print this help")

  static let version = toggle("version", short: "V", help: "Print the version")

  static let color = value(
    "color", valueName: "WHEN", help: "Colour the output", choices: ["auto", "always", "never"],
    defaultValue: "auto")
}
