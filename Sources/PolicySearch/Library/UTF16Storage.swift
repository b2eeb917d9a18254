/// Text as the index stores it: UTF-16, least significant byte first.
///
/// Two bytes for each Chinese character compress better than three: Zstandard, in frames of 64 KiB,
/// brings Chinese law texts to 0.250 of their UTF-8 size this way at level 5, against 0.305 (level 3) or
/// 0.292 (level 5) from UTF-8, at the same cost as the second.
enum UTF16Storage {
  /// Appends `text`, which is valid UTF-8. Cost: some hundred megabytes a second.
  static func append(_ text: [UInt8], to output: inout [UInt8]) {
    let text = text.span
    func continuation(_ index: Int) -> UInt16 { UInt16(text[index]) & 0x3F }
    // No character takes more units than bytes.
    output.append(addingCapacity: text.count * 2) { output in
      var index = 0
      while index < text.count {
        index = appendThreeByteCharacters(text, from: index, to: &output)
        guard index < text.count else { break }
        let lead = UInt16(text[index])
        switch lead {
        case ..<0x80:
          output.append(lead)
          index &+= 1
        case ..<0xE0:
          output.append((lead & 0x1F) &<< 6 | continuation(index &+ 1))
          index &+= 2
        case ..<0xF0:
          output.append(
            (lead & 0x0F) &<< 12 | continuation(index &+ 1) &<< 6 | continuation(index &+ 2))
          index &+= 3
        default:
          // 21 bits less 0x10000, of which the first six are in these two bytes.
          let high = ((lead & 0x07) &<< 8 | continuation(index &+ 1) &<< 2) &- 0x40
          output.append(0xD800 | high | continuation(index &+ 2) &>> 4)
          output.append(0xDC00 | (continuation(index &+ 2) & 0x0F) &<< 6 | continuation(index &+ 3))
          index &+= 4
        }
      }
    }
  }

  /// Appends the characters of three bytes, most of Chinese text, from `start` on that follow one another,
  /// but for those of the last bytes of the text. Returns where they end.
  private static func appendThreeByteCharacters(
    _ text: Span<UInt8>, from start: Int, to output: inout OutputSpan<UInt8>
  ) -> Int {
    var index = start
    output.withUnsafeMutableBufferPointer { output, count in
      text.withUnsafeBytes { text in
        let output = UnsafeMutableRawBufferPointer(output)
        while index + 4 <= text.count {
          // SAFETY: 4 bytes from the index end at or before the count.
          let word = UInt32(
            littleEndian: text.loadUnaligned(fromByteOffset: index, as: UInt32.self))
          guard word & 0xF0 == 0xE0 else { return }
          let unit = (word & 0x0F) &<< 12 | word &>> 2 & 0x0FC0 | word &>> 16 & 0x3F
          // SAFETY: there is room for two bytes for every byte of the text, of which three are read here.
          output.storeBytes(
            of: UInt16(truncatingIfNeeded: unit).littleEndian, toByteOffset: count, as: UInt16.self)
          count += 2
          index += 3
        }
      }
    }
    return index
  }

  /// The UTF-8 of what ``append(_:to:)`` wrote, or nil when `bytes` are anything else.
  static func text(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count / 2 * 3 + 1)
    var high: UInt32?
    var offset = 0
    while offset < bytes.count {
      if high == nil {
        offset = appendThreeByteCharacters(bytes, from: offset, to: &text)
        guard offset < bytes.count else { break }
      }
      defer { offset += 2 }
      let unit = UInt32(bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self).littleEndian)
      if let first = high {
        guard unit & 0xFC00 == 0xDC00 else { return nil }
        let scalar = 0x10000 + ((first & 0x3FF) << 10 | unit & 0x3FF)
        text.append(UInt8(0xF0 | scalar >> 18))
        text.append(UInt8(0x80 | scalar >> 12 & 0x3F))
        text.append(UInt8(0x80 | scalar >> 6 & 0x3F))
        text.append(UInt8(0x80 | scalar & 0x3F))
        high = nil
        continue
      }
      switch unit {
      case ..<0x80: text.append(UInt8(unit))
      case ..<0x800:
        text.append(UInt8(0xC0 | unit >> 6))
        text.append(UInt8(0x80 | unit & 0x3F))
      case 0xD800..<0xDC00: high = unit
      default: return nil
      }
    }
    return high == nil ? text : nil
  }

  /// Appends the characters that take three bytes, most of Chinese text, from `start` on that follow one
  /// another. Returns where they end.
  private static func appendThreeByteCharacters(
    _ bytes: UnsafeRawBufferPointer, from start: Int, to text: inout [UInt8]
  ) -> Int {
    var offset = start
    // One more than is used: every character is stored in four bytes, of which the next overwrites the last.
    text.append(addingCapacity: (bytes.count - start) / 2 * 3 + 1) { text in
      text.withUnsafeMutableBufferPointer { text, count in
        let text = UnsafeMutableRawBufferPointer(text)
        while offset < bytes.count {
          // SAFETY: the count of bytes is even.
          let unit = UInt32(
            UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self)))
          guard unit >= 0x800, unit & 0xF800 != 0xD800 else { return }
          let character =
            0x80_80E0 | unit &>> 12 | (unit &<< 2) & 0x3F00 | (unit & 0x3F) &<< 16
          // SAFETY: there is room for three bytes for every unit, and one.
          text.storeBytes(of: character.littleEndian, toByteOffset: count, as: UInt32.self)
          count += 3
          offset += 2
        }
      }
    }
    return offset
  }
}

extension OutputSpan<UInt8> {
  /// Appends a unit, least significant byte first.
  fileprivate mutating func append(_ unit: UInt16) {
    append(UInt8(truncatingIfNeeded: unit))
    append(UInt8(truncatingIfNeeded: unit &>> 8))
  }
}
