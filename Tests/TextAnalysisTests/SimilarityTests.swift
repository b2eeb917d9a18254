import Testing

@testable import TextAnalysis

private func unit(_ character: String) -> UInt16 { character.utf16.first! }

@Suite struct `The readings of characters` {
  @Test(arguments: [
    ("竞", ["jing"]), ("长", ["chang", "zhang"]), ("绿", ["lu", "lv"]), ("重", ["chong", "zhong"]),
    ("A", []), ("，", []),
  ])
  func `knows how a character is read`(character: String, readings: [String]) {
    #expect(Pinyin.builtIn.readings(of: unit(character)).sorted() == readings)
  }

  @Test func `finds homophones, whatever the tone`() {
    let homophones = Pinyin.builtIn.homophones(of: unit("赞"))
    #expect(homophones.contains(unit("攒")))
    #expect(!homophones.contains(unit("赞")))
    #expect(Set(homophones).count == homophones.count)
    #expect(Pinyin.builtIn.homophones(of: unit("a")).isEmpty)
  }

  @Test func `has folded characters only`() throws {
    var folder = try TextFolder()
    for initial in ["a", "ba", "ji", "shi", "yi", "zhuang", "nv", "lve"] {
      let characters = Pinyin.builtIn.characters(of: initial)
      #expect(!characters.isEmpty, "\(initial)")
      for character in characters {
        let text = String(decoding: [character], as: UTF16.self)
        #expect(folder.fold(text).units == [character], "\(initial): \(text)")
      }
    }
  }

  @Test(arguments: [
    ("zanjie", [["zan", "jie"]]), ("xian", [["xian"], ["xi", "an"]]),
    ("xi an", [["xi", "an"]]), ("Xi'an", [["xi", "an"]]), ("lü", [["lv"]]),
    ("xyz", []), ("", []), ("  ", []),
  ])
  func `divides letters into syllables`(letters: String, divisions: [[String]]) {
    let syllables = Pinyin.builtIn.syllables(in: letters)
    let found =
      syllables.isEmpty
      ? [] : Self.divisions(of: syllables, from: 0).sorted { $0.count < $1.count }
    #expect(found.first == divisions.first)
    #expect(divisions.allSatisfy(found.contains))
    #expect(found.isEmpty == divisions.isEmpty)
    for division in found { #expect(division.joined().count >= letters.filter(\.isLetter).count) }
  }

  /// The ways to go from a letter to the end.
  private static func divisions(
    of syllables: [[Pinyin.Syllable]], from start: Int
  ) -> [[String]] {
    guard start < syllables.count else { return [[]] }
    return syllables[start].flatMap { syllable in
      divisions(of: syllables, from: syllable.end).map { [syllable.letters] + $0 }
    }
  }

  @Test func `divides many letters as well as few`() {
    let letters = String(repeating: "xian", count: 300)
    let syllables = Pinyin.builtIn.syllables(in: letters)
    #expect(syllables.count == letters.count)
    #expect(syllables[0].map(\.letters) == ["xian", "xia", "xi"])
    #expect(syllables[0].map(\.end) == [4, 3, 2])
    #expect(Pinyin.builtIn.syllables(in: letters + "x").isEmpty)
  }
}

@Suite struct `Confused characters` {
  @Test(arguments: [("竟", "竞"), ("己", "已巳"), ("帐", "账"), ("饕", ""), ("，", "")])
  func `go both ways`(character: String, others: String) {
    let found = ConfusedCharacters.confusable(with: unit(character))
    #expect(found == Array(others.utf16))
    for other in found {
      #expect(ConfusedCharacters.confusable(with: other).contains(unit(character)))
    }
  }
}
