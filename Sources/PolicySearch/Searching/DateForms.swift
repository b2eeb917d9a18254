internal import TextAnalysis

/// A day of the year as a date and with a dot: 7月26日, 七月二十六日 and 7·26.
enum DateForms {
  private static let dot: UInt16 = 0xB7
  private static let month = Array("月".utf16)[0]
  private static let day = Array("日".utf16)[0]
  private static let year = Array("年".utf16)[0]

  /// A date in a text.
  private struct Date {
    var range: Range<Int>
    var month: Int
    var day: Int
    var isDotted: Bool
  }

  /// The forms of a folded text that has one such day without its year; else none.
  static func forms(of units: [UInt16]) -> [[UInt16]] {
    var dates: [Date] = []
    var place = 0
    while place < units.count {
      guard let date = date(in: units, at: place) else {
        place += 1
        continue
      }
      dates.append(date)
      place = date.range.upperBound
    }
    guard dates.count == 1 else { return [] }
    let date = dates[0]
    func replacing(by other: [UInt16]) -> [UInt16] {
      Array(units[..<date.range.lowerBound]) + other + Array(units[date.range.upperBound...])
    }
    guard date.isDotted else { return [replacing(by: Array("\(date.month)·\(date.day)".utf16))] }
    let spelled =
      ChineseNumber.text(of: date.month) + [month] + ChineseNumber.text(of: date.day) + [day]
    return [
      replacing(by: Array("\(date.month)月\(date.day)日".utf16)), replacing(by: spelled),
    ]
  }

  /// The date that begins at a place, and no number before it.
  private static func date(in units: [UInt16], at start: Int) -> Date? {
    if start > 0, isPart(units[start - 1]) || units[start - 1] == year { return nil }
    guard let (monthEnd, month) = number(in: units, from: start, in: 1...12), monthEnd < units.count
    else { return nil }
    let isDotted = units[monthEnd] == dot
    guard isDotted || units[monthEnd] == self.month,
      let (dayEnd, day) = number(in: units, from: monthEnd + 1, in: 1...31)
    else { return nil }
    if isDotted {
      guard NumberEdges.isDigit(units[start]), NumberEdges.isDigit(units[dayEnd - 1]),
        dayEnd == units.count || !isPart(units[dayEnd])
      else { return nil }
      return Date(range: start..<dayEnd, month: month, day: day, isDotted: true)
    }
    guard dayEnd < units.count, units[dayEnd] == self.day else { return nil }
    return Date(range: start..<dayEnd + 1, month: month, day: day, isDotted: false)
  }

  /// The number in digits or in Chinese characters that begins at a place.
  private static func number(
    in units: [UInt16], from start: Int, in values: ClosedRange<Int>
  ) -> (end: Int, value: Int)? {
    guard start < units.count else { return nil }
    let isDigits = NumberEdges.isDigit(units[start])
    let rest = units[start...]
    let number =
      isDigits
      ? rest.prefix(while: NumberEdges.isDigit) : rest.prefix(while: ChineseNumber.isNumeral)
    guard number.count <= 3 else { return nil }
    let value =
      isDigits
      ? Int(String(decoding: number, as: UTF16.self)) : ChineseNumber.value(of: number)
    guard let value, values.contains(value), units[start] != 0x30 else { return nil }
    return (number.endIndex, value)
  }

  /// Whether a unit beside a dotted day makes it something else.
  private static func isPart(_ unit: UInt16) -> Bool {
    NumberEdges.isDigit(unit) || unit == dot || unit == 0x2E || 0x61...0x7A ~= unit
      || ChineseNumber.isNumeral(unit)
  }
}
