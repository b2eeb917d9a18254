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

  /// A flag that is on or off.
  static func toggle(_ name: String, short: Character? = nil, help: String) -> Flag {
    Flag(
      name: name, short: short, valueName: nil, help: help, choices: [], isRepeatable: false,
      variable: nil, defaultValue: nil)
  }

  /// A flag that takes a value.
  static func value(
    _ name: String, short: Character? = nil, valueName: String, help: String,
    choices: [String] = [], isRepeatable: Bool = false, variable: String? = nil,
    defaultValue: String? = nil
  ) -> Flag {
    Flag(
      name: name, short: short, valueName: valueName, help: help, choices: choices,
      isRepeatable: isRepeatable, variable: variable, defaultValue: defaultValue)
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
