/// What offsets in a text count.
package enum OffsetUnit: String, CaseIterable, Sendable {
  /// UTF-16 code units, as JavaScript, Java and C# count.
  case utf16
  /// UTF-8 bytes, as Go, Rust and C count.
  case utf8
  /// Unicode scalar values, as Python counts.
  case scalar

  /// Ranges in UTF-16 units of `text` as ranges in this unit. Cost: linear in the text for each.
  func ranges(_ ranges: [Range<Int>], in text: String) -> [Range<Int>] {
    guard self != .utf16 else { return ranges }
    func offset(_ unit: Int) -> Int {
      let index = text.utf16.index(text.startIndex, offsetBy: unit)
      return self == .utf8
        ? text.utf8.distance(from: text.startIndex, to: index)
        : text.unicodeScalars.distance(from: text.startIndex, to: index)
    }
    return ranges.map { offset($0.lowerBound)..<offset($0.upperBound) }
  }
}
