import Testing

@testable import TextAnalysis

@Suite struct `Text in UTF-16` {
  /// Against the standard library, on characters of all lengths at all places.
  @Test(arguments: 0..<300 as Range<UInt64>)
  func `is what the standard library makes of it, there and back`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let characters = Array(
      "中文章。，a1\n é\u{7F}\u{80}\u{7FF}\u{800}\u{FFFF}𠀀\u{10FFFF}".unicodeScalars)
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...40, using: &random) {
      text.append(characters.randomElement(using: &random) ?? "中")
    }
    let utf8 = Array(String(text).utf8)
    let utf16 = [UInt16](utf8: utf8.span)
    #expect(utf16 == Array(String(text).utf16))
    #expect([UInt8](utf16: utf16.span) == utf8)
  }
}
