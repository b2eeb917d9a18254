import Glibc

/// The lines of a source, which end with LF, CR LF or CR.
struct SourceLines: ~Escapable {
  private let source: Span<UInt8>
  private var start: Int
  private var number = 0
  // The next of each at or after `start`; kept, so that a source with one kind only is not searched
  // to its end for the other once a line.
  private var lineFeed: Int
  private var carriageReturn: Int

  /// - Parameter start: Where the first line begins.
  @_lifetime(copy source)
  init(_ source: Span<UInt8>, from start: Int = 0) {
    self.source = source
    self.start = start
    lineFeed = source.firstOffset(of: 0x0A, from: start, to: source.count)
    carriageReturn = source.firstOffset(of: 0x0D, from: start, to: source.count)
  }

  @_lifetime(self: copy self)
  mutating func next() -> SourceLine? {
    guard start < source.count else { return nil }
    if lineFeed < start { lineFeed = source.firstOffset(of: 0x0A, from: start, to: source.count) }
    if carriageReturn < start {
      carriageReturn = source.firstOffset(of: 0x0D, from: start, to: source.count)
    }
    let end = min(lineFeed, carriageReturn)
    number += 1
    let line = SourceLine(number: number, kept: start..<keptEnd(end), end: end)
    start = end + (carriageReturn + 1 == lineFeed ? 2 : 1)
    return line
  }

  /// Where the line that ends at `end` ends without blanks, those of `Unicode.Scalar.isBlank`.
  private func keptEnd(_ end: Int) -> Int {
    var end = end
    while end > start {
      switch source[end - 1] {
      case 0x20, 0x09, 0x0B, 0x0C: end -= 1
      case 0xA0 where end - start >= 2 && source[end - 2] == 0xC2: end -= 2
      case 0x80 where end - start >= 3 && source[end - 2] == 0x80 && source[end - 3] == 0xE3:
        end -= 3
      // U+2000...U+200A, U+202F
      case 0x80...0x8A, 0xAF:
        guard end - start >= 3, source[end - 2] == 0x80, source[end - 3] == 0xE2 else { return end }
        end -= 3
      default: return end
      }
    }
    return end
  }
}

extension Span<UInt8> {
  /// The first offset of `byte` in a range, or its end.
  func firstOffset(of byte: UInt8, from start: Int, to end: Int) -> Int {
    withUnsafeBufferPointer { bytes in
      precondition(start >= 0 && end <= bytes.count)
      guard let base = bytes.baseAddress, start < end,
        // SAFETY: the range lies within the bytes.
        let found = memchr(base + start, Int32(byte), end - start)
      else { return end }
      return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }
}
