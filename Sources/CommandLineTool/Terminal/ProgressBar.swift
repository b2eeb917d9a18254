import TerminalText

/// How far a long task has come, on one line of standard error that is redrawn in place at most ten
/// times a second.
///
/// Without a person at standard error there is none.
struct ProgressBar {
  private let label: String
  private let total: Int?
  private let isShown: Bool
  private let columns: Int
  private let draw: (String) -> Void
  private let start: ContinuousClock.Instant
  private var lastDrawn: ContinuousClock.Instant?

  private static let interval = Duration.milliseconds(100)
  private static let longestBar = 30

  /// A bar for `total` items, or for a number of them that is not known.
  init(
    label: String, total: Int?, terminal: Terminal, isQuiet: Bool,
    start: ContinuousClock.Instant = .now,
    draw: @escaping (String) -> Void = StandardError.write
  ) {
    self.label = label
    self.total = total
    self.isShown = terminal.errorIsTerminal && !isQuiet
    self.columns = terminal.columns
    self.start = start
    self.draw = draw
  }

  /// Tells how many items and bytes are done. Cheap enough to call for every item.
  mutating func update(done: Int, bytes: Int, now: ContinuousClock.Instant = .now) {
    guard isShown else { return }
    if let lastDrawn, now - lastDrawn < Self.interval { return }
    lastDrawn = now
    let line = Self.line(
      label: label, done: done, total: total, bytes: bytes, elapsed: now - start, columns: columns)
    draw("\r\(line)\u{1B}[K")
  }

  /// Wipes the line, for what is to be written next.
  mutating func finish() {
    guard lastDrawn != nil else { return }
    draw("\r\u{1B}[K")
    lastDrawn = nil
  }

  /// The line, at most one column narrower than the terminal, so that it never wraps.
  ///
  /// The time left supposes that the remaining items take as long as those done.
  static func line(
    label: String, done: Int, total: Int?, bytes: Int, elapsed: Duration, columns: Int
  ) -> String {
    var parts: [String] = []
    if let total {
      parts.append("\(HumanReadable.count(done))/\(HumanReadable.count(total))")
    } else {
      parts.append(HumanReadable.count(done))
    }
    let seconds = elapsed / .seconds(1)
    if seconds > 0 {
      parts.append("\(HumanReadable.bytes(Int(Double(bytes) / seconds)))/s")
    }
    if let total, done > 0, done < total {
      let left = elapsed * (Double(total - done) / Double(done))
      parts.append("\(HumanReadable.duration(left)) left")
    }
    let numbers = parts.joined(separator: "  ")

    var line = label
    if let total, total > 0 {
      let free = columns - 1 - DisplayWidth.columns(of: "\(label)    \(numbers)") - 2
      let length = min(longestBar, free)
      if length >= 10 {
        let filled = length * min(done, total) / total
        line += "  [\(String(repeating: "=", count: filled))"
        line += "\(String(repeating: " ", count: length - filled))]"
      }
    }
    return DisplayWidth.truncated("\(line)  \(numbers)", to: columns - 1)
  }
}
