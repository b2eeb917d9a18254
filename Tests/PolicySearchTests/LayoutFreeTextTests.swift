import Testing

@testable import PolicySearch

@Suite struct `A text without its layout` {
  /// Against the rules applied character by character, on texts of few characters so that white space and
  /// what resembles it in UTF-8 stand at all places.
  @Test(arguments: 0..<400 as Range<UInt64>)
  func `is what the rules make of it`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let characters = Array("中文。，、《怀a1 \n\t\u{A0}\u{3000}\u{3042}é\u{2000}𠀀".unicodeScalars)
    for _ in 0..<50 {
      let text = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        characters.randomElement(using: &random) ?? "中"
      }
      var output: [UInt8] = []
      LayoutFreeText.append(Array(Self.string(text).utf8).span, to: &output)
      let expected = Self.string(Self.withoutLayout(text))
      #expect(String(decoding: output, as: UTF8.self) == expected, "\(text)")
    }
  }

  private static func string(_ scalars: [Unicode.Scalar]) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private static func withoutLayout(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var isBehindSpace = false
    for scalar in text {
      if " \n\t\u{A0}\u{3000}".unicodeScalars.contains(scalar) {
        isBehindSpace = true
        continue
      }
      if isBehindSpace, let last = result.last, !isChinese(scalar),
        !(isChinese(last) && scalar.isASCII)
      {
        result.append(" ")
      }
      isBehindSpace = false
      result.append(scalar)
    }
    return result
  }

  private static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
    (0x3400...0x9FFF).contains(scalar.value) || "。，、《".unicodeScalars.contains(scalar)
  }
}
