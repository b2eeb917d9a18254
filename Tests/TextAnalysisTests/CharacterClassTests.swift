import Testing

@testable import TextAnalysis

@Suite struct `A character class` {
  @Test(
    arguments: [
      ("甲々〇〆〡㐀𠀀かカーㄅ", CharacterClass.word),
      ("aé7Я한ไ²", [.word, .spaced]),
      ("\u{301}\u{93E}", .spaced),
      ("★○☎👩\u{E000}\u{FFFD}", .word),
      ("，.+$^·《-_ \u{3000}\u{3099}\u{1}", []),
    ] as [(String, CharacterClass)])
  func `tells words and the need of spaces`(characters: String, expected: CharacterClass) {
    for scalar in characters.unicodeScalars {
      #expect(CharacterClass(of: scalar.value) == expected, "U+\(String(scalar.value, radix: 16))")
    }
  }

  /// Swift has Unicode data of its own, of another version than ICU's; both know Unicode 15.0.
  @Test func `agrees with Swift's general categories on what makes a word`() {
    for value in UInt32(0)...0x10FFFF {
      guard let properties = Unicode.Scalar(value)?.properties else { continue }
      if let age = properties.age, age > (15, 0) { continue }
      if properties.age == nil, properties.generalCategory != .privateUse { continue }
      let isWord = CharacterClass(of: value).contains(.word)
      if isWord != Self.isWord(properties.generalCategory) {
        Issue.record("U+\(String(value, radix: 16))")
      }
    }
  }

  private static func isWord(_ category: Unicode.GeneralCategory) -> Bool {
    switch category {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .otherSymbol, .privateUse:
      true
    default: false
    }
  }
}
