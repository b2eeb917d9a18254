/// What a command takes besides its flags.
struct Operands: Sendable {
  /// How the help calls one of them, in capitals.
  let name: String

  /// How many there may be.
  let count: ClosedRange<Int>

  /// What a shell offers for one of them.
  var completion = Completion.nothing

  static let none = Operands(name: "", count: 0...0)

  /// As a usage line shows them: `NAME`, `[NAME]`, `NAME…` or `[NAME…]`.
  var usage: String {
    guard count.upperBound > 0 else { return "" }
    let repeated = count.upperBound > 1 ? "\(name)…" : name
    return count.lowerBound == 0 ? "[\(repeated)]" : repeated
  }
}
