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
        if last == Self.point(isDigits), before.count == 2,
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
        if first == Self.point(isDigits), after.count == 2,
          Self.continues(after[after.startIndex + 1], isDigits)
        {
          return false
        }
      }
    }
    return true
  }

  /// The texts that stand beside `units` where a number at an edge of it goes on, and where from its start.
  func continuations(of units: [UInt16]) -> [(text: [UInt16], offset: Int)] {
    let digits = Array("0123456789".utf16)
    let numerals = Array("〇零一二三四五六七八九两十百千万亿".utf16)
    let powers = Array("十百千万亿".utf16)
    var texts: [(text: [UInt16], offset: Int)] = []
    if contains(.start) {
      let first = units[0]
      let members = Self.isDigit(first) ? digits : numerals
      let point = Self.point(Self.isDigit(first))
      texts += members.map { ([$0, first], -1) }
      texts += members.map { ([$0, point, first], -2) }
    }
    if contains(.end) {
      let last = units[units.count - 1]
      let members = Self.isDigit(last) ? digits : numerals
      let point = Self.point(Self.isDigit(last))
      texts += Set(members + powers).map { ([last, $0], units.count - 1) }
      texts += members.map { ([last, point, $0], units.count - 1) }
    }
    return texts
  }

  static func isDigit(_ unit: UInt16) -> Bool { 0x30...0x39 ~= unit }

  private static func continues(_ unit: UInt16, _ isDigits: Bool) -> Bool {
    isDigits ? isDigit(unit) : ChineseNumber.isNumeral(unit)
  }

  /// . or 点
  private static func point(_ isDigits: Bool) -> UInt16 { isDigits ? 0x2E : 0x70B9 }
}
