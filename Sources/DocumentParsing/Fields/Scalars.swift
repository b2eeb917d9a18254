extension Unicode.Scalar {
  /// Whether this is a blank of a line: `White_Space` without the line breaks that Chinese texts do
  /// not contain.
  var isBlank: Bool {
    switch value {
    case 0x20, 0x09, 0x0B, 0x0C, 0xA0, 0x2000...0x200A, 0x202F, 0x3000: true
    default: false
    }
  }

  /// Whether nothing is seen of this, or no more than a box: control characters but the blanks among
  /// them, zero-width characters, direction marks, variation selectors, private-use characters.
  var isInvisible: Bool {
    switch value {
    case 0x20..<0x7F, 0x09...0x0D, 0x3000...0xD7FF: false
    case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x180E: true
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF: true
    case 0xE000...0xF8FF, 0xE0100...0xE01EF, 0xF0000...0x10FFFD: true
    default: false
    }
  }

  /// Whether this is a Han character, 〇 among them.
  var isHan: Bool {
    switch value {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x3FFFF, 0x3007, 0xF900...0xFAFF: true
    default: false
    }
  }
}

extension Unicode.Scalar {
  /// Whether this ends a sentence or a clause.
  var isStop: Bool {
    switch self {
    case "。", "，", "；", "：", "！", "？", "、", ",", ";", ":", "!", "?": true
    default: false
    }
  }
}

extension Span<UInt8> {
  /// The scalar of valid UTF-8 that begins at an offset, and its bytes.
  @inline(__always)
  func scalar(at offset: Int) -> (Unicode.Scalar, width: Int) {
    let first = UInt32(self[offset])
    if first < 0x80 { return (Unicode.Scalar(UInt8(first)), 1) }
    let second = UInt32(self[offset + 1] & 0x3F)
    if first < 0xE0 { return (scalar((first & 0x1F) << 6 | second), 2) }
    let third = UInt32(self[offset + 2] & 0x3F)
    if first < 0xF0 { return (scalar((first & 0x0F) << 12 | second << 6 | third), 3) }
    let fourth = UInt32(self[offset + 3] & 0x3F)
    return (scalar((first & 0x07) << 18 | second << 12 | third << 6 | fourth), 4)
  }

  private func scalar(_ value: UInt32) -> Unicode.Scalar {
    // SAFETY: valid UTF-8 encodes scalar values only.
    unsafeBitCast(value, to: Unicode.Scalar.self)
  }

  /// Where the scalar of valid UTF-8 begins that ends at an offset; 0 at 0.
  func offset(before offset: Int) -> Int {
    var start = offset
    repeat { start -= 1 } while start > 0 && self[start] & 0xC0 == 0x80
    return Swift.max(start, 0)
  }
}

extension UnsafeRawBufferPointer {
  /// Sixteen bytes from an offset, which end at or before the count; the first is the lowest of the first.
  @inline(__always)
  func words(at offset: Int) -> SIMD2<UInt64> {
    SIMD2(
      UInt64(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self)),
      UInt64(littleEndian: loadUnaligned(fromByteOffset: offset &+ 8, as: UInt64.self)))
  }
}

extension ArraySlice<Unicode.Scalar> {
  /// Without the blanks in it.
  var withoutBlanks: [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    result.reserveCapacity(count)
    for scalar in self where !scalar.isBlank { result.append(scalar) }
    return result
  }
}

extension String {
  init(_ scalars: some Collection<Unicode.Scalar>) {
    self.init(unsafeUninitializedCapacity: 4 * scalars.count) { bytes in
      var count = 0
      for scalar in scalars {
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
          // SAFETY: a scalar takes four bytes at most, for which there is room.
          bytes.initializeElement(at: count, to: byte)
          count += 1
        }
      }
      return count
    }
  }
}
