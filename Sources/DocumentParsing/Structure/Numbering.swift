/// The number a heading, an article or a list item begins with.
struct Numbering: Equatable {
  /// The forms of numbers, from the outermost to the innermost.
  enum Form: Int, Comparable {
    /// `#` to `######`; the number is how many.
    case markdown
    /// `第一编`
    case part
    /// `第一分编`
    case subpart
    /// `第一章`
    case chapter
    /// `第一节`
    case division
    /// `第一条`, `第十四条之一`
    case article
    /// `一、`
    case ideograph
    /// `（一）`
    case bracketedIdeograph
    /// `1.`, `1、`
    case digit
    /// `（1）`
    case bracketedDigit
    /// `①`
    case circled
    /// `第一，`
    case ordinal
    /// `一是`
    case item
    /// `一要`
    case demand

    static func < (one: Form, other: Form) -> Bool { one.rawValue < other.rawValue }
  }

  let form: Form
  /// From 1; of `第十四条之一` the fourteen.
  let number: Int
  /// The scalars of the number with what closes it.
  let length: Int

  init(form: Form, number: Int, length: Int) {
    self.form = form
    self.number = number
    self.length = length
  }

  /// Whether a number may begin with this: a look at one scalar, since most lines begin with none.
  static func canBegin(with scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", "０"..."９", "#", "(", "（", "①"..."⑳", "第", "一", "二", "三", "四", "五", "六", "七",
      "八", "九", "十", "百", "千", "零", "〇":
      true
    default: false
    }
  }

  /// Reads the number at the start of a line without its indent.
  init?(_ line: ArraySlice<Unicode.Scalar>) { self.init(line.span) }

  /// Reads the number at the start of a line without its indent.
  init?(_ line: Span<Unicode.Scalar>) {
    guard let first = line.scalar(0) else { return nil }
    let numbering: Numbering? =
      switch first {
      case "#": Self.markdown(line)
      case "第": Self.ordinal(line)
      case "（", "(": Self.bracketed(line)
      case "0"..."9", "０"..."９": Self.digits(line)
      case "①"..."⑳":
        Numbering(form: .circled, number: Int(first.value - 0x245F), length: 1)
      default: Self.ideographs(line)
      }
    guard let numbering else { return nil }
    self = numbering
  }

  private static func markdown(_ line: Span<Unicode.Scalar>) -> Numbering? {
    var level = 0
    while line.scalar(level) == "#" { level += 1 }
    var length = level
    while line.scalar(length)?.isBlank == true { length += 1 }
    guard level <= 6, length > level else { return nil }
    return Numbering(form: .markdown, number: level, length: length)
  }

  private static func ordinal(_ line: Span<Unicode.Scalar>) -> Numbering? {
    guard let (number, count) = reading(line, from: 1) else { return nil }
    let next = line.scalar(2 + count)
    switch line.scalar(1 + count) {
    case "编", "編": return Numbering(form: .part, number: number, length: count + 2)
    case "分" where next == "编" || next == "編":
      return Numbering(form: .subpart, number: number, length: count + 3)
    case "章": return Numbering(form: .chapter, number: number, length: count + 2)
    case "节", "節": return Numbering(form: .division, number: number, length: count + 2)
    case "条", "條":
      var length = count + 2
      if next == "之", let (_, more) = reading(line, from: length + 1) { length += 1 + more }
      // `第三条规定的` and `第三条、第四条` speak of an article, and begin none.
      if let next = line.scalar(length), !next.isBlank, next != "【", next != "　" { return nil }
      return Numbering(form: .article, number: number, length: length)
    case "，", ",", "、", "：": return Numbering(form: .ordinal, number: number, length: count + 2)
    default: return nil
    }
  }

  private static func bracketed(_ line: Span<Unicode.Scalar>) -> Numbering? {
    let ideographic = reading(line, from: 1)
    guard let (number, count) = ideographic ?? arabic(line, from: 1),
      let close = line.scalar(count + 1), close == "）" || close == ")"
    else { return nil }
    return Numbering(
      form: ideographic == nil ? .bracketedDigit : .bracketedIdeograph, number: number,
      length: count + 2)
  }

  private static func digits(_ line: Span<Unicode.Scalar>) -> Numbering? {
    guard let (number, count) = arabic(line, from: 0), let close = line.scalar(count),
      close == "．" || close == "." || close == "、"
    else { return nil }
    // `1.5亿元` is a quantity.
    if let next = line.scalar(count + 1), arabicDigit(next) != nil { return nil }
    return Numbering(form: .digit, number: number, length: count + 1)
  }

  private static func ideographs(_ line: Span<Unicode.Scalar>) -> Numbering? {
    guard let (number, count) = reading(line, from: 0) else { return nil }
    switch line.scalar(count) {
    case "、": return Numbering(form: .ideograph, number: number, length: count + 1)
    case "是": return Numbering(form: .item, number: number, length: count + 1)
    case "要": return Numbering(form: .demand, number: number, length: count + 1)
    default: return nil
    }
  }

  /// A number below ten thousand in Chinese, and the scalars it takes: 五, 十, 二十三, 一百零五, 一千二百六十.
  static func reading(_ scalars: ArraySlice<Unicode.Scalar>) -> (number: Int, count: Int)? {
    reading(scalars.span, from: 0)
  }

  private static func reading(
    _ scalars: Span<Unicode.Scalar>, from start: Int
  ) -> (number: Int, count: Int)? {
    var total = 0
    var digit = 0
    var count = 0
    loop: while count < 9, let scalar = scalars.scalar(start + count) {
      switch scalar {
      case "一": digit = 1
      case "二": digit = 2
      case "三": digit = 3
      case "四": digit = 4
      case "五": digit = 5
      case "六": digit = 6
      case "七": digit = 7
      case "八": digit = 8
      case "九": digit = 9
      case "零", "〇": digit = 0
      case "十", "百", "千":
        total += max(digit, 1) * (scalar == "十" ? 10 : scalar == "百" ? 100 : 1000)
        digit = 0
      default: break loop
      }
      count += 1
    }
    return total + digit > 0 ? (total + digit, count) : nil
  }

  private static func arabic(
    _ scalars: Span<Unicode.Scalar>, from start: Int
  ) -> (number: Int, count: Int)? {
    var number = 0
    var count = 0
    while count < 3, let digit = scalars.scalar(start + count).flatMap(arabicDigit) {
      number = number * 10 + digit
      count += 1
    }
    return (1...199).contains(number) ? (number, count) : nil
  }

  private static func arabicDigit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "0"..."9": Int(scalar.value - 0x30)
    case "０"..."９": Int(scalar.value - 0xFF10)
    default: nil
    }
  }
}

extension Span<Unicode.Scalar> {
  /// The scalar at an index; nil behind the end.
  fileprivate func scalar(_ index: Int) -> Unicode.Scalar? { index < count ? self[index] : nil }
}
