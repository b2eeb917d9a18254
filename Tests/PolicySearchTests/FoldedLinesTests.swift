import Testing
import TextAnalysis

@testable import PolicySearch

@Suite struct `Folded lines` {
  /// Scalars of all kinds, with line breaks and combining marks often.
  private static func text(seed: UInt64) -> String {
    var random = SeededGenerator(seed: seed)
    let ranges: [ClosedRange<UInt32>] = [
      0x4E00...0x9FFF, 0x20...0x7E, 0x0A...0x0A, 0x0A...0x0A, 0x300...0x36F, 0x3000...0x30FF,
      0xFF00...0xFFEF, 0x2000...0x206F, 0x1100...0x11FF, 0xAC00...0xD7A3, 0x3099...0x309A,
      0x2_0000...0x2_A6DF, 0x1_F300...0x1_F6FF, 0xFDF0...0xFDFF, 0x3200...0x33FF, 0...0x10_FFFF,
    ]
    let kept = (0..<4).map { _ in ranges[Int.random(in: ranges.indices, using: &random)] }
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...60, using: &random) {
      let range = kept[Int.random(in: kept.indices, using: &random)]
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) {
        text.append(scalar)
      }
    }
    return String(text)
  }

  /// Few characters, so that a folder soon knows them all.
  private static func repetitiveText(seed: UInt64) -> String {
    var random = SeededGenerator(seed: seed)
    let characters: [Character] = [
      "甲", "乙", "。", "\n", "\n", " ", "\u{3000}", "a", "Ｂ", "1", "-", "é", "…", "𠀀", "㎡",
    ]
    return String((0..<300).map { _ in characters.randomElement(using: &random) ?? "甲" })
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `lead to the sources that the whole text leads to`(block: UInt64) throws {
    var folder = try TextFolder()
    var lines = FoldedLines()
    for seed in block * 50..<block * 50 + 50 {
      let string =
        seed.isMultiple(of: 2) ? Self.text(seed: seed) : Self.repetitiveText(seed: seed)
      let text = Array(string.utf8)
      let whole = folder.fold(string)
      lines.fold(text, utf16: Array(string.utf16).span, with: &folder)
      #expect(lines.units == whole.units, "seed \(seed)")
      for (unit, value) in whole.units.enumerated() where value != 0x20 {
        var expected = whole.sourceRange(of: unit..<unit + 1)
        // A mark that combines with a line break counts as a part of it, but not of the line.
        while !expected.isEmpty, text[expected.lowerBound] == 0x0A {
          expected = expected.lowerBound + 1..<expected.upperBound
        }
        let source = lines.sourceRange(of: unit..<unit + 1, in: text, with: &folder)
        #expect(
          source == expected || source == whole.sourceRange(of: unit..<unit + 1), "seed \(seed)")
        let line = lines.line(of: unit)
        let breaks = text[..<source.lowerBound].count { $0 == 0x0A }
        #expect(line == breaks || line == 0, "seed \(seed)")
      }
    }
  }

  @Test func `of any text give passages`() throws {
    let texts = (0..<150).map { "第\($0)件\n" + Self.text(seed: 5000 + $0) }
    let library = try TestLibrary(texts)
    let opened = try library.open()
    for query in ["第", "件 1", "\"件 a\"", "的", "a", "一 OR 1"] {
      for hit in try opened.search(SearchRequest(query: query, limit: 200)).hits {
        #expect((1...3).contains(hit.passages.count))
        for passage in hit.passages {
          var end = 0
          for match in passage.matches {
            #expect(match.lowerBound >= end && match.upperBound <= passage.text.utf16.count)
            end = match.upperBound
          }
        }
      }
    }
    let verified = try opened.verifyLiteral(count: 300, seed: 3)
    #expect(verified.checked == 300)
    #expect(verified.failures == [])
  }
}
