/// Finds forms: numbers and signs, and mixed words of the lexicon, that are looked for as a whole but are
/// several words to the rules. The text is folded, so digits are ASCII and 〔 is [.
///
///     joined      1+4  10+6  1+n  7·26  3-5  24/7    numbers, or a letter after +, joined by + · - /
///     percentage  50%  3.5%  2‰
///     number      [2013]6号  (2013)第6号              a year in brackets and a number
///     ordinal     第三十五条  第三十五条之一  第2次     第, a numeral and a measure word
///     date        2017年10月18日  2017年10月  10月18日
///     mixed       the longest word of the lexicon that is not of Han and kana alone
struct FormFinder {
  private let terms: LexiconTerms

  /// For every unit, whether a form may begin with it, as bits.
  private var firsts = [UInt64](repeating: 0, count: 0x1_0000 / 64)

  init(terms: LexiconTerms) {
    self.terms = terms
    if !terms.mixedFirsts.isEmpty { firsts = terms.mixedFirsts }
    for unit in Array(0x30...0x39) + [Sign.ordinal, Sign.bracket, Sign.parenthesis] {
      firsts[Int(unit / 64)] |= 1 << UInt64(unit % 64)
    }
  }

  /// Replaces the contents of `forms` by the forms in `units`, ascending by their starts.
  func find(in units: Span<UInt16>, into forms: inout [Range<Int32>]) {
    forms.removeAll(keepingCapacity: true)
    var index = nextFirst(in: units, from: 0)
    while index < units.count {
      index = nextFirst(in: units, from: findForms(in: units, at: index, into: &forms))
    }
  }

  /// The first place from `start` on where a form may begin, or the end.
  private func nextFirst(in units: Span<UInt16>, from start: Int) -> Int {
    units.withUnsafeBufferPointer { units in
      firsts.withUnsafeBufferPointer { firsts in
        var index = start
        // SAFETY: there is a bit for every unit.
        while index < units.count, case let unit = units[index],
          firsts[Int(unit &>> 6)] &>> UInt64(unit & 63) & 1 == 0
        { index &+= 1 }
        return index
      }
    }
  }

  /// Finds the forms at `start` and returns where the search goes on.
  private func findForms(
    in units: Span<UInt16>, at start: Int, into forms: inout [Range<Int32>]
  ) -> Int {
    if !terms.mixedFirsts.isEmpty { findMixed(in: units, at: start, into: &forms) }
    if Self.isDigit(units[start]) { return findNumeric(in: units, at: start, into: &forms) }
    let end =
      switch units[start] {
      case Sign.ordinal: Self.ordinalEnd(in: units, at: start)
      case Sign.bracket, Sign.parenthesis: Self.documentNumberEnd(in: units, at: start)
      default: Int?.none
      }
    if let end { Self.add(start..<end, to: &forms) }
    return end ?? start + 1
  }

  /// Adds a form, unless it was the last one.
  private static func add(_ range: Range<Int>, to forms: inout [Range<Int32>]) {
    let range = Int32(range.lowerBound)..<Int32(range.upperBound)
    if forms.last != range { forms.append(range) }
  }

  private enum Sign {
    static let plus: UInt16 = 0x2B
    static let hyphen: UInt16 = 0x2D
    static let slash: UInt16 = 0x2F
    static let percent: UInt16 = 0x25
    static let perMille: UInt16 = 0x2030
    static let stop: UInt16 = 0x2E
    static let comma: UInt16 = 0x2C
    static let middleDot: UInt16 = 0xB7
    static let bracket: UInt16 = 0x5B
    static let bracketEnd: UInt16 = 0x5D
    static let parenthesis: UInt16 = 0x28
    static let parenthesisEnd: UInt16 = 0x29
    /// 第
    static let ordinal: UInt16 = 0x7B2C
    /// 之
    static let of: UInt16 = 0x4E4B
    /// 条
    static let article: UInt16 = 0x6761
    /// 号
    static let number: UInt16 = 0x53F7
    /// 年
    static let year: UInt16 = 0x5E74
    /// 月
    static let month: UInt16 = 0x6708
    /// 日
    static let day: UInt16 = 0x65E5
  }

  private static func isDigit(_ unit: UInt16) -> Bool { 0x30...0x39 ~= unit }

  private static func isLetter(_ unit: UInt16) -> Bool { 0x61...0x7A ~= unit }

  private static func isDigitOrLetter(_ units: Span<UInt16>, _ index: Int) -> Bool {
    units.indices.contains(index) && (isDigit(units[index]) || isLetter(units[index]))
  }

  /// Whether the unit at `index`, if there is one, is `unit`.
  private static func has(_ unit: UInt16, in units: Span<UInt16>, at index: Int) -> Bool {
    index < units.count && units[index] == unit
  }

  // MARK: Numbers

  /// Finds the forms that begin with the number at `start`, and the percentage that ends what is joined
  /// to it; returns where the search goes on.
  private func findNumeric(
    in units: Span<UInt16>, at start: Int, into forms: inout [Range<Int32>]
  ) -> Int {
    if let end = Self.dateEnd(in: units, at: start) {
      Self.add(start..<end, to: &forms)
      return end
    }
    let firstEnd = Self.numberEnd(in: units, at: start)
    if start > 0, Self.isLetter(units[start - 1]) { return firstEnd }
    var end = firstEnd
    while let operand = Self.operandEnd(in: units, after: end) { end = operand }
    if end > firstEnd { Self.add(start..<end, to: &forms) }
    var last = end
    while last > start, Self.isDigit(units[last - 1]) || Self.isDecimal(units[last - 1]) {
      last -= 1
    }
    if end < units.count, units[end] == Sign.percent || units[end] == Sign.perMille, last < end {
      Self.add(last..<end + 1, to: &forms)
      return end + 1
    }
    return end
  }

