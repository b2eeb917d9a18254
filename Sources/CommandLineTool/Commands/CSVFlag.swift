/// The flag that writes a spreadsheet's values.
enum CSVFlag {
  static let csv = Flag.toggle("csv", help: "Write comma-separated values for a spreadsheet")

  /// Whether it is given; together with `json` it is an error.
  static func isOn(_ arguments: Arguments, without json: Flag) throws(UsageError) -> Bool {
    guard !arguments.isOn(json) || !arguments.isOn(csv) else {
      throw UsageError("--json and --csv contradict each other; give one of them")
    }
    return arguments.isOn(csv)
  }
}
