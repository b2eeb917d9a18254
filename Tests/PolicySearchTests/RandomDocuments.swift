/// Documents of made-up sentences that mix what search must stand: Han in both scripts, Latin, digits
/// in all widths, punctuation, broken and indented lines, characters beyond the Basic Multilingual
/// Plane. Few characters, so that what one document says stands in others too.
struct RandomDocuments {
  private static let pieces = [
    "加强", "基层", "基層", "建设", "建設", "工会", "工會", "职工", "维权", "人人", "人", "的", "发展",
    "營商環境", "营商环境", "放管服", "改革", "“一网通办”", "《条例》", "〔2019〕5号", "（一）", "一是",
    "，", "。", "、", "；", "！", "：", "——", "…", "\n", "\n　　", "\r\n", " ", "　", "\n\n\n",
    "GDP", "ｇｄｐ", "Open Day", "open  day", "3.5%", "３．５％", "12", "１２", "7·26", "é", "e\u{301}",
    "𠮷野", "𠀀", "㈱", "①", "ﬁne", "○", "〇", "\u{200B}", "\t", "刘 赞 杰", "-", "|", "(", ")", "OR",
  ]

  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// A text of up to `maximum` pieces, at least one.
  mutating func text(maximum: Int) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 1...maximum, using: &random) { text += piece() }
    return text
  }

  mutating func piece() -> String { Self.pieces[number(below: Self.pieces.count)] }

  mutating func number(below bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
}
