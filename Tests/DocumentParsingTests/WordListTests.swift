import Testing

@testable import DocumentParsing

@Suite struct `A list of words` {
  /// Against `String`'s comparison of scalars, on texts of few characters so that many words fit.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func `finds what a plain search finds`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    func text(_ lengths: ClosedRange<Int>) -> String {
      // The filter of first characters takes 更 for 一, and tells 丐 from it.
      String(
        (0..<Int.random(in: lengths, using: &generator)).map { _ in
          "一丐更a".randomElement(using: &generator) ?? "一"
        })
    }
    let words = (0..<Int.random(in: 1...4, using: &generator)).map { _ in text(1...3) }
    let list = WordList(words)
    for _ in 0..<50 {
      let text = text(0...6)
      let scalars = Array("更\(text)一".unicodeScalars).dropFirst().dropLast()
      #expect(list.prefix(of: scalars) == words.firstIndex { text.hasPrefix($0) })
      #expect(list.suffix(of: scalars) == words.firstIndex { text.hasSuffix($0) })
      #expect(list.firstIndex(matching: scalars) == words.firstIndex(of: text))
      #expect(list.isFound(in: scalars) == words.contains { text.contains($0) })
      #expect(
        list.firstIndex(in: scalars)
          == scalars.indices.first { index in
            words.contains { String(scalars[index...]).hasPrefix($0) }
          })
      #expect(
        list.count(in: scalars)
          == words.enumerated().filter { text.contains($0.element) }.count)
    }
  }
}
