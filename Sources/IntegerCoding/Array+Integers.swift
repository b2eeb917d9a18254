extension [UInt8] {
  /// Appends a varint: seven bits a byte, low bits first, the high bit set on all bytes but the
  /// last (LEB128). 1 to 10 bytes.
  @inlinable
  package mutating func appendVarint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest &>>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  /// Appends the integer's bytes, the lowest first.
  @inlinable
  package mutating func appendLittleEndian(_ value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}

extension UnsafeMutableRawPointer {
  /// Writes a varint, see ``Swift/Array/appendVarint(_:)``, of up to 10 bytes, and moves behind it.
  @inlinable
  package mutating func writeVarint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      storeBytes(of: UInt8(truncatingIfNeeded: rest) | 0x80, as: UInt8.self)
      self += 1
      rest &>>= 7
    }
    storeBytes(of: UInt8(truncatingIfNeeded: rest), as: UInt8.self)
    self += 1
  }

  /// Writes the integer's bytes, the lowest first, and moves behind them.
  @inlinable
  package mutating func writeLittleEndian<Value: FixedWidthInteger & BitwiseCopyable>(
    _ value: Value
  ) {
    storeBytes(of: value.littleEndian, as: Value.self)
    self += MemoryLayout<Value>.size
  }
}
