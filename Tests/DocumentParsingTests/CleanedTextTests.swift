import Testing

@testable import DocumentParsing

@Suite struct `A cleaned text` {
  @Test(arguments: [
    ("", ""),
    (" \n　\n\t", ""),
    ("甲", "甲"),
    ("甲\n", "甲"),
    ("\n\n甲\n\n", "甲"),
    ("甲\r\n乙\r丙\n丁", "甲\n乙\n丙\n丁"),
    ("甲\n\n\n　\n\n乙", "甲\n\n乙"),
    ("甲\r\r乙", "甲\n\n乙"),
    ("　　甲 乙　 \t\n", "　　甲 乙"),
    ("甲\u{A0}\u{0C}\n乙", "甲\n乙"),
    ("甲\u{200B}\u{E000}乙", "甲\u{200B}\u{E000}乙"),
  ])
  func `has one kind of line break and no needless blanks`(source: String, text: String) {
    #expect(cleanedText(source) == text)
  }

  private func cleanedText(_ source: String) -> String {
    DocumentParser.parse(DecodedText(source), path: "文件.txt").first?.string ?? ""
  }

  /// The same, scalar by scalar.
  private func cleaned(_ source: String) -> String {
    var unified: [Unicode.Scalar] = []
    var previous: Unicode.Scalar = " "
    for scalar in source.unicodeScalars {
      if scalar != "\n" || previous != "\r" { unified.append(scalar == "\r" ? "\n" : scalar) }
      previous = scalar
    }
    var lines: [String] = []
    for line in unified.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = line
      while let last = line.last, " 　\t".unicodeScalars.contains(last) { line.removeLast() }
      if !line.isEmpty || lines.last?.isEmpty == false { lines.append(String(line)) }
    }
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `is what a plain reading of the rules gives`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet = ["一", "b", " ", "　", "\t", "\n", "\n", "\r\n", "\r"]
    let source = (0..<Int.random(in: 0...60, using: &generator))
      .map { _ in alphabet.randomElement(using: &generator) ?? "" }.joined()
    #expect(cleanedText(source) == cleaned(source), "seed \(seed)")
  }
}
