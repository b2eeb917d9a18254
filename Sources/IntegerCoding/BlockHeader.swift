/// What the header of an ``IntegerBlock`` of 128 values says, checked, and the sizes that follow from it.
struct BlockHeader {
  /// Bits per value, 0...32.
  let width: Int

  /// How many values have high bits apart; 0 for none.
  let exceptionCount: Int

  /// Bits per exception beyond `width`; 0 if there are none.
  let exceptionWidth: Int

  /// Bytes of the packed low bits.
  private let lowSize: Int

  private static let exceptionsFollow: UInt8 = 0x80

  private init(width: Int, exceptionCount: Int, exceptionWidth: Int) {
    self.width = width
    self.exceptionCount = exceptionCount
    self.exceptionWidth = exceptionWidth
    self.lowSize = Self.lowSize(width: width)
  }

  private static func lowSize(width: Int) -> Int { IntegerBlock.capacity / 8 * width }

  /// Reads a header; `nil` if it is none, or if the code exceeds `source`.
  init?(_ source: UnsafeRawBufferPointer) {
    guard let byte = source.first else { return nil }
    let width = Int(byte & ~Self.exceptionsFollow)
    guard width <= 32 else { return nil }
    var exceptionCount = 0
    var exceptionWidth = 0
    if byte & Self.exceptionsFollow != 0 {
      let offset = 1 + Self.lowSize(width: width)
      guard offset + 2 <= source.count else { return nil }
      exceptionCount = Int(source[offset])
      exceptionWidth = Int(source[offset + 1])
      guard 1...IntegerBlock.capacity ~= exceptionCount, exceptionWidth >= 1,
        width + exceptionWidth <= 32
      else { return nil }
    }
    self.init(width: width, exceptionCount: exceptionCount, exceptionWidth: exceptionWidth)
    guard encodedSize <= source.count else { return nil }
  }

  /// The header with the smallest code for 128 values; among equals the one with the greatest width,
  /// because patching exceptions takes time.
  static func smallest(for values: UnsafePointer<UInt32>) -> BlockHeader {
    var all: UInt32 = 0
    // There are 128 values, so a byte holds a count.
    var valuesOfWidth: [33 of UInt8] = .init(repeating: 0)
    for index in 0..<IntegerBlock.capacity {
      all |= values[index]
      valuesOfWidth[32 &- values[index].leadingZeroBitCount] &+= 1
    }
    let greatest = 32 - all.leadingZeroBitCount
    var best = (width: greatest, exceptions: 0, size: lowSize(width: greatest))
    var exceptions = 0
    var width = greatest
    while width > 0 {
      exceptions &+= Int(valuesOfWidth[width])
      width &-= 1
      let size =
        lowSize(width: width) &+ 2 &+ exceptions
        &+ BitPacking.size(count: exceptions, width: greatest &- width)
      if size < best.size { best = (width, exceptions, size) }
    }
    return BlockHeader(
      width: best.width, exceptionCount: best.exceptions,
      exceptionWidth: best.exceptions > 0 ? greatest - best.width : 0)
  }

  /// The header's first byte.
  var byte: UInt8 {
    UInt8(width) | (exceptionCount > 0 ? Self.exceptionsFollow : 0)
  }

  /// Where the exceptions' indexes begin, in bytes from the header; their count and width stand
  /// in the two bytes before.
  var exceptionIndexesOffset: Int { 1 + lowSize + 2 }

  /// Bytes of the whole code.
  var encodedSize: Int {
    guard exceptionCount > 0 else { return 1 + lowSize }
    return exceptionIndexesOffset + exceptionCount
      + BitPacking.size(count: exceptionCount, width: exceptionWidth)
  }
}
