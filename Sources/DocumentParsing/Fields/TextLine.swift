/// A line of a source that is not blank, read as far as every line is looked at: its first scalar and its
/// last. The words of it are decoded for those who ask, which most lines are never asked for.
struct TextLine {
  let source: SourceLine
  /// The first of the blank lines right above it.
  let blankLine: SourceLine?
  /// The blanks the line begins with.
  let indent: (scalars: Int, bytes: Int)
  private let words: Words
  /// Whether ``decoded`` is the whole line.
  let isWhole: Bool

  /// The first scalar of the line and its last, blanks aside.
  let first: Unicode.Scalar
  let last: Unicode.Scalar
  /// Whether a sentence or an enumeration ends with the line, quotes and brackets behind it aside.
  let endsSentence: Bool

  /// The line without blanks around it; empty where it is longer than ``limit``. Cost, as of ``opening`` and
  /// ``closing``: a decoding of the line, but for one that is ``decodedOnce``.
  var scalars: ArraySlice<Unicode.Scalar> { isWhole ? decoded : [] }

  /// The first scalars of the line, at most ``openingLimit``; never empty.
  var opening: ArraySlice<Unicode.Scalar> { decoded.prefix(Self.openingLimit) }

  /// The last three scalars, fewer where the line has no more.
  var closing: ArraySlice<Unicode.Scalar> { decoded.suffix(3) }

  /// The number that the line begins with.
  var numbering: Numbering? { Numbering.canBegin(with: first) ? Numbering(opening) : nil }

  var followsBlankLine: Bool { blankLine != nil }

  /// In bytes, without the indent.
  var byteCount: Int { source.kept.count - indent.bytes }

  /// The same line, for rules that look at it again and again.
  var decodedOnce: TextLine { TextLine(self, decoded: Array(decoded), isWhole: isWhole) }

  /// In bytes; no line that states a field is longer.
  static let limit = 400

  /// Enough for the longest number of a heading and a short clause behind it.
  static let openingLimit = 40

  /// Where ``decoded`` is read from.
  private enum Words {
    /// The text that ``source`` is a part of, shared by all lines: a line costs no memory of its own.
    case encoded([UInt8])
    case decoded([Unicode.Scalar])
  }

  /// The same line with more words to it, put together from several.
  init(_ line: TextLine, extendedTo scalars: ArraySlice<Unicode.Scalar>) {
    self.init(line, decoded: Array(scalars), isWhole: true)
  }

  private init(_ line: TextLine, decoded: [Unicode.Scalar], isWhole: Bool) {
    source = line.source
    blankLine = line.blankLine
    indent = line.indent
    words = .decoded(decoded)
    self.isWhole = isWhole
    first = line.first
    last = decoded.last ?? line.last
    endsSentence = Self.endsSentence(decoded.suffix(3))
  }

  /// Reads the ends of a line that is not blank.
  ///
  /// - Parameter text: Valid UTF-8.
  private init(_ source: SourceLine, after blankLine: SourceLine?, in text: [UInt8]) {
    self.source = source
    self.blankLine = blankLine
    words = .encoded(text)
    isWhole = source.kept.count <= Self.limit
    let line = text.span.extracting(source.kept)
    let indent = Self.indent(of: line)
    self.indent = indent
    let (first, _) = line.scalar(at: indent.bytes)
    let (last, _) = line.scalar(at: line.offset(before: line.count))
    // Where one is not seen, or more than the last has to be looked at, it is as the decoded line has it.
    if !first.isInvisible, !last.isInvisible, let ends = Self.endsSentence(with: last) {
      (self.first, self.last, endsSentence) = (first, last, ends)
    } else {
      let decoded = Self.decode(line, from: indent.bytes)
      self.first = decoded[0]
      self.last = decoded[decoded.count - 1]
      endsSentence = Self.endsSentence(decoded.suffix(3))
    }
  }

