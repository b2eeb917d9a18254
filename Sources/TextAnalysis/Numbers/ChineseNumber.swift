/// Whole numbers in Chinese characters: 三十五, or digit by digit as years are written, 二〇一七.
///
/// Texts are UTF-16 units of folded text, in which ○ is 〇.
package enum ChineseNumber {
  /// The numbers that can be written: one unit each of 亿, 万 and 1, of four digits.
  package static let values = 0..<1_000_000_000_000

  private static let digits = Array("零一二三四五六七八九".utf16)
  private static let ten = Array("十".utf16)[0]
  private static let hundred = Array("百".utf16)[0]
  private static let thousand = Array("千".utf16)[0]
  private static let tenThousand = Array("万".utf16)[0]
  private static let hundredMillion = Array("亿".utf16)[0]
  private static let two = Array("两".utf16)[0]
  private static let zero = Array("〇".utf16)[0]

  /// The digit that a character stands for: 〇 and 零 for 0, 两 for 2.
  package static func digit(_ unit: UInt16) -> Int? {
    if unit == zero { return 0 }
    if unit == two { return 2 }
    return digits.firstIndex(of: unit)
  }

  /// Whether a character may stand in a number.
  package static func isNumeral(_ unit: UInt16) -> Bool {
    digit(unit) != nil || isPower(unit)
  }

  /// Whether a character is 十, 百, 千, 万 or 亿.
  package static func isPower(_ unit: UInt16) -> Bool {
    switch unit {
    case ten, hundred, thousand, tenThousand, hundredMillion: true
    default: false
    }
  }

  /// The number that `text` says with 十, 百 and so on, as it is commonly written; nil for anything else,
  /// such as 三五 or 千万.
  package static func value(of text: ArraySlice<UInt16>) -> Int? {
    guard !text.isEmpty, text.count <= 24 else { return nil }
    var (total, section, digit) = (0, 0, 0)
    for unit in text {
      if let value = Self.digit(unit) {
        digit = value
        continue
      }
      switch unit {
      case ten: section += max(1, digit) * 10
      case hundred: section += digit * 100
      case thousand: section += digit * 1_000
      case tenThousand:
        total += (section + digit) * 10_000
        section = 0
      default:
        let high = total + section + digit
        guard high < 10_000 else { return nil }
        total = high * 100_000_000
        section = 0
      }
      digit = 0
      guard values.contains(total) else { return nil }
    }
    let value = total + section + digit
    guard values.contains(value) else { return nil }
    // What is accepted is what would be written, but for 两, 〇 and 一十.
    var standard = text.map { $0 == two ? digits[2] : $0 == zero ? digits[0] : $0 }
    if standard.starts(with: [digits[1], ten]) { standard.removeFirst() }
    return standard == Self.text(of: value) ? value : nil
  }

  /// A number with 十, 百 and so on: 一百零五, 十三万.
  ///
  /// - Precondition: it is one of ``values``.
  package static func text(of value: Int) -> [UInt16] {
    precondition(values.contains(value))
    guard value > 0 else { return [digits[0]] }
    var text: [UInt16] = []
    for (power, unit) in [(100_000_000, hundredMillion), (10_000, tenThousand), (1, nil)] {
      let section = value / power % 10_000
      guard section > 0 else { continue }
      // A zero stands for what is missing between this section and what was written.
      append(section, to: &text)
      if let unit { text.append(unit) }
    }
    return text
  }

  private static func append(_ section: Int, to text: inout [UInt16]) {
    var isGap = !text.isEmpty && section < 1_000
    var isFirst = true
    for (power, unit) in [(1_000, thousand), (100, hundred), (10, ten), (1, nil)] {
      let digit = section / power % 10
      guard digit > 0 else {
        isGap = isGap || !isFirst
        continue
      }
      if isGap { text.append(digits[0]) }
      isGap = false
      if !(power == 10 && digit == 1 && text.isEmpty) { text.append(digits[digit]) }
      if let unit { text.append(unit) }
      isFirst = false
    }
  }

  /// The digits one by one, for years: 二〇一七, or 二零一七.
  package static func digits(of value: Int, zero isZeroSpelled: Bool) -> [UInt16] {
    String(value).utf8.map { digit in
      digit == UInt8(ascii: "0") && !isZeroSpelled ? zero : digits[Int(digit) - 0x30]
    }
  }

  /// The number that is written digit by digit; nil where anything else stands.
  package static func digitValue(of text: ArraySlice<UInt16>) -> Int? {
    guard !text.isEmpty, text.count <= 12 else { return nil }
    var value = 0
    for unit in text {
      guard let digit = digit(unit), unit != two else { return nil }
      value = value * 10 + digit
    }
    return value
  }
}
