/// The code of fewer than 128 integers, the other form of an ``IntegerBlock``.
///
///     header              1 byte    bits 0–5: width w, 0...32; bit 6: 0; bit 7: unary parts follow
///     low bits            the w low bits of every value, packed back to back, low bits first
///     and with unary parts (then w is at most 31), from the next bit on
///       unary             for every value: value >> w zero bits and a one bit
///
/// The end is filled up to a byte with zeros. The unary form is a Golomb–Rice code (Rice and Plaunt,
/// "Adaptive Variable-Length Coding", 1971): values whose frequency falls with their size, as that of
/// gaps does, take half a bit less than in any one width, and so few values cannot bear a list of
/// exceptions. A code is never larger than that of the greatest value's width.
enum ShortBlock {
  private static let unaryFollows: UInt8 = 0x80

  /// Writes the code of `count` values, 1 to 127; see ``IntegerBlock/encode(_:count:to:)``.
  static func encode(
    _ values: UnsafePointer<UInt32>, count: Int, to output: UnsafeMutableRawPointer
  ) -> Int {
    let (width, isUnary, size) = smallest(for: values, count: count)
    output.storeBytes(of: UInt8(width) | (isUnary ? unaryFollows : 0), as: UInt8.self)
    if isUnary {
      RicePacking.pack(values, count: count, width: width, to: output + 1)
    } else {
      BitPacking.pack(values, count: count, width: width, to: output + 1)
    }
    return 1 + size
  }

  /// Decodes `count` values, 1 to 127; see ``IntegerBlock/decode(_:count:to:)``.
  static func decode(
    _ source: UnsafeRawBufferPointer, count: Int, to destination: UnsafeMutablePointer<UInt32>
  ) -> Int? {
    guard let header = header(source, count: count), let start = source.baseAddress else {
      return nil
    }
    // SAFETY: the header has checked that the low bits lie within `source`.
    BitPacking.unpack(
      start + 1, available: source.count - 1, range: 0..<count, width: header.width,
      to: destination)
    guard header.isUnary else { return header.lowSize + 1 }
    let code = UnsafeRawBufferPointer(rebasing: source[1..<min(source.count, 1 + count * 4)])
    return RicePacking.addUnary(from: code, count: count, width: header.width, to: destination)
      .map { 1 + $0 }
  }

  /// The size in bytes of a code; see ``IntegerBlock/encodedSize(_:count:)``. Looks at every eight
  /// bytes of the unary parts.
  static func encodedSize(_ source: UnsafeRawBufferPointer, count: Int) -> Int? {
    guard let header = header(source, count: count) else { return nil }
    guard header.isUnary else { return header.lowSize + 1 }
    let code = UnsafeRawBufferPointer(rebasing: source[1..<min(source.count, 1 + count * 4)])
    return RicePacking.size(of: code, count: count, width: header.width).map { 1 + $0 }
  }

  /// What a header says, or `nil` if it is none or the low bits exceed `source`.
  private static func header(
    _ source: UnsafeRawBufferPointer, count: Int
  ) -> (width: Int, isUnary: Bool, lowSize: Int)? {
    guard let byte = source.first else { return nil }
    let width = Int(byte & ~unaryFollows)
    let isUnary = byte & unaryFollows != 0
    let lowSize = BitPacking.size(count: count, width: width)
    guard width <= (isUnary ? 31 : 32), lowSize < source.count else { return nil }
    return (width, isUnary, lowSize)
  }

  /// The smallest code for these values, with its size in bytes behind the header; among equals the
  /// one without unary parts, which is decoded faster.
  private static func smallest(
    for values: UnsafePointer<UInt32>, count: Int
  ) -> (width: Int, isUnary: Bool, size: Int) {
    var all: UInt32 = 0
    var sum: UInt64 = 0
    for index in 0..<count {
      all |= values[index]
      sum &+= UInt64(values[index])
    }
    guard all > 0 else { return (0, false, 0) }
    let greatest = 32 - all.leadingZeroBitCount
    var best = (
      width: greatest, isUnary: false, size: BitPacking.size(count: count, width: greatest)
    )
    // The best width of gaps is near the logarithm of their mean.
    let mean = sum / UInt64(count)
    let middle = 64 - mean.leadingZeroBitCount - 1
    let least = max(0, middle - 1)
    let sizes = RicePacking.sizes(values, count: count, width: least)
    for width in least..<max(least, min(middle + 2, greatest)) {
      let size = sizes[width - least]
      if size < best.size { best = (width, true, size) }
    }
    return best
  }
}
