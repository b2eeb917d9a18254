internal import TextAnalysis

/// The edges of a pattern at which a number stands, so that 13 is not found in 2013, 13.5 or 13万.
struct NumberEdges: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  static let start = NumberEdges(rawValue: 1)
  static let end = NumberEdges(rawValue: 2)

  init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The edges at which a text, not empty, has a digit or a Chinese numeral.
  init(of text: [UInt16]) {
    self = []
    func isNumber(_ unit: UInt16) -> Bool { Self.isDigit(unit) || ChineseNumber.isNumeral(unit) }
    if isNumber(text[0]) { insert(.start) }
    if isNumber(text[text.count - 1]) { insert(.end) }
  }

  /// Whether no number goes on beyond the edges of `range`.
  ///
  /// A number of digits goes on in digits, behind a point with a digit beyond it, and in 十 百 千 万 亿;
  /// one of Chinese characters goes on in these, and behind 点.
  func hold(around range: Range<Int>, in text: [UInt16]) -> Bool {
    if contains(.start) {
      let isDigits = Self.isDigit(text[range.lowerBound])
      let before = text[..<range.lowerBound].suffix(2)
      if let last = before.last {
        if Self.continues(last, isDigits) { return false }
        if Self.isPoint(last, isDigits), before.count == 2,
          Self.continues(before[before.startIndex], isDigits)
        {
          return false
        }
      }
    }
    if contains(.end) {
      let isDigits = Self.isDigit(text[range.upperBound - 1])
      let after = text[range.upperBound...].prefix(2)
      if let first = after.first {
        if Self.continues(first, isDigits) || ChineseNumber.isPower(first) { return false }
        if Self.isPoint(first, isDigits), after.count == 2,
          Self.continues(after[after.startIndex + 1], isDigits)
        {
          return false
        }
      }
    }
    return true
  }

  /// The texts in which a number at an edge of `units` may go on: the units with one more. Where none of
  /// them stands the edges hold.
  func continuations(of units: [UInt16]) -> [[UInt16]] {
    let digits = Array("0123456789.".utf16)
    let numerals = Array("〇零一二三四五六七八九两十百千万亿点".utf16)
    let powers = Array("十百千万亿".utf16)
    var texts: [[UInt16]] = []
    if contains(.start) {
      texts += (Self.isDigit(units[0]) ? digits : numerals).map { [$0] + units }
    }
    if contains(.end) {
      let last = units[units.count - 1]
      texts += (Self.isDigit(last) ? digits + powers : numerals).map { units + [$0] }
    }
    return texts
  }

  static func isDigit(_ unit: UInt16) -> Bool { 0x30...0x39 ~= unit }

  private static func continues(_ unit: UInt16, _ isDigits: Bool) -> Bool {
    isDigits ? isDigit(unit) : ChineseNumber.isNumeral(unit)
  }

  private static func isPoint(_ unit: UInt16, _ isDigits: Bool) -> Bool {
    isDigits ? unit == 0x2E : unit == 0x70B9  // . and 点
  }
}
