internal import TextAnalysis

/// Other ways to write the numbers of a text: 二〇一七年 and 2017年, 第三十五条 and 第35条, 百分之三十 and 30%,
/// 7月26日 and 7·26, 〔2013〕6号 and 2013年6号.
///
/// All numbers of a text are written alike, in digits or in Chinese characters, so a text has at most
/// ``limit`` forms. A number of one character is one only where it is counted: behind 第 or before a word
/// such as 年 or 条; 一 is in too many words. What has digits next to letters or signs, as 1+4 or G20, has no
/// other form.
struct NumberForms {
  /// The most forms of a text, without the text itself: those with Chinese numerals (with 〇, with 零, with
  /// 两), with digits, one date, and five of a document number.
  static let limit = 10
  /// Longer texts are looked for as they stand.
  static let greatestLength = 200

  /// Folded.
  private let units: [UInt16]
  private var pieces: [Piece] = []

  /// A part of the text and how else it can be written.
  private struct Piece {
    /// As it stands.
    var text: [UInt16]
    /// In digits, and in Chinese characters: 〇 or 零 for zero, 两 for two; empty where it is no number.
    var digits: [UInt16] = []
    var chinese: [[UInt16]] = []
  }

  /// The other forms of a folded text, none twice.
  static func forms(of units: [UInt16]) -> [TermForm] {
    guard units.count <= greatestLength else { return [] }
    var reader = NumberForms(units)
    reader.read()
    var forms: [TermForm] = []
    func add(_ text: [UInt16], _ equivalence: Equivalence) {
      // A lone character stands in too many words.
      guard text != units, text.count > 1,
        let pattern = LiteralPattern(units: text, numberEdges: NumberEdges(of: text))
      else { return }
      let form = TermForm(pattern, equivalence)
      if !forms.contains(where: { $0.pattern.units == text }) { forms.append(form) }
    }
    for text in reader.rewritten() { add(text, .number) }
    for text in DateForms.forms(of: units) { add(text, .date) }
    for text in DocumentNumberForms.forms(of: units) { add(text, .documentNumber) }
    return forms
  }

  private init(_ units: [UInt16]) {
    self.units = units
  }

  /// The text with all its numbers written otherwise, once for each way.
  private func rewritten() -> [[UInt16]] {
    guard pieces.contains(where: { !$0.digits.isEmpty }) else { return [] }
    var texts = [pieces.flatMap { $0.digits.isEmpty ? $0.text : $0.digits }]
    for way in 0..<(pieces.map(\.chinese.count).max() ?? 0) {
      texts.append(
        pieces.flatMap { piece in
          piece.chinese.isEmpty ? piece.text : piece.chinese[min(way, piece.chinese.count - 1)]
        })
    }
    return texts
  }

  // MARK: Reading

  private mutating func read() {
    var place = 0
    while place < units.count {
      let end: Int
      if let piece = percentage(at: place) {
        pieces.append(piece.piece)
        end = piece.end
      } else if NumberEdges.isDigit(units[place]) {
        end = self.end(from: place, while: NumberEdges.isDigit)
        pieces.append(digits(place..<end))
      } else if ChineseNumber.isNumeral(units[place]) {
        end = self.end(from: place, while: ChineseNumber.isNumeral)
        pieces.append(numerals(place..<end))
      } else {
        end = place + 1
        pieces.append(Piece(text: [units[place]]))
      }
      place = end
    }
  }

  private func end(from start: Int, while isMember: (UInt16) -> Bool) -> Int {
    units[start...].firstIndex { !isMember($0) } ?? units.count
  }

  /// A number in digits.
  private func digits(_ range: Range<Int>) -> Piece {
    var piece = Piece(text: Array(units[range]))
    let next = range.upperBound < units.count ? units[range.upperBound] : nil
    guard isFree(range), range.count <= 9, units[range.lowerBound] != 0x30,
      let value = Int(String(decoding: units[range], as: UTF16.self)),
      value > 10 || isCounted(range)
    else { return piece }
    piece.digits = piece.text
    let isYear =
      range.count == 4 && (next == Self.year ? (1_000...2_999) : (1_900...2_099)).contains(value)
      && (next == Self.year || next == nil)
    piece.chinese =
      isYear
      ? [
        ChineseNumber.digits(of: value, zero: false), ChineseNumber.digits(of: value, zero: true),
      ] : Self.spelled(value)
    return piece
  }

