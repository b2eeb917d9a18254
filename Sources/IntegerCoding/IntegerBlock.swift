#if !_endian(little)
  #error("The codes are little-endian and are read in place; this machine is big-endian")
#endif

/// The code of up to 128 integers. A code knows its form but not its count: the caller does.
///
/// Fewer than 128 integers are a ``ShortBlock``. A whole block of 128 is coded with a patched frame of
/// reference (PFor): one width holds most of the values; the few that need more are *exceptions*,
/// whose high bits follow apart. The width is the one that makes the code smallest.
///
///     header              1 byte    bits 0–5: width w, 0...32; bit 6: 0; bit 7: exceptions follow
///     low bits            16·w bytes, the w low bits of every value, in four lanes: value 4r + l is
///                         row r of lane l, and the rows of a lane are packed back to back into its
///                         32-bit words, low bits first; the words of the lanes alternate, so that
///                         one 128-bit load has all four
///     and with exceptions
///       count e           1 byte    1...128
///       width h           1 byte    1...32 − w
///       indexes           e bytes   each below 128
///       high bits         ⌈e·h / 8⌉ bytes, packed back to back; value |= high << w
///
/// Words are little-endian. The method is that of Zukowski et al., "Super-Scalar RAM-CPU Cache
/// Compression" (ICDE 2006), in the four-lane layout of Lemire and Boytsov, "Decoding billions of
/// integers per second through vectorization" (2015).
///
/// Decoding never reads past its source and never writes past `count` values, whatever the bytes.
/// Bytes that are no code give `nil`; damage that leaves a code gives other values, which is for a
/// checksum to find.
@usableFromInline package enum IntegerBlock {
  /// The most values in one block.
  @inlinable package static var capacity: Int { 128 }

  /// The most bytes in the code of one block: every value in 32 bits, and the header.
  @inlinable package static var maximumEncodedSize: Int { 1 + capacity * 4 }

  /// Writes the code of `count` values, 1 to 128, to `output`, where there is room for
  /// ``maximumEncodedSize`` bytes, and returns its size.
  package static func encode(
    _ values: UnsafePointer<UInt32>, count: Int, to output: UnsafeMutableRawPointer
  ) -> Int {
    precondition(1...capacity ~= count)
    guard count == capacity else { return ShortBlock.encode(values, count: count, to: output) }
    let header = BlockHeader.smallest(for: values)
    output.storeBytes(of: header.byte, as: UInt8.self)
    LanePacking.pack(values, width: header.width, to: output + 1)
    if header.exceptionCount > 0 { writeExceptions(of: values, header: header, to: output) }
    return header.encodedSize
  }

  /// Decodes `count` values, 1 to 128, from the start of `source`, which may be longer.
  ///
  /// - Returns: the size of the code in bytes; `nil` if it is damaged or truncated, with
  ///   `destination` then in an unspecified state.
  package static func decode(
    _ source: UnsafeRawBufferPointer, count: Int, to destination: UnsafeMutablePointer<UInt32>
  ) -> Int? {
    precondition(1...capacity ~= count)
    guard count == capacity else { return ShortBlock.decode(source, count: count, to: destination) }
    guard let start = source.baseAddress, let header = BlockHeader(source) else { return nil }
    // SAFETY: the header has checked that the whole code lies within `source`.
    LanePacking.unpack(start + 1, width: header.width, to: destination)
    if header.exceptionCount > 0 {
      guard patch(destination, range: 0..<capacity, header: header, from: source) else {
        return nil
      }
    }
    return header.encodedSize
  }

  /// Decodes only the values at `range` of `count`, 1 to 128, to their places in `destination`, which has room for
  /// 128; what it holds beside them is overwritten.
  ///
  /// Cost: of 128 values grows with the range, and with the exceptions of the whole code; fewer are all
  /// decoded.
  ///
  /// - Returns: false if the code is damaged or truncated.
  package static func decode(
    _ source: UnsafeRawBufferPointer, count: Int, range: Range<Int>,
    to destination: UnsafeMutablePointer<UInt32>
  ) -> Bool {
    precondition(1...capacity ~= count && range.lowerBound >= 0 && range.upperBound <= count)
    // The unary parts of fewer values stand in no order that a range could be found by.
    guard count == capacity else {
      return ShortBlock.decode(source, count: count, to: destination) != nil
    }
    guard let start = source.baseAddress, let header = BlockHeader(source) else { return false }
    // SAFETY: the header has checked that the whole code lies within `source`.
    LanePacking.unpack(start + 1, width: header.width, range: range, to: destination)
    guard header.exceptionCount > 0 else { return true }
    return patch(destination, range: range, header: header, from: source)
  }

  /// The size in bytes of the code of `count` values, 1 to 128, at the start of `source`.
  ///
  /// Decodes nothing: constant time, but for the unary parts of a ``ShortBlock``, whose bits are
  /// counted.
  ///
  /// - Returns: `nil` if the header is damaged or the code does not fit into `source`.
  package static func encodedSize(_ source: UnsafeRawBufferPointer, count: Int) -> Int? {
    precondition(1...capacity ~= count)
    guard count == capacity else { return ShortBlock.encodedSize(source, count: count) }
    return BlockHeader(source)?.encodedSize
  }

  private static func writeExceptions(
    of values: UnsafePointer<UInt32>, header: BlockHeader, to code: UnsafeMutableRawPointer
  ) {
    let indexes = code + header.exceptionIndexesOffset
    (indexes - 2).storeBytes(of: UInt8(header.exceptionCount), as: UInt8.self)
    (indexes - 1).storeBytes(of: UInt8(header.exceptionWidth), as: UInt8.self)
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: capacity) { buffer in
      guard let highs = buffer.baseAddress else { return }
      var found = 0
      for index in 0..<capacity {
        // An exception has a width below 32: at 32 nothing would be left over.
        let high = values[index] >> UInt32(header.width)
        guard high != 0 else { continue }
        (indexes + found).storeBytes(of: UInt8(index), as: UInt8.self)
        (highs + found).initialize(to: high)
        found += 1
      }
      BitPacking.pack(highs, count: found, width: header.exceptionWidth, to: indexes + found)
    }
  }

  /// Adds the high bits of those exceptions that are at `range`; false if the index of any is out of range.
  @inline(__always)
  private static func patch(
    _ values: UnsafeMutablePointer<UInt32>, range: Range<Int>, header: BlockHeader,
    from source: UnsafeRawBufferPointer
  ) -> Bool {
    guard let start = source.baseAddress else { return false }
    // SAFETY: the header has checked that indexes and high bits lie within `source`, and that there are
    // at most 128 of them; each index is checked before it is used.
    let indexes = start + header.exceptionIndexesOffset
    let highs = indexes + header.exceptionCount
    let available = source.count - (highs - start)
    guard source.count >= 8 else {
      return patchShort(
        values, range: range, header: header, indexes: indexes, available: available)
    }
    let mask = BitPacking.mask(width: header.exceptionWidth)
    var bit = 0
    for exception in 0..<header.exceptionCount {
      let index = Int(indexes.load(fromByteOffset: exception, as: UInt8.self))
      guard index < capacity else { return false }
      // SAFETY: eight bytes that hold the high bits and lie within `source`: those from the first of
      // them, or the last eight there are, which may begin before all high bits.
      let byte = min(bit &>> 3, available &- 8)
      let word = highs.loadUnaligned(fromByteOffset: byte, as: UInt64.self)
      let high = UInt32(truncatingIfNeeded: word &>> UInt64(bit &- byte &* 8)) & mask
      values[index] |=
        range.contains(index) ? high &<< UInt32(truncatingIfNeeded: header.width) : 0
      bit &+= header.exceptionWidth
    }
    return true
  }

  /// The same for a source of fewer than eight bytes.
  @inline(never)
  private static func patchShort(
    _ values: UnsafeMutablePointer<UInt32>, range: Range<Int>, header: BlockHeader,
    indexes: UnsafeRawPointer, available: Int
  ) -> Bool {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: capacity) { buffer in
      guard let highs = buffer.baseAddress else { return false }
      // SAFETY: as in `patch`.
      BitPacking.unpack(
        indexes + header.exceptionCount, available: available,
        range: 0..<header.exceptionCount,
        width: header.exceptionWidth, to: highs)
      for exception in 0..<header.exceptionCount {
        let index = Int(indexes.load(fromByteOffset: exception, as: UInt8.self))
        guard index < capacity else { return false }
        if range.contains(index) { values[index] |= highs[exception] << UInt32(header.width) }
      }
      return true
    }
  }
}