  /// The whole line where it is short, else its opening and closing.
  private var decoded: ArraySlice<Unicode.Scalar> {
    switch words {
    case .encoded(let text): Self.decode(text.span.extracting(source.kept), from: indent.bytes)[...]
    case .decoded(let scalars): scalars[...]
    }
  }

  /// Whether a character of three bytes may stand in ``decoded``: none that does is missed.
  func mayHold(_ scalar: Unicode.Scalar) -> Bool {
    guard case .encoded(let text) = words else { return decoded.contains(scalar) }
    // The last two of its bytes: few other characters have them.
    let middle = UInt8(truncatingIfNeeded: 0x80 | scalar.value >> 6 & 0x3F)
    let last = UInt8(truncatingIfNeeded: 0x80 | scalar.value & 0x3F)
    let bytes = text.span
    var place = source.kept.lowerBound
    while true {
      place = bytes.firstOffset(of: last, from: place, to: source.kept.upperBound)
      guard place < source.kept.upperBound else { return false }
      if bytes[place - 1] == middle { return true }
      place += 1
    }
  }

  private static func endsSentence(_ closing: ArraySlice<Unicode.Scalar>) -> Bool {
    for scalar in closing.reversed() {
      if let ends = endsSentence(with: scalar) { return ends }
    }
    return false
  }

  /// Whether a sentence ends with this; nil where what stands before it tells.
  private static func endsSentence(with last: Unicode.Scalar) -> Bool? {
    switch last {
    case "”", "’", "」", "』", "）", ")", "*", "\"": nil
    case "。", "！", "？", "；", "：", "…", "!", "?", ";", ":", ".": true
    default: false
    }
  }
}

extension TextLine {
  /// The lines of a text that are not blank, in their order.
  ///
  /// - Parameters:
  ///   - text: Valid UTF-8 from `start` on.
  ///   - start: Where the text begins.
  static func all(of text: [UInt8], from start: Int) -> [TextLine] {
    var lines: [TextLine] = []
    // Lines of some forty characters; where they are shorter, there is more to copy.
    lines.reserveCapacity(text.count / 128 + 1)
    var sourceLines = SourceLines(text.span, from: start)
    var blank: SourceLine?
    while let line = sourceLines.next() {
      if line.kept.isEmpty {
        blank = blank ?? line
        continue
      }
      lines.append(TextLine(line, after: blank, in: text))
      blank = nil
    }
    return lines
  }

  private static func indent(of line: Span<UInt8>) -> (scalars: Int, bytes: Int) {
    var indent = (scalars: 0, bytes: 0)
    while indent.bytes < line.count {
      let (scalar, width) = line.scalar(at: indent.bytes)
      guard scalar.isBlank else { break }
      indent.scalars += 1
      indent.bytes += width
    }
    return indent
  }

  /// A line's scalars behind its indent, as far as rules look at them; never empty.
  ///
  /// Characters that are not seen are left out, so that they neither hide a date nor stand in a title,
  /// unless the line holds nothing else.
  private static func decode(_ line: Span<UInt8>, from indent: Int) -> [Unicode.Scalar] {
    let isWhole = line.count <= limit
    // A scalar takes a byte at least.
    let end = isWhole ? line.count : openingLimit
    var decoded: [Unicode.Scalar] = []
    decoded.append(addingCapacity: end + 3) { output in
      output.withUnsafeMutableBufferPointer { scalars, count in
        var offset = indent
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
        let seen = scalars[..<count]
        if let first = seen.first, first.isBlank {
          count = 0
          for scalar in seen.drop(while: \.isBlank) {
            scalars[count] = scalar
            count += 1
          }
        }
        while count > 0, scalars[count - 1].isBlank { count -= 1 }
        if count == 0 {
          let (scalar, _) = line.scalar(at: indent)
          // SAFETY: there is room for one at least.
          scalars.initializeElement(at: count, to: scalar)
          count += 1
        }
      }
    }
    return decoded
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
    // SAFETY: there is room for the bytes of a whole line, and else for the opening and three more.
    scalars.initializeElement(at: count, to: scalar)
    count += 1
    return offset + width
  }
}