  /// The end of the digits at `start`, with stops and commas between them.
  private static func numberEnd(in units: Span<UInt16>, at start: Int) -> Int {
    var end = start
    while end < units.count {
      if isDigit(units[end]) {
        end += 1
      } else if isDecimal(units[end]), end > start, end + 1 < units.count,
        isDigit(units[end + 1])
      {
        end += 2
      } else {
        break
      }
    }
    return end
  }

  /// A sign inside numbers.
  private static func isDecimal(_ unit: UInt16) -> Bool { unit == Sign.stop || unit == Sign.comma }

  /// The end of what is joined to the number that ends at `end`: + · - / and a number, or + and a
  /// letter; nil if nothing is.
  private static func operandEnd(in units: Span<UInt16>, after end: Int) -> Int? {
    guard end + 1 < units.count else { return nil }
    let sign = units[end]
    guard
      sign == Sign.plus || sign == Sign.middleDot || sign == Sign.hyphen || sign == Sign.slash
    else { return nil }
    if isDigit(units[end + 1]) {
      let operandEnd = numberEnd(in: units, at: end + 1)
      return isDigitOrLetter(units, operandEnd) ? nil : operandEnd
    }
    guard sign == Sign.plus, isLetter(units[end + 1]), !isDigitOrLetter(units, end + 2) else {
      return nil
    }
    return end + 2
  }

  // MARK: Dates

  /// The end of the date at `start`, which has two parts at least.
  private static func dateEnd(in units: Span<UInt16>, at start: Int) -> Int? {
    if let year = part(Sign.year, digits: 4...4, in: units, at: start) {
      guard let month = part(Sign.month, digits: 1...2, in: units, at: year) else { return nil }
      return part(Sign.day, digits: 1...2, in: units, at: month) ?? month
    }
    guard let month = part(Sign.month, digits: 1...2, in: units, at: start) else { return nil }
    return part(Sign.day, digits: 1...2, in: units, at: month)
  }

  /// The end of so many digits and `sign` at `start`.
  private static func part(
    _ sign: UInt16, digits: ClosedRange<Int>, in units: Span<UInt16>, at start: Int
  ) -> Int? {
    var end = start
    while end < units.count, isDigit(units[end]) { end += 1 }
    return digits.contains(end - start) && has(sign, in: units, at: end) ? end + 1 : nil
  }

  // MARK: Document numbers and ordinals

  /// The end of the number of a document at `start`, a bracket.
  private static func documentNumberEnd(in units: Span<UInt16>, at start: Int) -> Int? {
    let closing = units[start] == Sign.bracket ? Sign.bracketEnd : Sign.parenthesisEnd
    guard let year = part(closing, digits: 4...4, in: units, at: start + 1) else { return nil }
    let number = has(Sign.ordinal, in: units, at: year) ? year + 1 : year
    return part(Sign.number, digits: 1...5, in: units, at: number)
  }

  /// The end of the ordinal at `start`, where 第 is.
  private static func ordinalEnd(in units: Span<UInt16>, at start: Int) -> Int? {
    guard let numeral = numeralEnd(in: units, at: start + 1), numeral < units.count,
      measureWords.contains(units[numeral])
    else { return nil }
    let end = numeral + 1
    guard units[numeral] == Sign.article, has(Sign.of, in: units, at: end) else { return end }
    return numeralEnd(in: units, at: end + 1) ?? end
  }

  /// The end of the digits or Chinese digits at `start`, 1 to 9.
  private static func numeralEnd(in units: Span<UInt16>, at start: Int) -> Int? {
    var end = start
    while end < units.count, isDigit(units[end]) { end += 1 }
    if end == start { while end < units.count, numerals.contains(units[end]) { end += 1 } }
    return 1...9 ~= end - start ? end : nil
  }

  private static let numerals: [UInt16] = Array("一二三四五六七八九十百千〇零".utf16)

  /// What laws, meetings and series are counted by.
  private static let measureWords: [UInt16] = Array("条章节款项目编届次号期批".utf16)

  // MARK: Words of the lexicon

  private func findMixed(in units: Span<UInt16>, at start: Int, into forms: inout [Range<Int32>]) {
    guard start + 1 < units.count,
      !(Self.isDigitOrLetter(units, start) && Self.isDigitOrLetter(units, start - 1))
    else { return }
    var longest = 0
    var index = terms.candidate(units[start], units[start + 1])
    while index >= 0 {
      let term = terms.all[index]
      let end = start + Int(term.length)
      if Int(term.length) > longest, !term.isIdeographic,
        terms.isPrefix(term, of: units, from: start),
        !(Self.isDigitOrLetter(units, end - 1) && Self.isDigitOrLetter(units, end))
      {
        longest = Int(term.length)
      }
      index = terms.candidate(after: index)
    }
    if longest > 0 { Self.add(start..<start + longest, to: &forms) }
  }
}
