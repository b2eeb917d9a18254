import Testing

@testable import DocumentParsing

/// The source's lines as editors count them, each with its line break.
func sourceLines(of source: String) -> [[Unicode.Scalar]] {
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

/// Checks the properties that make the map right: every character of every document's text stands at
/// its place, and every character of the source that is no blank stands in exactly one text.
///
/// Where lines are joined a space may stand for the line break; the break before the notices may lead
/// to the end of the source.
func expectEveryCharacterFound(
  _ source: String, path: String = "文件.txt", _ comment: Comment,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let lines = sourceLines(of: source)
  var missing: Set<SourcePosition> = []
  for (line, scalars) in lines.enumerated() {
    for (column, scalar) in scalars.enumerated() where !isBlank(scalar) {
      missing.insert(SourcePosition(line: line + 1, column: column + 1))
    }
  }
  for document in DocumentParser.parse(DecodedText(source), path: path) {
    var offsets: [Int] = []
    var offset = 0
    for scalar in document.string.unicodeScalars {
      offsets.append(offset)
      offset += UTF8.width(scalar)
    }
    let positions = document.sourceMap.positions(of: offsets, in: document.text)
    for (scalar, position) in zip(document.string.unicodeScalars, positions) {
      let line = lines[position.line - 1]
      let found = position.column <= line.count ? line[position.column - 1] : "\n"
      let isBreak = found == "\n" || found == "\r"
      if !(found == scalar || (isBreak && (scalar == "\n" || scalar == " "))) {
        Issue.record(
          "\(comment): \(position) holds another character", sourceLocation: sourceLocation)
        return
      }
      if !isBlank(scalar), missing.remove(position) == nil {
        Issue.record(
          "\(comment): \(position) stands in the text twice", sourceLocation: sourceLocation)
        return
      }
    }
    // Looked up alone, a place costs a pass over the text before it: all of a short text, some of a long one.
    for index in stride(from: 0, to: offsets.count, by: 1 + offsets.count / 1_000) {
      let position = document.sourceMap.position(of: offsets[index], in: document.text)
      #expect(position == positions[index], comment, sourceLocation: sourceLocation)
    }
    #expect(
      [0, document.text.count].contains(document.bodyEnd)
        || document.text[document.bodyEnd] == 0x0A, comment,
      sourceLocation: sourceLocation)
  }
  #expect(missing.isEmpty, comment, sourceLocation: sourceLocation)
}

private func isBlank(_ scalar: Unicode.Scalar) -> Bool {
  scalar == "\n" || scalar == "\r" || scalar.isBlank
}
