/// A text of a query that may be hidden in part: 谱写陕西新时代 stands in 谱写×新时代.
///
/// What is hidden is one stretch inside the text, of at most ``hiddenLength`` units; in its place the
/// document has a run of one of the ``marks``. At least ``shownLength`` units stand beside it, on each
/// side one or more, and those at the run are no ASCII letters or digits.
struct Redaction: Hashable, Sendable {
  /// × and, folded, ＊ and Ｘ.
  static let marks: [UInt16] = [0xD7, 0x2A, 0x78]
  static let hiddenLength = 8
  static let shownLength = 3
  /// Longer texts are not looked for: no redaction leaves so much of a text to be typed as one.
  static let lengths = 4...40

  /// Folded.
  let units: [UInt16]

  /// Nil for a text too short or too long.
  init?(units: [UInt16]) {
    guard Self.lengths.contains(units.count) else { return nil }
    self.units = units
  }

  /// The ranges of a folded text, marks included, in which it is hidden; ascending, not overlapping.
  ///
  /// Cost: a scan for marks, and at each run of them the product of what agrees on either side.
  func ranges(in text: [UInt16]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var place = 0
    while let start = text[place...].firstIndex(where: Self.marks.contains) {
      let end = text[start...].firstIndex { $0 != text[start] } ?? text.count
      if let range = range(around: start..<end, in: text),
        range.lowerBound >= ranges.last?.upperBound ?? 0
      {
        ranges.append(range)
      }
      place = end
    }
    return ranges
  }

  /// The longest such range around a run of marks.
  private func range(around run: Range<Int>, in text: [UInt16]) -> Range<Int>? {
    var best: Range<Int>?
    for before in 1..<units.count where before <= run.lowerBound {
      guard !Self.isASCIIWord(units[before - 1]),
        text[run.lowerBound - before..<run.lowerBound].elementsEqual(units[..<before])
      else { continue }
      for after in 1..<units.count where after <= text.count - run.upperBound {
        let hidden = units.count - before - after
        guard hidden >= 1, hidden <= Self.hiddenLength, before + after >= Self.shownLength,
          !Self.isASCIIWord(units[units.count - after]),
          text[run.upperBound..<run.upperBound + after].elementsEqual(units.suffix(after))
        else { continue }
        let range = run.lowerBound - before..<run.upperBound + after
        if range.count > best?.count ?? 0 { best = range }
      }
    }
    return best
  }

  /// Whether no redaction begins or ends beside a folded character, a digit or a letter of ASCII.
  static func isASCIIWord(_ unit: UInt16) -> Bool {
    0x30...0x39 ~= unit || 0x61...0x7A ~= unit
  }
}
