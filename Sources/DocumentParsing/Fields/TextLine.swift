/// A line at the start or the end of a document, for reading fields.
struct TextLine {
  /// The line without blanks around it; empty where it is longer than ``limit``.
  let scalars: ArraySlice<Unicode.Scalar>
  let followsBlankLine: Bool

  /// In bytes; no line that states a field is longer.
  private static let limit = 400

  private init(_ bytes: ArraySlice<UInt8>, followsBlankLine: Bool) {
    var scalars: [Unicode.Scalar] = []
    if bytes.count <= Self.limit {
      scalars.reserveCapacity(bytes.count)
      // SAFETY: a line of valid UTF-8 is valid UTF-8.
      var decoder = UTF8Span(unchecked: bytes.span).makeUnicodeScalarIterator()
      while let scalar = decoder.next() { scalars.append(scalar) }
    }
    self.scalars = scalars.drop(while: \.isBlank)
    self.followsBlankLine = followsBlankLine
  }

  /// A line put together from several.
  init(_ scalars: ArraySlice<Unicode.Scalar>, followsBlankLine: Bool) {
    self.scalars = scalars
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
        lines.append(TextLine(line, followsBlankLine: rest.last == 0x0A))
      }
    }
    return lines.reversed()
  }
}