  /// A number in Chinese characters.
  private func numerals(_ range: Range<Int>) -> Piece {
    var piece = Piece(text: Array(units[range]))
    let next = range.upperBound < units.count ? units[range.upperBound] : nil
    if range.count == 4, next == Self.year || next == nil,
      let value = ChineseNumber.digitValue(of: units[range]), (1_000...2_999).contains(value)
    {
      piece.digits = Array(String(value).utf16)
      piece.chinese = [
        ChineseNumber.digits(of: value, zero: false), ChineseNumber.digits(of: value, zero: true),
      ]
      return piece
    }
    guard range.count > 1 || isCounted(range), isFree(range),
      let value = ChineseNumber.value(of: units[range])
    else { return piece }
    piece.digits = Array(String(value).utf16)
    // 三十万 is written 30万.
    if range.count > 1, let power = units[range].last,
      power == Self.tenThousand || power == Self.hundredMillion,
      let head = ChineseNumber.value(of: units[range].dropLast())
    {
      piece.digits = Array(String(head).utf16) + [power]
    }
    piece.chinese = Self.spelled(value)
    return piece
  }

  /// 30%, 3.5%, 百分之三十, 百分之三点五, and the same with ‰ and 千分之.
  private func percentage(at start: Int) -> (piece: Piece, end: Int)? {
    for (prefix, sign) in [("百分之", "%"), ("千分之", "‰")] {
      if units[start...].starts(with: prefix.utf16) {
        let first = start + 3
        let end = self.end(from: first) { ChineseNumber.isNumeral($0) || $0 == Self.point }
        guard let digits = Self.digits(ofDecimal: units[first..<end]) else { continue }
        let text = Array(units[start..<end])
        return (Piece(text: text, digits: digits + sign.utf16, chinese: [text]), end)
      }
      guard NumberEdges.isDigit(units[start]) else { continue }
      let end = self.end(from: start) { NumberEdges.isDigit($0) || $0 == 0x2E }
      guard end < units.count, [units[end]].elementsEqual(sign.utf16), isFree(start..<end + 1),
        let spelled = Self.spelled(decimal: units[start..<end])
      else { continue }
      let text = Array(units[start...end])
      return (Piece(text: text, digits: text, chinese: [prefix.utf16 + spelled]), end + 1)
    }
    return nil
  }

  /// 三点五 in digits; nil for anything else.
  private static func digits(ofDecimal text: ArraySlice<UInt16>) -> [UInt16]? {
    let parts = text.split(separator: point, omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = ChineseNumber.value(of: parts[0]) else { return nil }
    let digits = Array(String(whole).utf16)
    guard parts.count == 2 else { return digits }
    let fraction = parts[1].compactMap(ChineseNumber.digit)
    guard fraction.count == parts[1].count, !fraction.isEmpty else { return nil }
    return digits + [0x2E] + fraction.map { UInt16(0x30 + $0) }
  }

  /// 3.5 in Chinese characters; nil for anything else.
  private static func spelled(decimal text: ArraySlice<UInt16>) -> [UInt16]? {
    let parts = text.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard parts.count <= 2, (1...9).contains(parts[0].count),
      parts[0].first != 0x30 || parts[0].count == 1,
      let whole = Int(String(decoding: parts[0], as: UTF16.self))
    else { return nil }
    let text = ChineseNumber.text(of: whole)
    guard parts.count == 2 else { return text }
    guard !parts[1].isEmpty else { return nil }
    return text + [point] + parts[1].flatMap { ChineseNumber.text(of: Int($0) - 0x30) }
  }

  /// A number with 十, 百 and so on, and where it begins with 二百, 二千, 二万 or 二亿 also with 两.
  private static func spelled(_ value: Int) -> [[UInt16]] {
    let text = ChineseNumber.text(of: value)
    guard text.count > 1, text[0] == two[0], text[1] != ten, ChineseNumber.isPower(text[1]) else {
      return [text]
    }
    return [text, [two[1]] + text.dropFirst()]
  }

  // MARK: Context

  private static let year = Array("年".utf16)[0]
  private static let point = Array("点".utf16)[0]
  private static let ten = Array("十".utf16)[0]
  private static let two = Array("二两".utf16)
  private static let tenThousand = Array("万".utf16)[0]
  private static let hundredMillion = Array("亿".utf16)[0]
  private static let ordinal = Array("第".utf16)[0]
  /// What is counted, and what has numbers.
  private static let counted = Set(
    "年月日号条章节款项编部届次期批个名位家户件万亿倍级类种岁周季只所".utf16)

  /// Whether a number is counted by what stands beside it.
  private func isCounted(_ range: Range<Int>) -> Bool {
    range.lowerBound > 0 && units[range.lowerBound - 1] == Self.ordinal
      || range.upperBound < units.count && Self.counted.contains(units[range.upperBound])
  }

  /// Whether no letter, digit or sign of ASCII and no middle dot stands beside a number, but brackets,
  /// quotation marks, a comma or a percent sign may.
  private func isFree(_ range: Range<Int>) -> Bool {
    let around = [
      range.lowerBound > 0 ? units[range.lowerBound - 1] : nil,
      range.upperBound < units.count ? units[range.upperBound] : nil,
    ]
    return around.allSatisfy { unit in
      guard let unit else { return true }
      return unit != 0xB7 && (unit > 0x7F || Self.harmless.contains(unit))
    }
  }

  private static let harmless = Set("()[]\"',;!?% ".utf16)
}
