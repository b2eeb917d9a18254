/// The text of one document made ready for people and for the index, with the way back.
///
/// A paragraph is a line that ends with LF; of several blank lines one is left, before the first
/// line and after the last none. Behind the body stand the notices, a line each. The last line has
/// no LF. Blanks at line ends are cut, and blanks at the start of a line that is joined to the one
/// before; all else stands as it was.
struct CleanedText {
  /// Valid UTF-8.
  private(set) var text: [UInt8] = []
  /// Where the body ends, in bytes of ``text``; notices follow after one LF.
  private(set) var bodyEnd = 0
  private(set) var sourceMap = SourceMap()

  /// The line of the source that the text stands in once its last line break is passed.
  private var nextLine = 0

  /// Puts together the lines of a document in one pass.
  ///
  /// - Parameters:
  ///   - body: The lines of the body in their order.
  ///   - joined: For each line of the body, whether it goes on in the paragraph before it.
  ///   - notices: The lines set apart, in their order.
  ///   - source: What the lines are lines of.
  init(
    body: [TextLine], joined: [Bool], notices: [TextLine], source: Span<UInt8>
  ) {
    text.reserveCapacity(
      body.reduce(2 * body.count) { $0 + $1.source.kept.count }
        + notices.reduce(notices.count) { $0 + $1.source.kept.count })
    for index in body.indices {
      if index > 0, joined[index] {
        appendJoin(of: body[index - 1], and: body[index], in: source)
        continue
      }
      if index > 0 {
        appendBreak(0x0A, after: body[index - 1].source, in: source)
        if let blank = body[index].blankLine { append(blank: blank, in: source) }
      }
      append(body[index].source, in: source)
    }
    bodyEnd = text.count
    var last = body.last?.source
    for line in notices {
      if let last { appendBreak(0x0A, after: last, in: source) }
      append(line.source, in: source)
      last = line.source
    }
  }

  /// Goes on with a line; a space stands for the line break between Latin letters or digits.
  private mutating func appendJoin(
    of last: TextLine, and line: TextLine, in source: Span<UInt8>
  ) {
    let start = line.source.kept.lowerBound + line.indent.bytes
    if source[start] < 0x80, let before = text.last, before < 0x80 {
      appendBreak(0x20, after: last.source, in: source)
    }
    sourceMap.append(
      offset: text.count, line: line.source.number, column: line.indent.scalars + 1)
    append(source.extracting(start..<line.source.kept.upperBound))
  }

  private mutating func append(_ line: SourceLine, in source: Span<UInt8>) {
    if text.isEmpty || nextLine != line.number {
      sourceMap.append(offset: text.count, line: line.number, column: 1)
    }
    append(source.extracting(line.kept))
  }

  /// Appends the line break of a line, or what stands for it.
  private mutating func appendBreak(
    _ byte: UInt8, after line: SourceLine, in source: Span<UInt8>
  ) {
    if line.kept.upperBound < line.end {
      let column = scalarCount(of: source.extracting(line.kept.lowerBound..<line.end)) + 1
      sourceMap.append(offset: text.count, line: line.number, column: column)
    }
    text.append(byte)
    nextLine = line.number + 1
  }

  /// Appends the line break of a blank line.
  private mutating func append(blank line: SourceLine, in source: Span<UInt8>) {
    if nextLine != line.number || line.kept.upperBound < line.end {
      let column = scalarCount(of: source.extracting(line.kept.lowerBound..<line.end)) + 1
      sourceMap.append(offset: text.count, line: line.number, column: column)
    }
    text.append(0x0A)
    nextLine = line.number + 1
  }

  private mutating func append(_ bytes: Span<UInt8>) {
    // SAFETY: the pointer is used within the call only.
    bytes.withUnsafeBufferPointer { text.append(contentsOf: $0) }
  }
}
