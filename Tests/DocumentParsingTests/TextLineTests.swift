import Testing

@testable import DocumentParsing

@Suite struct `The lines of a text` {
  /// What is read from the bytes of a line against its decoded characters, on lines of few characters so that
  /// those that are not seen, blanks and closing marks stand everywhere.
  @Test(arguments: 0..<200 as Range<UInt64>)
  func `begin and end as their characters say`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let characters = Array("一企自。，；”）* a1\u{3000}\u{A0}\u{200B}\u{FEFF}𠀀é".unicodeScalars)
    func line() -> String {
      let isLong = Int.random(in: 0..<8, using: &generator) == 0
      var line = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: isLong ? 120...180 : 0...9, using: &generator) {
        line.append(characters.randomElement(using: &generator) ?? "一")
      }
      return String(line)
    }
    let texts = (0..<60).map { _ in line() }
    let mark = [0xEF, 0xBB, 0xBF] as [UInt8]
    let start = seed.isMultiple(of: 2) ? 0 : mark.count
    let bytes = mark.prefix(start) + Array(texts.joined(separator: "\n").utf8)
    let lines = TextLine.all(of: Array(bytes), from: start)
    #expect(
      lines.map(\.source.number)
        == texts.indices.filter { !texts[$0].unicodeScalars.allSatisfy(\.isBlank) }.map { $0 + 1 })
    for line in lines {
      let text = Array(texts[line.source.number - 1].unicodeScalars.drop(while: \.isBlank))
      let seen = text.filter { !$0.isInvisible }
      let whole = seen.drop(while: \.isBlank).reversed().drop(while: \.isBlank).reversed()
      if line.isWhole {
        #expect(Array(line.scalars) == (whole.isEmpty ? [text[0]] : Array(whole)))
      } else {
        #expect(line.scalars.isEmpty)
        #expect(line.opening.count <= TextLine.openingLimit)
        #expect(seen.drop(while: \.isBlank).starts(with: line.opening.dropLast(3)))
      }
      let decoded = line.decodedOnce
      #expect(line.first == decoded.opening.first)
      #expect(line.last == decoded.closing.last)
      #expect(line.endsSentence == decoded.endsSentence)
      #expect(line.opening == decoded.opening)
      #expect(line.numbering == Numbering(decoded.opening))
      for scalar in ["自", "企"] as [Unicode.Scalar] where decoded.mayHold(scalar) {
        #expect(line.mayHold(scalar))
      }
      #expect(!line.mayHold("丐"))
    }
  }
}
