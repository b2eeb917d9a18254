import QueryLanguage
import Testing

@Suite struct `A character's display width` {
  @Test(arguments: [
    ("a ~é×", 1), ("“”…—·①", 1), ("ﾃ￩", 1), ("\u{1F1E8}㉈", 1),
    ("林一㐀𠀀𰀀", 2), ("　、《（ＡＺ￥", 2), ("かカ가㎡㈠", 2), ("🌲✅", 2),
    ("\u{300}\u{3099}\u{200B}\u{200D}\u{FE0F}\u{FEFF}", 0),
  ])
  func `is that of a terminal's columns`(characters: String, width: Int) {
    for scalar in characters.unicodeScalars {
      #expect(scalar.displayWidth == width, "U+\(String(scalar.value, radix: 16))")
    }
  }
}
