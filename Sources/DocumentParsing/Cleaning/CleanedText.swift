import Glibc

/// A source text made ready for people and for the index, with the way back.
///
/// Lines end with LF; blanks at the end of a line are cut; of several blank lines one is left, before
/// the first line and after the last none; the last line has no LF. All else stands as it was.
struct CleanedText {
  /// Valid UTF-8.
  private(set) var text: [UInt8] = []
  private(set) var sourceMap = SourceMap()

  /// Cleans valid UTF-8 in one pass.
  init(_ source: Span<UInt8>) {
    text.reserveCapacity(source.count)
    var lines = SourceLines(source)
    var last: SourceLine?
    var blank: SourceLine?
    while let line = lines.next() {
      if line.kept.isEmpty {
        blank = blank ?? line
        continue
      }
      if let last {
        appendBreak(after: last, in: source)
        if let blank { appendBreak(after: blank, in: source) }
      }
      let follows = (blank ?? last).map { $0.number + 1 }
      if text.isEmpty || follows != line.number {
        sourceMap.append(offset: text.count, line: line.number, column: 1)
      }
      append(source.extracting(line.kept))
      last = line
      blank = nil
    }
  }

  private mutating func appendBreak(after line: SourceLine, in source: Span<UInt8>) {
    if line.kept.upperBound < line.end {
      let column = scalarCount(of: source.extracting(line.kept.lowerBound..<line.end)) + 1
      sourceMap.append(offset: text.count, line: line.number, column: column)
    }
    text.append(0x0A)
  }

  private mutating func append(_ bytes: Span<UInt8>) {
    // SAFETY: the pointer is used within the call only.
    bytes.withUnsafeBufferPointer { text.append(contentsOf: $0) }
  }
}

/// A line of the source; offsets in bytes.
private struct SourceLine {
  /// From 1.
  var number: Int
  /// The line without the blanks at its end.
  var kept: Range<Int>
  /// Where its line break stands.
  var end: Int
}

/// The lines of a source, which end with LF, CR LF or CR.
private struct SourceLines: ~Escapable {
  private let source: Span<UInt8>
  private var start = 0
  private var number = 0
  // The next of each at or after `start`; kept, so that a source with one kind only is not searched
  // to its end for the other once a line.
  private var lineFeed: Int
  private var carriageReturn: Int

  @_lifetime(copy source)
  init(_ source: Span<UInt8>) {
    self.source = source
    lineFeed = Self.offset(of: 0x0A, in: source, from: 0)
    carriageReturn = Self.offset(of: 0x0D, in: source, from: 0)
  }

  @_lifetime(self: copy self)
  mutating func next() -> SourceLine? {
    guard start < source.count else { return nil }
    if lineFeed < start { lineFeed = Self.offset(of: 0x0A, in: source, from: start) }
    if carriageReturn < start { carriageReturn = Self.offset(of: 0x0D, in: source, from: start) }
    let end = min(lineFeed, carriageReturn)
    number += 1
    let line = SourceLine(number: number, kept: start..<keptEnd(end), end: end)
    start = end + (carriageReturn + 1 == lineFeed ? 2 : 1)
    return line
  }

  /// Where the line that ends at `end` ends without blanks: space, tab, VT, FF, U+00A0, U+3000.
  private func keptEnd(_ end: Int) -> Int {
    var end = end
    while end > start {
      switch source[end - 1] {
      case 0x20, 0x09, 0x0B, 0x0C: end -= 1
      case 0xA0 where end - start >= 2 && source[end - 2] == 0xC2: end -= 2
      case 0x80 where end - start >= 3 && source[end - 2] == 0x80 && source[end - 3] == 0xE3:
        end -= 3
      default: return end
      }
    }
    return end
  }

  /// The first offset of `byte` at or after `start`, or the number of bytes.
  private static func offset(of byte: UInt8, in source: Span<UInt8>, from start: Int) -> Int {
    source.withUnsafeBufferPointer { bytes in
      // SAFETY: `start` is at most the count: `next` asks only while it is less.
      guard let base = bytes.baseAddress, start < bytes.count,
        let found = memchr(base + start, Int32(byte), bytes.count - start)
      else { return bytes.count }
      return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }
}
