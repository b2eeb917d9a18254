import PolicySearch

/// The flag that says what counts as the same text.
enum ComparisonFlag {
  static let literal = Flag.toggle(
    "literal", short: "F",
    help: "Look past width and case only: every mark of punctuation and both scripts count")

  static func comparison(_ arguments: Arguments) -> Comparison {
    arguments.isOn(literal) ? .literal : .equivalent
  }
}
