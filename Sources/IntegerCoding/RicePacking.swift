/// Integers as Golomb–Rice codes: the low bits of all, then what stands above them in unary.
enum RicePacking {
  /// Bytes of the codes of the values with `width` low bits of each, with one more and with two more.
  ///
  /// The mean of the values is below 2 to the power of `width` + 2, so that no sum overflows.
  static func sizes(
    _ values: UnsafePointer<UInt32>, count: Int, width: Int
  ) -> [3 of Int] {
    var sums: (UInt32, UInt32, UInt32) = (0, 0, 0)
    let shift = UInt32(truncatingIfNeeded: width)
    for index in 0..<count {
      let high = values[index] &>> shift
      sums.0 &+= high
      sums.1 &+= high &>> 1
      sums.2 &+= high &>> 2
    }
    func size(_ width: Int, _ sum: UInt32) -> Int { (count &* (width &+ 1) &+ Int(sum) &+ 7) &>> 3 }
    return [size(width, sums.0), size(width &+ 1, sums.1), size(width &+ 2, sums.2)]
  }

  /// Writes the code of the values, of one of the ``sizes(_:count:width:)``.
  static func pack(
    _ values: UnsafePointer<UInt32>, count: Int, width: Int,
    to destination: UnsafeMutableRawPointer
  ) {
    var writer = BitWriter(output: destination)
    if width > 0 {
      let mask = BitPacking.mask(width: width)
      for index in 0..<count { writer.write(values[index] & mask, width: width) }
    }
    for index in 0..<count {
      var zeros = Int(values[index] &>> UInt32(truncatingIfNeeded: width))
      while zeros > 31 {
        writer.write(0, width: 31)
        zeros &-= 31
      }
      writer.write(1 &<< UInt32(truncatingIfNeeded: zeros), width: zeros &+ 1)
    }
    writer.finish()
  }

  /// Adds what stands above the `width` low bits to values that hold those.
  ///
  /// - Parameter code: begins with the low bits, which lie within it.
  /// - Returns: the size of the whole code in bytes; `nil` if it goes on past the end of `code`.
  static func addUnary(
    from code: UnsafeRawBufferPointer, count: Int, width: Int,
    to values: UnsafeMutablePointer<UInt32>
  ) -> Int? {
    var start = count &* width
    var byte = start &>> 3
    var word = word(at: byte, of: code) & (.max &<< UInt64(start & 7))
    for index in 0..<count {
      while word == 0 {
        byte &+= 8
        guard byte < code.count else { return nil }
        word = self.word(at: byte, of: code)
      }
      let end = byte &* 8 &+ word.trailingZeroBitCount
      word &= word &- 1
      values[index] |= UInt32(truncatingIfNeeded: end &- start) &<< UInt32(width)
      start = end &+ 1
    }
    return (start &+ 7) &>> 3
  }

  /// The size in bytes of a code of `count` values, whose low bits lie within `code`; `nil` if it goes
  /// on past the end.
  static func size(of code: UnsafeRawBufferPointer, count: Int, width: Int) -> Int? {
    let start = count &* width
    var byte = start &>> 3
    var word = word(at: byte, of: code) & (.max &<< UInt64(start & 7))
    var missing = count
    while word.nonzeroBitCount < missing {
      missing &-= word.nonzeroBitCount
      byte &+= 8
      guard byte < code.count else { return nil }
      word = self.word(at: byte, of: code)
    }
    for _ in 1..<missing { word &= word &- 1 }
    return byte &+ word.trailingZeroBitCount &>> 3 &+ 1
  }

  /// The eight bytes at `byte`, of which those behind the end are zero.
  private static func word(at byte: Int, of code: UnsafeRawBufferPointer) -> UInt64 {
    if byte &+ 8 <= code.count { return code.loadUnaligned(fromByteOffset: byte, as: UInt64.self) }
    var word: UInt64 = 0
    for place in byte..<max(byte, code.count) {
      word |= UInt64(code[place]) &<< UInt64((place &- byte) &* 8)
    }
    return word
  }
}

/// Writes integers of up to 32 bits back to back, low bits first.
private struct BitWriter {
  var output: UnsafeMutableRawPointer
  private var pending: UInt64 = 0
  private var filled = 0

  init(output: UnsafeMutableRawPointer) {
    self.output = output
  }

  /// Writes a value that is below 2 to the power of `width`.
  @inline(__always)
  mutating func write(_ value: UInt32, width: Int) {
    // Fewer than 32 bits are pending here, so 32 more fit.
    pending |= UInt64(value) &<< UInt64(filled)
    filled &+= width
    guard filled >= 32 else { return }
    output.storeBytes(of: UInt32(truncatingIfNeeded: pending), as: UInt32.self)
    output += 4
    pending &>>= 32
    filled &-= 32
  }

  /// Writes what is pending, filled up to a byte.
  mutating func finish() {
    while filled > 0 {
      output.storeBytes(of: UInt8(truncatingIfNeeded: pending), as: UInt8.self)
      output += 1
      pending &>>= 8
      filled -= 8
    }
  }
}
