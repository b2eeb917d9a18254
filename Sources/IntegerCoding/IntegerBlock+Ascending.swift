/// Strictly ascending values: the gaps between neighbours, less one, are coded as a block.
extension IntegerBlock {
  private typealias Lanes = SIMD4<UInt32>

  /// Writes the code of `count` strictly ascending values, 1 to 128; see ``encode(_:count:to:)``.
  ///
  /// `previous` is the value before the first, and below it; `UInt32.max` stands for none (the
  /// arithmetic wraps, so the first gap is then the first value).
  package static func encodeAscending(
    _ values: UnsafePointer<UInt32>, count: Int, previous: UInt32,
    to output: UnsafeMutableRawPointer
  ) -> Int {
    precondition(1...capacity ~= count)
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: capacity) { buffer in
      // SAFETY: the buffer is not empty.
      let gaps = buffer.baseAddress.unsafelyUnwrapped
      var previous = previous
      for index in 0..<count {
        let value = values[index]
        assert(previous == .max || previous < value, "values must ascend")
        (gaps + index).initialize(to: value &- previous &- 1)
        previous = value
      }
      return encode(gaps, count: count, to: output)
    }
  }

  /// Decodes `count` values, 1 to 128, written by ``encodeAscending(_:count:previous:to:)`` with
  /// the same `previous`.
  ///
  /// Damage may go unnoticed and give values that do not ascend.
  ///
  /// - Returns: the size of the code in bytes; `nil` if it is damaged or truncated, with
  ///   `destination` then in an unspecified state.
  package static func decodeAscending(
    _ source: UnsafeRawBufferPointer, count: Int, previous: UInt32,
    to destination: UnsafeMutablePointer<UInt32>
  ) -> Int? {
    guard let size = decode(source, count: count, to: destination) else { return nil }
    addGaps(destination, count: count, previous: previous, to: destination)
    return size
  }

  /// Turns `count` gaps, each less one, into the values that they lie between: the first gap is that from
  /// `previous`. The gaps may stand where the values go.
  package static func addGaps(
    _ gaps: UnsafePointer<UInt32>, count: Int, previous: UInt32,
    to destination: UnsafeMutablePointer<UInt32>
  ) {
    // SAFETY: `count` values stand in either; whole vectors cover only the first of them.
    let vectorized = count & ~(Lanes.scalarCount - 1)
    let input = UnsafeRawPointer(gaps)
    let output = UnsafeMutableRawPointer(destination)
    var before = Lanes(repeating: previous)
    var offset = 0
    while offset < vectorized &* MemoryLayout<UInt32>.stride {
      var sums = input.loadUnaligned(fromByteOffset: offset, as: Lanes.self) &+ 1
      // Within each half, then from the first half to the second. Moving all lanes by one instead
      // doubles the time of these sums without SSSE3.
      let halves = unsafeBitCast(sums, to: SIMD2<UInt64>.self) &<< 32
      sums &+= unsafeBitCast(halves, to: Lanes.self)
      sums &+= Lanes(0, 0, sums[1], sums[1])
      output.storeBytes(of: sums &+ before, toByteOffset: offset, as: Lanes.self)
      offset &+= MemoryLayout<Lanes>.stride
      // From one vector to the next this addition is all that has to wait.
      before &+= Lanes(repeating: sums[3])
    }
    var last = before[0]
    for index in vectorized..<count {
      last = last &+ gaps[index] &+ 1
      destination[index] = last
    }
  }
}
