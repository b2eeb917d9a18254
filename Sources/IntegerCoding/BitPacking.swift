/// Integers of one width packed back to back, the first in the lowest bits.
enum BitPacking {
  /// Bytes of `count` integers of `width` bits.
  static func size(count: Int, width: Int) -> Int {
    (count &* width &+ 7) &>> 3
  }

  /// The `width` low bits, 0...32.
  static func mask(width: Int) -> UInt32 {
    width == 0 ? 0 : .max &>> UInt32(32 &- width)
  }

  /// Writes the `width` low bits, 0...32, of every value: `size(count:width:)` bytes.
  static func pack(
    _ values: UnsafePointer<UInt32>, count: Int, width: Int,
    to destination: UnsafeMutableRawPointer
  ) {
    let mask = mask(width: width)
    var output = destination
    var pending: UInt64 = 0
    var filled = 0
    for index in 0..<count {
      // Fewer than 32 bits are pending here, so 32 more fit.
      pending |= UInt64(values[index] & mask) &<< UInt64(filled)
      filled += width
      if filled >= 32 {
        output.storeBytes(of: UInt32(truncatingIfNeeded: pending), as: UInt32.self)
        output += 4
        pending &>>= 32
        filled -= 32
      }
    }
    while filled > 0 {
      output.storeBytes(of: UInt8(truncatingIfNeeded: pending), as: UInt8.self)
      output += 1
      pending &>>= 8
      filled -= 8
    }
  }

  /// Reads integers of `width` bits, 0...32, those at `range` of many, to their places in `destination`.
  ///
  /// `available` is how many bytes may be read, at least `size(count:width:)` of the integers up to the
  /// range's end; with eight more than that every integer takes the fast way.
  static func unpack(
    _ source: UnsafeRawPointer, available: Int, range: Range<Int>, width: Int,
    to destination: UnsafeMutablePointer<UInt32>
  ) {
    guard width > 0 else {
      (destination + range.lowerBound).initialize(repeating: 0, count: range.count)
      return
    }
    let mask = mask(width: width)
    // SAFETY: integer i is read as the eight bytes from i·width / 8 on, which hold it because
    // 32 + 7 bits do. They are within `available` while i·width ≤ 8·(available − 8) + 7.
    let fast =
      available < 8
      ? range.lowerBound
      : max(range.lowerBound, min(range.upperBound, ((available - 8) * 8 + 7) / width + 1))
    var bit = range.lowerBound &* width
    for index in range.lowerBound..<fast {
      let word = source.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self)
      destination[index] = UInt32(truncatingIfNeeded: word &>> UInt64(bit & 7)) & mask
      bit &+= width
    }
    guard fast < range.upperBound else { return }

    // The rest lies within the last eight bytes.
    let start = max(0, available - 8)
    var last: UInt64 = 0
    for offset in start..<available {
      let byte = source.load(fromByteOffset: offset, as: UInt8.self)
      last |= UInt64(byte) &<< UInt64((offset - start) * 8)
    }
    for index in fast..<range.upperBound {
      destination[index] = UInt32(truncatingIfNeeded: last &>> UInt64(bit - start * 8)) & mask
      bit &+= width
    }
  }
}
