import Testing

@testable import DocumentParsing

/// The source's lines as editors count them, each with its line break.
private func lines(of source: String) -> [[Unicode.Scalar]] {
  var lines: [[Unicode.Scalar]] = [[]]
  let scalars = Array(source.unicodeScalars)
  for (index, scalar) in scalars.enumerated() {
    lines[lines.count - 1].append(scalar)
    let isCarriageReturn =
      scalar == "\r" && (index + 1 == scalars.count || scalars[index + 1] != "\n")
    if scalar == "\n" || isCarriageReturn { lines.append([]) }
  }
  return lines
}

/// Checks the property that makes the map right: every character of the text stands at its place.
func expectEveryCharacterFound(_ source: String, _ comment: Comment) {
  let cleaned = CleanedText(DecodedText(source).utf8)
  let lines = lines(of: source)
  let text = String(decoding: cleaned.text, as: UTF8.self)
  var offsets: [Int] = []
  var positions: [SourcePosition] = []
  var offset = 0
  for scalar in text.unicodeScalars {
    let position = cleaned.sourceMap.position(of: offset, in: cleaned.text)
    let line = lines[position.line - 1]
    guard line.indices.contains(position.column - 1) else {
      Issue.record("\(comment): \(position) is outside of the source")
      return
    }
    let found = line[position.column - 1]
    guard found == scalar || (scalar == "\n" && found == "\r") else {
      Issue.record("\(comment): \(position) holds another character")
      return
    }
    offsets.append(offset)
    positions.append(position)
    offset += UTF8.width(scalar)
  }
  #expect(cleaned.sourceMap.positions(of: offsets, in: cleaned.text) == positions, comment)
}
