extension PolicyDate {
  /// Reads the date a line begins with.
  ///
  /// Known notations: `2017年8月25日`, without day, without month; `二〇一七年八月二十五日` with 〇, ○, 零
  /// or the letter O for zero; `2017-08-25`, `2017.8.25`, `2017/8/25`. Digits may be full-width, and
  /// blanks may stand between all parts and digits.
  ///
  /// - Returns: The date and the number of scalars it took, or nil where the line begins with none.
  static func reading(_ scalars: ArraySlice<Unicode.Scalar>) -> (date: PolicyDate, count: Int)? {
    guard let first = scalars.first, canBegin(first) else { return nil }
    var notation = Notation(rest: scalars)
    guard let year = notation.year() else { return nil }
    if notation.skip("年") {
      let afterYear = notation
      guard let month = notation.number(atMost: 12), notation.skip("月") else {
        return PolicyDate(year: year).map { ($0, afterYear.taken(from: scalars)) }
      }
      let afterMonth = notation
      guard let day = notation.number(atMost: 31), notation.skip("日") else {
        return PolicyDate(year: year, month: month).map { ($0, afterMonth.taken(from: scalars)) }
      }
      return PolicyDate(year: year, month: month, day: day).map {
        ($0, notation.taken(from: scalars))
      }
    }
    for separator in ["-", ".", "/"] as [Unicode.Scalar] where notation.skip(separator) {
      guard let month = notation.number(atMost: 12), notation.skip(separator),
        let day = notation.number(atMost: 31), !notation.startsWithDigit
      else { return nil }
      return PolicyDate(year: year, month: month, day: day).map {
        ($0, notation.taken(from: scalars))
      }
    }
    return nil
  }

  /// The date a line consists of, blanks aside; nil where it holds anything else.
  static func whole(_ scalars: ArraySlice<Unicode.Scalar>) -> PolicyDate? {
    guard scalars.count <= 40 else { return nil }
    guard let (date, count) = reading(scalars),
      scalars.dropFirst(count).allSatisfy(\.isBlank)
    else { return nil }
    return date
  }

  /// Whether a date may begin with this: a digit of a year, or a blank before it.
  static func canBegin(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "1", "2", "１", "２", "一", "二": true
    default: scalar.isBlank
    }
  }

  /// Whether a date may stand somewhere in a line: a quick look for what all notations have.
  static func mayStand(in scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    scalars.contains { scalar in
      switch scalar {
      case "年", "-", ".", "/", "－", "．", "／": true
      default: false
      }
    }
  }

  /// The one date a file's name holds as eight digits (`20170825`) or in ISO form (`2017-08-25`).
  ///
  /// Nil where there is none, or where two dates differ. Digits on either side of it make a longer
  /// number, which is no date.
  static func inFileName(_ name: some StringProtocol) -> PolicyDate? {
    var found: PolicyDate?
    for run in Array(name.utf8).split(whereSeparator: { !(isDigit($0) || $0 == hyphen) }) {
      // `20170825-讲话.txt`: a hyphen joins digits to digits only.
      var digits = run.drop { $0 == hyphen }
      while digits.last == hyphen { digits.removeLast() }
      var parts = digits.split(separator: hyphen, omittingEmptySubsequences: false)
      if parts.count == 1, digits.count == 8 {
        parts = [digits.prefix(4), digits.dropFirst(4).prefix(2), digits.suffix(2)]
      }
      guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
        let date = PolicyDate(
          year: number(parts[0]), month: number(parts[1]), day: number(parts[2]))
      else { continue }
      if let found, found != date { return nil }
      found = date
    }
    return found
  }

  private static let hyphen = UInt8(ascii: "-")

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { 10 * $0 + Int($1 - 0x30) }
  }
}

/// What is left to read of a date.
private struct Notation {
  var rest: ArraySlice<Unicode.Scalar>

  func taken(from all: ArraySlice<Unicode.Scalar>) -> Int { rest.startIndex - all.startIndex }

  var startsWithDigit: Bool { rest.first.flatMap(Self.arabic) != nil }

  mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    let after = rest.drop(while: \.isBlank)
    // The full-width forms of the ASCII separators stand 0xFEE0 higher.
    guard let first = after.first,
      first == scalar || (scalar.isASCII && first.value == scalar.value + 0xFEE0)
    else { return false }
    rest = after.dropFirst()
    return true
  }

  /// Four digits, Arabic or Chinese.
  mutating func year() -> Int? {
    var value = 0
    var after = rest.drop(while: \.isBlank)
    for _ in 0..<4 {
      guard let first = after.first, let digit = Self.arabic(first) ?? Self.chinese(first) else {
        return nil
      }
      value = value * 10 + digit
      after = after.dropFirst().drop(while: \.isBlank)
    }
    if let next = after.first, Self.arabic(next) != nil { return nil }
    rest = after
    return value
  }

  /// One or two Arabic digits, or a Chinese number below one hundred.
  mutating func number(atMost limit: Int) -> Int? {
    var after = rest.drop(while: \.isBlank)
    var value = 0
    var count = 0
    while let first = after.first, let digit = Self.arabic(first) {
      value = value * 10 + digit
      count += 1
      after = after.dropFirst().drop(while: \.isBlank)
      guard count <= 2 else { return nil }
    }
    if count == 0 {
      // 八, 十, 十一, 二十, 二十五: the tens, then the ones.
      while let first = after.first {
        if first == "十", count < 2 {
          value = max(value, 1) * 10
        } else if let digit = Self.chinese(first), digit > 0, value.isMultiple(of: 10), count < 3 {
          value += digit
        } else {
          break
        }
        count += 1
        after = after.dropFirst().drop(while: \.isBlank)
      }
    }
    guard count > 0, (1...limit).contains(value) else { return nil }
    rest = after
    return value
  }

  private static func arabic(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "0"..."9": Int(scalar.value - 0x30)
    case "０"..."９": Int(scalar.value - 0xFF10)
    default: nil
    }
  }

  private static func chinese(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "〇", "○", "◯", "零", "Ｏ", "O", "０": 0
    case "一": 1
    case "二": 2
    case "三": 3
    case "四": 4
    case "五": 5
    case "六": 6
    case "七": 7
    case "八": 8
    case "九": 9
    default: nil
    }
  }
}
