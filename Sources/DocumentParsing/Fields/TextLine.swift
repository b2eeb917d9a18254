/// A line of a source that is not blank, decoded as far as rules look at it.
struct TextLine {
  let source: SourceLine
  /// The first of the blank lines right above it.
  let blankLine: SourceLine?
  /// The blanks the line begins with.
  let indent: (scalars: Int, bytes: Int)
  /// The whole line where it is short, else its opening and closing; a part of what ``all(of:)``
  /// decoded for all lines, so that a line costs no memory of its own.
  private let decoded: ArraySlice<Unicode.Scalar>
  private let isWhole: Bool

  /// The first scalar of the line and its last, blanks aside.
  let first: Unicode.Scalar
  let last: Unicode.Scalar
  /// Whether a sentence or an enumeration ends with the line, quotes and brackets behind it aside.
  let endsSentence: Bool

  /// The line without blanks around it; empty where it is longer than ``limit``.
  var scalars: ArraySlice<Unicode.Scalar> { isWhole ? decoded : [] }

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

  /// The same line with more words to it, put together from several.
  init(_ line: TextLine, extendedTo scalars: ArraySlice<Unicode.Scalar>) {
    source = line.source
    blankLine = line.blankLine
    indent = line.indent
    decoded = scalars
    isWhole = true
    first = line.first
    last = scalars.last ?? line.last
    endsSentence = Self.endsSentence(scalars.suffix(3))
  }

  private init(_ draft: Draft, decoded: ArraySlice<Unicode.Scalar>) {
    source = draft.source
    blankLine = draft.blankLine
    indent = draft.indent
    isWhole = draft.source.kept.count <= Self.limit
    self.decoded = decoded
    // No line is empty.
    first = decoded[decoded.startIndex]
    last = decoded[decoded.endIndex - 1]
    endsSentence = Self.endsSentence(decoded.suffix(3))
  }

  private static func endsSentence(_ closing: ArraySlice<Unicode.Scalar>) -> Bool {
    for scalar in closing.reversed() {
      switch scalar {
      case "”", "’", "」", "』", "）", ")", "*", "\"": continue
      case "。", "！", "？", "；", "：", "…", "!", "?", ";", ":", ".": return true
      default: return false
      }
    }
    return false
  }
}

extension TextLine {
  /// A line whose scalars stand in an array that is still growing.
  private struct Draft {
    var source: SourceLine
    var blankLine: SourceLine?
    var indent: (scalars: Int, bytes: Int)
    /// Where its scalars end; they begin where those of the line before do.
    var end: Int
  }

  /// The lines of a text that are not blank, in their order.
  ///
  /// - Parameter text: Valid UTF-8.
  static func all(of text: Span<UInt8>) -> [TextLine] {
    var drafts: [Draft] = []
    // A scalar takes a byte at least.
    let scalars = [Unicode.Scalar](unsafeUninitializedCapacity: text.count) { scalars, count in
      var sourceLines = SourceLines(text)
      var blank: SourceLine?
      while let line = sourceLines.next() {
        if line.kept.isEmpty {
          blank = blank ?? line
          continue
        }
        let indent = decode(text.extracting(line.kept), to: scalars, from: &count)
        drafts.append(Draft(source: line, blankLine: blank, indent: indent, end: count))
        blank = nil
      }
    }
    var start = 0
    return drafts.map { draft in
      defer { start = draft.end }
      return TextLine(draft, decoded: scalars[start..<draft.end])
    }
  }

  /// Adds a line's scalars as far as rules look at them, and tells what blanks it begins with.
  ///
  /// Characters that are not seen are left out, so that they neither hide a date nor stand in a title,
  /// unless the line holds nothing else.
  private static func decode(
    _ line: Span<UInt8>, to scalars: UnsafeMutableBufferPointer<Unicode.Scalar>,
    from count: inout Int
  ) -> (scalars: Int, bytes: Int) {
    var indent = (scalars: 0, bytes: 0)
    while indent.bytes < line.count {
      let (scalar, width) = line.scalar(at: indent.bytes)
      guard scalar.isBlank else { break }
      indent.scalars += 1
      indent.bytes += width
    }
    let start = count
    let isWhole = line.count <= limit
    let end = start + (isWhole ? line.count : openingLimit)
    var offset = indent.bytes
    while offset < line.count, count < end {
      offset = decodeIdeographs(at: offset, of: line, to: scalars, from: &count, upTo: end)
      guard offset < line.count, count < end else { break }
      offset = decode(at: offset, of: line, to: scalars, from: &count)
    }
    if !isWhole {
      offset = line.count
      for _ in 0..<3 { offset = line.offset(before: offset) }
      while offset < line.count {
        offset = decode(at: offset, of: line, to: scalars, from: &count)
      }
    }
    // Blanks may stand beside what was left out.
    let seen = scalars[start..<count]
    if let first = seen.first, first.isBlank {
      count = start
      for scalar in seen.drop(while: \.isBlank) {
        scalars[count] = scalar
        count += 1
      }
    }
    while count > start, scalars[count - 1].isBlank { count -= 1 }
    if count == start {
      let (scalar, _) = line.scalar(at: indent.bytes)
      // SAFETY: the line holds a character that was left out, so there is room for it.
      scalars.initializeElement(at: count, to: scalar)
      count += 1
    }
    return indent
  }

  /// Adds the characters U+4000 to U+9FFF, most of a text and all of them seen, from an offset on that
  /// follow one another, but for the last of the line; returns where they end.
  private static func decodeIdeographs(
    at offset: Int, of line: Span<UInt8>,
    to scalars: UnsafeMutableBufferPointer<Unicode.Scalar>, from count: inout Int, upTo end: Int
  ) -> Int {
    var offset = offset
    line.withUnsafeBytes { line in
      while offset + 4 <= line.count, count < end {
        // SAFETY: 4 bytes from the offset end at or before the count.
        let word = UInt32(littleEndian: line.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        guard 0xE4...0xE9 ~= word & 0xFF else { return }
        let value = (word & 0x0F) &<< 12 | word &>> 2 & 0x0FC0 | word &>> 16 & 0x3F
        // SAFETY: there is room as in `decode`; these are scalar values.
        scalars.initializeElement(at: count, to: unsafeBitCast(value, to: Unicode.Scalar.self))
        count &+= 1
        offset &+= 3
      }
    }
    return offset
  }

  private static func decode(
    at offset: Int, of line: Span<UInt8>,
    to scalars: UnsafeMutableBufferPointer<Unicode.Scalar>, from count: inout Int
  ) -> Int {
    let (scalar, width) = line.scalar(at: offset)
    guard !scalar.isInvisible else { return offset + width }
    // SAFETY: what the lines hold is not more than the bytes of the text, for which there is room.
    scalars.initializeElement(at: count, to: scalar)
    count += 1
    return offset + width
  }
}
