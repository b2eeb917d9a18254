/// What a command line says, read by the flags it was parsed with.
struct Arguments {
  /// A flag's value and where it came from.
  struct Value: Equatable {
    let text: String
    /// The flag or environment variable, as an error names it.
    let origin: String
  }

  /// What stands beside the flags, in order.
  private(set) var operands: [String] = []

  private let flags: [Flag]
  private var switches: [String: Bool] = [:]
  private var values: [String: [Value]] = [:]
  /// The flags with a value that the command line gives, by name.
  private var given: Set<String> = []

  init(flags: [Flag]) {
    self.flags = flags
  }

  /// Whether a switch is on.
  func isOn(_ flag: Flag) -> Bool {
    requireDeclared(flag)
    return switches[flag.name] ?? false
  }

  /// Whether a switch was turned on or off; nil where the command line does not mention it.
  func state(of flag: Flag) -> Bool? {
    requireDeclared(flag)
    return switches[flag.name]
  }

  /// Whether the command line gives a value to a flag, or turns it on or off.
  func isGiven(_ flag: Flag) -> Bool {
    requireDeclared(flag)
    return given.contains(flag.name) || switches[flag.name] != nil
  }

  /// A flag's value: the last one given, the environment's, or the default.
  func value(of flag: Flag) -> String? {
    requireDeclared(flag)
    return values[flag.name]?.last?.text
  }

  /// All values of a repeatable flag, in order.
  func allValues(of flag: Flag) -> [String] {
    requireDeclared(flag)
    return values[flag.name, default: []].map(\.text)
  }

  /// A flag's value as a whole number within `range`.
  func integer(of flag: Flag, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
    requireDeclared(flag)
    guard let value = values[flag.name]?.last else { return nil }
    guard let number = Int(value.text), range ~= number else {
      let bounds =
        range.upperBound == .max
        ? "from \(range.lowerBound) on" : "from \(range.lowerBound) to \(range.upperBound)"
      throw UsageError("\(value.origin) wants a whole number \(bounds), not '\(value.text)'")
    }
    return number
  }

  private func requireDeclared(_ flag: Flag) {
    precondition(
      flags.contains { $0.name == flag.name }, "the command does not declare --\(flag.name)")
  }

  mutating func add(operand: String) {
    operands.append(operand)
  }

  mutating func set(_ flag: Flag, to isOn: Bool) {
    switches[flag.name] = isOn
  }

  /// Adds a value, after those that stand already if the flag is repeatable, else in their place.
  mutating func add(_ value: Value, to flag: Flag) throws(UsageError) {
    guard flag.choices.isEmpty || flag.choices.contains(value.text) else {
      let suggestion = nearest(to: value.text, among: flag.choices).map { "; did you mean \($0)?" }
      throw UsageError(
        "\(value.origin) must be \(alternatives(flag.choices)), not '\(value.text)'"
          + (suggestion ?? ""))
    }
    values[flag.name] = (flag.isRepeatable ? values[flag.name, default: []] : []) + [value]
  }

  /// Takes environment and defaults for what was not given.
  mutating func complete(from environment: Environment) throws(UsageError) {
    given = Set(values.keys)
    for flag in flags where values[flag.name] == nil {
      if let variable = flag.variable, let text = environment[variable] {
        try add(Value(text: text, origin: variable), to: flag)
      } else if let text = flag.defaultValue {
        try add(Value(text: text, origin: "--\(flag.name)"), to: flag)
      }
    }
  }
}

/// "a, b or c".
private func alternatives(_ words: [String]) -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " or " + last
}
