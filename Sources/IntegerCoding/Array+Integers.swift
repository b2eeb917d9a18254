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
