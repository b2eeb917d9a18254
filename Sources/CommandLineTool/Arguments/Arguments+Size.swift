extension Arguments {
  /// A flag's value as a number of bytes, at least `least`: a whole number with K, M or G behind it,
  /// which stand for powers of 1000 as in all that the tool prints. A B after that is allowed, and so
  /// are small letters.
  func size(of flag: Flag, atLeast least: Int) throws(UsageError) -> Int? {
    guard let text = value(of: flag) else { return nil }
    guard let size = Self.size(text), size >= least else {
      throw UsageError(
        "--\(flag.name) wants a size from \(least / 1_000_000)M on, such as 500M or 2G, not '\(text)'"
      )
    }
    return size
  }

  private static func size(_ text: String) -> Int? {
    var text = text.uppercased()[...]
    if text.last == "B" { text.removeLast() }
    let factors: [Character: Int] = ["K": 1_000, "M": 1_000_000, "G": 1_000_000_000]
    guard let unit = text.popLast(), let factor = factors[unit],
      let number = Int(text), number > 0
    else { return nil }
    let (size, overflow) = number.multipliedReportingOverflow(by: factor)
    return overflow ? nil : size
  }
}
