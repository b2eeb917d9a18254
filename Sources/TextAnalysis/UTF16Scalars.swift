extension Span<UInt16> {
  /// The code point at `index`, which moves behind it. An unpaired surrogate counts as itself.
  func scalar(at index: inout Int) -> UInt32 {
    let unit = self[index]
    index += 1
    guard unit & 0xFC00 == 0xD800, index < count, self[index] & 0xFC00 == 0xDC00 else {
      return UInt32(unit)
    }
    let trail = self[index]
    index += 1
    return 0x1_0000 + (UInt32(unit & 0x3FF) << 10 | UInt32(trail & 0x3FF))
  }

  /// The last code point, or nil if there is none.
  var lastScalar: UInt32? {
    guard count > 0 else { return nil }
    var index = count - 1
    if self[index] & 0xFC00 == 0xDC00, index > 0 { index -= 1 }
    return scalar(at: &index)
  }
}

extension [UInt16] {
  /// Appends a code point in UTF-16.
  mutating func append(scalar: UInt32) {
    if let unit = UInt16(exactly: scalar) {
      append(unit)
    } else {
      let offset = scalar - 0x1_0000
      append(0xD800 | UInt16(offset >> 10))
      append(0xDC00 | UInt16(offset & 0x3FF))
    }
  }
}
