/// A line at the start or the end of a document, for reading fields.
struct TextLine {
  /// The line without blanks around it; of a long line the first ``limit`` bytes only, which no line
  /// that names a field reaches.
  let scalars: ArraySlice<Unicode.Scalar>
  /// Whether ``scalars`` is the whole line.
  let isWhole: Bool
  let followsBlankLine: Bool

  /// In bytes.
  static let limit = 600

  init(_ bytes: ArraySlice<UInt8>, followsBlankLine: Bool) {
    let line = String(decoding: bytes.prefix(Self.limit), as: UTF8.self).unicodeScalars
    scalars = Array(line)[...].drop(while: \.properties.isWhitespace)
    isWhole = bytes.count <= Self.limit
    self.followsBlankLine = followsBlankLine
  }

  /// A line put together from several.
  init(_ scalars: ArraySlice<Unicode.Scalar>, followsBlankLine: Bool) {
    self.scalars = scalars
    isWhole = true
    self.followsBlankLine = followsBlankLine
  }

  /// The first lines that are not blank, at most `count`.
  static func first(_ count: Int, of text: [UInt8]) -> [TextLine] {
    var lines: [TextLine] = []
    var rest = text[...]
    var followsBlankLine = false
    while lines.count < count, !rest.isEmpty {
      let line = rest.prefix { $0 != 0x0A }
      rest = rest.dropFirst(line.count + 1)
      if !line.isEmpty { lines.append(TextLine(line, followsBlankLine: followsBlankLine)) }
      followsBlankLine = line.isEmpty
    }
    return lines
  }

  /// The last lines that are not blank, at most `count`, in their order.
  static func last(_ count: Int, of text: [UInt8]) -> [TextLine] {
    var lines: [TextLine] = []
    var rest = text[...]
    while lines.count < count, !rest.isEmpty {
      let line = rest.suffix(from: rest.lastIndex(of: 0x0A).map { $0 + 1 } ?? rest.startIndex)
      rest = rest.dropLast(line.count + 1)
      if !line.isEmpty {
        lines.append(TextLine(line, followsBlankLine: rest.isEmpty || rest.last == 0x0A))
      }
    }
    return lines.reversed()
  }
}
