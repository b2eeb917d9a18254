import Testing

@testable import TextAnalysis

@Suite(.enabled(if: WordSegmenter.usesDictionary, "ICU's dictionary has another layout"))
struct `The cost of a text` {
  private func cost(_ text: String) throws -> Int {
    let units = Array(text.utf16)
    let total = DictionaryCost.total(of: units.span)
    return try #require(total)
  }

  @Test func `is that of its words and signs`() throws {
    #expect(try cost("") == 0)
    #expect(try cost("a1 \n") == 4 * DictionaryCost.ascii)
    #expect(try cost("工作，改革a") == cost("工作") + cost("，") + cost("改革") + cost("a"))
  }

  @Test(arguments: ["加强和改进工会工作", "進一步優化營商環境", "全面推进乡村振兴"])
  func `is less than that of its characters`(text: String) throws {
    let characters = try text.reduce(0) { $0 + (try cost(String($1))) }
    #expect(try cost(text) < characters)
  }

  /// The cheapest way is no dearer than any that is tried at random.
  @Test(arguments: 0..<50 as Range<UInt64>)
  func `is the least of all ways to cut it`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let text = Array("关于进一步加强和改进新时代产业工人队伍建设改革工作的实施意见")
    let cut = Int.random(in: 0...text.count, using: &generator)
    let parts = [String(text[..<cut]), String(text[cut...])]
    #expect(try cost(String(text)) <= cost(parts[0]) + cost(parts[1]))
  }

  @Test(arguments: ["\u{0}", "\u{E000}", "\u{FFFD}", "\u{80}"])
  func `is high for what is no text`(text: String) throws {
    #expect(try cost(text) > 500)
  }
}
