import Glibc

/// The lines of a source, which end with LF, CR LF or CR.
struct SourceLines: ~Escapable {
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
