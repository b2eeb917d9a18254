import Testing
import TextAnalysis

@testable import PolicySearch

@Suite struct `Suggested words` {
  private static let sentences = [
    "各地要学习松河模式，推广松河模式", "这里的松河模式很好", "我们谈松河模式", "让松河模式走出去", "新的松河模式来了", "他说松河模式管用",
  ]

  /// Other text, without which nothing would be more frequent than chance.
  private static let others = (0..<40).map { "第\($0)处安排防汛、植树、护林、修路，人手不够，资金到位。" }

  private func library(quoted: Int = 0) throws -> TestLibrary {
    let texts = (Self.sentences + Self.others).map { $0 + "。\n" }
    let quotations = (0..<quoted).map { "第\($0)处写着“青瓦行动”，又写着「青瓦行动」和“好”。\n" }
    return try TestLibrary(texts + quotations)
  }

  @Test func `are what stands together more often than chance, counted exactly`() throws {
    let library = try library()
    let suggestions = try library.open().suggestions(limit: 5)
    let found = try #require(suggestions.first)
    #expect(found.text == "松河模式")
    #expect(found.words.count > 1)
    #expect(found.words.joined() == found.text)
    #expect(found.occurrences == 7)
    #expect(found.documents == 6)
    #expect(found.examplePath == library.root + "/0.txt")
    // Its parts are not suggested beside it.
    #expect(!suggestions.contains { "松河模式".contains($0.text) && $0.text != "松河模式" })
  }

  @Test func `are what is quoted, in either kind of marks`() throws {
    let suggestions = try library(quoted: 3).open().suggestions(limit: 20)
    let found = try #require(suggestions.first { $0.text == "青瓦行动" })
    #expect(found.quotations == 6)
    #expect(found.occurrences == 6)
    #expect(found.documents == 3)
  }

  @Test func `leave out what is a word already`() throws {
    let library = try library(quoted: 3)
    let before = try library.open().suggestions(limit: 20).map(\.text)
    _ = try UserLexicon(directory: library.index).add(["青瓦行动", "松河模式"])
    let after = try library.open().suggestions(limit: 20).map(\.text)
    #expect(before.contains("青瓦行动") && before.contains("松河模式"))
    #expect(!after.contains("青瓦行动") && !after.contains("松河模式"))
  }

  @Test func `are few if few are wanted, the same ones`() throws {
    let library = try library(quoted: 3).open()
    let all = try library.suggestions(limit: 20)
    #expect(try library.suggestions(limit: 1) == Array(all.prefix(1)))
    #expect(try library.suggestions(limit: 0).isEmpty)
    #expect(try TestLibrary(["好\n"]).open().suggestions(limit: 9).isEmpty)
  }

  @Test(arguments: 0..<3 as Range<UInt64>)
  func `have the counts of a scan`(seed: UInt64) throws {
    var random = RandomDocuments(seed: 900 + seed)
    let texts = (0..<80).map { _ in random.text(maximum: 120) }
    let library = try TestLibrary(texts).open()
    let plain = try PlainDocuments(texts)
    let suggestions = try library.suggestions(limit: 40)
    #expect(!suggestions.isEmpty)
    for suggestion in suggestions {
      let counts = plain.counts(of: Array(suggestion.text.utf16))
      #expect(suggestion.occurrences == counts.reduce(0, +), "seed \(seed): \(suggestion.text)")
      #expect(suggestion.documents == counts.count { $0 > 0 }, "seed \(seed)")
    }
  }
}

@Suite struct `A tally in bounded memory` {
  private struct Entry: TallyEntry {
    var count: UInt32 = 0
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `counts at most as much too little as it says`(seed: UInt64) {
    var random = RandomDocuments(seed: 40 + seed)
    var tally = BoundedTally<Int, Entry>(limit: 50)
    var counts: [Int: UInt32] = [:]
    for _ in 0..<20_000 {
      // The smaller, the more frequent.
      let key = random.number(below: 1 + random.number(below: 300))
      tally.add(key)
      counts[key, default: 0] += 1
      #expect(tally.entries.count <= 50)
    }
    #expect(tally.greatestLoss > 0)
    for (key, count) in counts {
      let found = tally.entries[key]?.count ?? 0
      #expect(found <= count && count - found <= tally.greatestLoss, "seed \(seed), key \(key)")
    }
  }

  @Test func `is exact up to its limit`() {
    var tally = BoundedTally<Int, Entry>(limit: 10)
    for number in 0..<100 { tally.add(number % 10) }
    #expect(tally.entries.values.allSatisfy { $0.count == 10 })
    #expect(tally.greatestLoss == 0)
  }
}
