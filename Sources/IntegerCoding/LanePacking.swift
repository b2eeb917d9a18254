/// 128 integers of one width packed into four lanes, as ``IntegerBlock`` draws them.
enum LanePacking {
  private typealias Lanes = SIMD4<UInt32>
  private static let rows = IntegerBlock.capacity / Lanes.scalarCount
  private static let stride = MemoryLayout<Lanes>.stride

  /// Writes the `width` low bits, 0...32, of 128 values: 16·width bytes.
  static func pack(
    _ values: UnsafePointer<UInt32>, width: Int, to destination: UnsafeMutableRawPointer
  ) {
    let mask = Lanes(repeating: BitPacking.mask(width: width))
    let input = UnsafeRawPointer(values)
    var output = destination
    var pending = Lanes.zero
    var filled = 0
    for row in 0..<rows {
      let value = input.loadUnaligned(fromByteOffset: row * stride, as: Lanes.self) & mask
      pending |= value &<< Lanes(repeating: UInt32(filled))
      filled += width
      if filled >= 32 {
        output.storeBytes(of: pending, as: Lanes.self)
        output += stride
        filled -= 32
        pending = filled == 0 ? .zero : value &>> Lanes(repeating: UInt32(width - filled))
      }
    }
  }

  /// Reads 128 integers of `width` bits, 0...32, from 16·width bytes.
  ///
  /// The width is a constant in every case: shifts, masks and the choice between one load and two
  /// are then decided by the compiler, which takes a third to a fifth of the time of one loop for
  /// all widths.
  static func unpack(
    _ source: UnsafeRawPointer, width: Int, to destination: UnsafeMutablePointer<UInt32>
  ) {
    let output = UnsafeMutableRawPointer(destination)
    switch width {
    case 1: unpackRows(source, 1, output)
    case 2: unpackRows(source, 2, output)
    case 3: unpackRows(source, 3, output)
    case 4: unpackRows(source, 4, output)
    case 5: unpackRows(source, 5, output)
    case 6: unpackRows(source, 6, output)
    case 7: unpackRows(source, 7, output)
    case 8: unpackRows(source, 8, output)
    case 9: unpackRows(source, 9, output)
    case 10: unpackRows(source, 10, output)
    case 11: unpackRows(source, 11, output)
    case 12: unpackRows(source, 12, output)
    case 13: unpackRows(source, 13, output)
    case 14: unpackRows(source, 14, output)
    case 15: unpackRows(source, 15, output)
    case 16: unpackRows(source, 16, output)
    case 17: unpackRows(source, 17, output)
    case 18: unpackRows(source, 18, output)
    case 19: unpackRows(source, 19, output)
    case 20: unpackRows(source, 20, output)
    case 21: unpackRows(source, 21, output)
    case 22: unpackRows(source, 22, output)
    case 23: unpackRows(source, 23, output)
    case 24: unpackRows(source, 24, output)
    case 25: unpackRows(source, 25, output)
    case 26: unpackRows(source, 26, output)
    case 27: unpackRows(source, 27, output)
    case 28: unpackRows(source, 28, output)
    case 29: unpackRows(source, 29, output)
    case 30: unpackRows(source, 30, output)
    case 31: unpackRows(source, 31, output)
    case 32: unpackRows(source, 32, output)
    default: destination.initialize(repeating: 0, count: IntegerBlock.capacity)
    }
  }

  /// Reads those at `range` of 128 integers of `width` bits, 0...32, and others in their rows, to their
  /// places in `destination`, which has room for 128.
  ///
  /// For a few rows: each takes about twice as long as in ``unpack(_:width:to:)``.
  static func unpack(
    _ source: UnsafeRawPointer, width: Int, range: Range<Int>,
    to destination: UnsafeMutablePointer<UInt32>
  ) {
    let output = UnsafeMutableRawPointer(destination)
    let mask = Lanes(repeating: BitPacking.mask(width: width))
    let first = range.lowerBound / Lanes.scalarCount
    let end = (range.upperBound + Lanes.scalarCount - 1) / Lanes.scalarCount
    for row in first..<end {
      let bit = row &* width
      let offset = (bit &>> 5) &* stride
      let shift = UInt32(truncatingIfNeeded: bit & 31)
      var value = Lanes.zero
      if width > 0 {
        value =
          source.loadUnaligned(fromByteOffset: offset, as: Lanes.self)
          &>> Lanes(repeating: shift)
        if Int(shift) &+ width > 32 {
          value |=
            source.loadUnaligned(fromByteOffset: offset &+ stride, as: Lanes.self)
            &<< Lanes(repeating: 32 &- shift)
        }
      }
      output.storeBytes(of: value & mask, toByteOffset: row &* stride, as: Lanes.self)
    }
  }

  // The rows are written out because the loop is not unrolled for every width.
  @inline(always)
  private static func unpackRows(
    _ source: UnsafeRawPointer, _ width: Int, _ output: UnsafeMutableRawPointer
  ) {
    unpackEightRows(source, width, output, 0)
    unpackEightRows(source, width, output, 8)
    unpackEightRows(source, width, output, 16)
    unpackEightRows(source, width, output, 24)
  }

  @inline(always)
  private static func unpackEightRows(
    _ source: UnsafeRawPointer, _ width: Int, _ output: UnsafeMutableRawPointer, _ first: Int
  ) {
    unpackRow(source, width, output, first)
    unpackRow(source, width, output, first &+ 1)
    unpackRow(source, width, output, first &+ 2)
    unpackRow(source, width, output, first &+ 3)
    unpackRow(source, width, output, first &+ 4)
    unpackRow(source, width, output, first &+ 5)
    unpackRow(source, width, output, first &+ 6)
    unpackRow(source, width, output, first &+ 7)
  }

  @inline(always)
  private static func unpackRow(
    _ source: UnsafeRawPointer, _ width: Int, _ output: UnsafeMutableRawPointer, _ row: Int
  ) {
    let bit = row &* width
    let offset = (bit &>> 5) &* stride
    let shift = bit & 31
    let mask = Lanes(repeating: BitPacking.mask(width: width))
    let low =
      source.loadUnaligned(fromByteOffset: offset, as: Lanes.self)
      &>> Lanes(repeating: UInt32(truncatingIfNeeded: shift))
    var value: Lanes
    if shift &+ width <= 32 {
      value = low & mask
    } else {
      // Only the high part is masked: were the mask put on both, the compiler would see a funnel
      // shift, which x86-64 has for single integers alone.
      let high =
        source.loadUnaligned(fromByteOffset: offset &+ stride, as: Lanes.self)
        &<< Lanes(repeating: UInt32(truncatingIfNeeded: 32 &- shift))
      value = low | (high & mask)
    }
    output.storeBytes(of: value, toByteOffset: row &* stride, as: Lanes.self)
  }
}
