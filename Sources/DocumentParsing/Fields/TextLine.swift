/// A line of a source that is not blank, decoded as far as rules look at it.
struct TextLine {
  let source: SourceLine
  /// The first of the blank lines right above it.
  let blankLine: SourceLine?
  /// The blanks the line begins with.
  let indent: (scalars: Int, bytes: Int)
  /// The whole line where it is short, else its opening and closing. One array keeps copies cheap.
  private let decoded: [Unicode.Scalar]
  private let isWhole: Bool

  /// The line without blanks around it; empty where it is longer than ``limit``.
  var scalars: ArraySlice<Unicode.Scalar> { isWhole ? decoded[...] : [] }

  /// The first scalars of the line, at most ``openingLimit``; never empty.
  var opening: ArraySlice<Unicode.Scalar> { decoded.prefix(Self.openingLimit) }

  /// The last three scalars, fewer where the line has no more.
  var closing: ArraySlice<Unicode.Scalar> { decoded.suffix(3) }

  var followsBlankLine: Bool { blankLine != nil }

  /// In bytes, without the indent.
  var byteCount: Int { source.kept.count - indent.bytes }

  /// In bytes; no line that states a field is longer.
  static let limit = 400

  /// Enough for the longest number of a heading and a short clause behind it.
  static let openingLimit = 40

  private init(_ source: SourceLine, blankLine: SourceLine?, in text: Span<UInt8>) {
    self.source = source
    self.blankLine = blankLine
    let bytes = text.extracting(source.kept)
    let isWhole = bytes.count <= Self.limit
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(isWhole ? bytes.count / 2 : Self.openingLimit + 3)
    // SAFETY: a line of valid UTF-8 is valid UTF-8.
    var decoder = UTF8Span(unchecked: bytes).makeUnicodeScalarIterator()
    var indent = (scalars: 0, bytes: 0)
    while let scalar = decoder.next() {
      if scalars.isEmpty, scalar.isBlank {
        indent.scalars += 1
        indent.bytes += UTF8.width(scalar)
        continue
      }
      scalars.append(scalar)
      if !isWhole, scalars.count == Self.openingLimit { break }
    }
    self.indent = indent
    if !isWhole { scalars += Self.lastThree(of: bytes) }
    decoded = scalars
    self.isWhole = isWhole
  }

  private static func lastThree(of bytes: Span<UInt8>) -> [Unicode.Scalar] {
    var start = bytes.count
    for _ in 0..<3 where start > 0 {
      start -= 1
      while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    }
    var scalars: [Unicode.Scalar] = []
    // SAFETY: valid UTF-8 cut before a leading byte is valid UTF-8.
    var decoder = UTF8Span(unchecked: bytes.extracting(start...)).makeUnicodeScalarIterator()
    while let scalar = decoder.next() { scalars.append(scalar) }
    return scalars
  }

  /// The same line with more words to it, put together from several.
  init(_ line: TextLine, extendedTo scalars: ArraySlice<Unicode.Scalar>) {
    source = line.source
    blankLine = line.blankLine
    indent = line.indent
    decoded = Array(scalars)
    isWhole = true
  }

  /// The lines of a text that are not blank, in their order.
  static func all(of text: Span<UInt8>) -> [TextLine] {
    var lines: [TextLine] = []
    var sourceLines = SourceLines(text)
    var blank: SourceLine?
    while let line = sourceLines.next() {
      if line.kept.isEmpty {
        blank = blank ?? line
      } else {
        lines.append(TextLine(line, blankLine: blank, in: text))
        blank = nil
      }
    }
    return lines
  }
}
