import Testing

@testable import TerminalText

@Suite struct `A display width` {
  @Test(arguments: [
    ("", 0), ("index", 5), ("公文", 4), ("《公文》，", 10), ("ａ１", 4), ("ｱ", 1), ("가", 2),
    ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("e\u{301}", 1), ("é", 1), ("\u{200B}\u{FEFF}", 0),
    ("·—…①", 4), ("\u{20000}", 2), ("\u{3FFFD}", 2), ("\u{3FFFE}", 1), ("👍", 2), ("\u{AD}", 1),
    ("\u{1B}\u{0}", 0), ("\u{303F}", 1), ("\u{3000}", 2), ("╋", 1), ("\u{4DC0}", 1),
    ("\u{10FF}", 1), ("\u{1100}", 2), ("\u{115F}", 2),
  ])
  func `follows East Asian Width`(text: String, columns: Int) {
    #expect(DisplayWidth.columns(of: text) == columns)
  }

  @Test func `rests on ranges in order and apart`() {
    for (range, next) in zip(DisplayWidth.wide, DisplayWidth.wide.dropFirst()) {
      #expect(range.upperBound + 1 < next.lowerBound)
    }
  }

  @Test(arguments: [
    ("公文检索", 8, "公文检索"), ("公文检索", 7, "公文检…"), ("公文检索", 6, "公文…"),
    ("公文检索", 1, "…"), ("公文检索", 0, ""), ("abc", 2, "a…"), ("", 0, ""),
    ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
  ])
  func `cuts whole characters`(text: String, limit: Int, result: String) {
    #expect(DisplayWidth.truncated(text, to: limit) == result)
    #expect(DisplayWidth.columns(of: result) <= limit)
  }

  @Test(arguments: [("公文", 6, "公文  "), ("公文", 4, "公文"), ("公文", 3, "公文"), ("", 2, "  ")])
  func `fills with spaces`(text: String, width: Int, result: String) {
    #expect(DisplayWidth.padded(text, to: width) == result)
  }

  @Test(arguments: [
    ("one two three", 7, ["one two", "three"]), ("one two three", 8, ["one two", "three"]),
    ("公文 公文 公文", 9, ["公文 公文", "公文"]), ("unbreakable", 4, ["unbreakable"]), ("", 4, []),
  ])
  func `breaks lines at spaces`(text: String, width: Int, lines: [String]) {
    #expect(DisplayWidth.wrapped(text, to: width) == lines)
  }
}
