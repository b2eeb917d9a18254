extension [UInt16] {
  /// Valid UTF-8 in UTF-16. Cost: some hundred megabytes a second.
  package init(utf8 text: Span<UInt8>) {
    self.init()
    append(utf8: text)
  }

  /// Appends valid UTF-8 in UTF-16.
  mutating func append(utf8 text: Span<UInt8>) {
    // No character takes more units than bytes.
    append(addingCapacity: text.count) { output in
      output.withUnsafeMutableBufferPointer { output, end in
        text.withUnsafeBytes { bytes in
          var place = 0
          // Not the one that is handed in: stores through the pointer might change that.
          var count = 0
          while place < text.count {
            // SAFETY: 4 bytes from each place that is read end at or before the count; and there is room for a
            // unit for every byte that was read.
            func word(_ distance: Int) -> UInt32 {
              UInt32(
                littleEndian: bytes.loadUnaligned(
                  fromByteOffset: place &+ distance, as: UInt32.self))
            }
            if place + 13 <= text.count {
              let four = SIMD4(word(0), word(3), word(6), word(9))
              if Self.areThreeBytesEach(four) {
                UnsafeMutableRawBufferPointer(output).storeBytes(
                  of: Self.units(ofThree: four), toByteOffset: count &* 2, as: SIMD4<UInt16>.self)
                count &+= 4
                place &+= 12
                continue
              }
            }
            if place + 4 <= text.count {
              let one = word(0)
              if one & 0xF0 == 0xE0 {
                output[count] = UInt16(
                  truncatingIfNeeded: one &<< 12 | one &>> 2 & 0x0FC0 | one &>> 16 & 0x3F)
                count &+= 1
                place &+= 3
                continue
              }
            }
            let lead = UInt16(text[place])
            func continuation(_ distance: Int) -> UInt16 { UInt16(text[place &+ distance]) & 0x3F }
            switch lead {
            case ..<0x80:
              output[count] = lead
              place &+= 1
            case ..<0xE0:
              output[count] = (lead & 0x1F) &<< 6 | continuation(1)
              place &+= 2
            case ..<0xF0:
              output[count] = (lead & 0x0F) &<< 12 | continuation(1) &<< 6 | continuation(2)
              place &+= 3
            default:
              // 21 bits less 0x10000, of which the first six are in these two bytes.
              let high = ((lead & 0x07) &<< 8 | continuation(1) &<< 2) &- 0x40
              output[count] = 0xD800 | high | continuation(2) &>> 4
              count &+= 1
              output[count] = 0xDC00 | (continuation(2) & 0x0F) &<< 6 | continuation(3)
              place &+= 4
            }
            count &+= 1
          }
          end = count
        }
      }
    }
  }

  /// Whether each word begins with the lead of a character of three bytes, its first byte the lowest.
  @inline(__always)
  private static func areThreeBytesEach(_ words: SIMD4<UInt32>) -> Bool {
    let others = (words & SIMD4(repeating: 0xF0)) ^ SIMD4(repeating: 0xE0)
    let halves = unsafeBitCast(others, to: SIMD2<UInt64>.self)
    return halves[0] | halves[1] == 0
  }

  /// The characters of the three low bytes of each word.
  @inline(__always)
  private static func units(ofThree words: SIMD4<UInt32>) -> SIMD4<UInt16> {
    let middle = (words &>> 2) & SIMD4(repeating: 0x0FC0)
    let low = (words &>> 16) & SIMD4(repeating: 0x3F)
    return SIMD4(truncatingIfNeeded: (words &<< 12) | middle | low)
  }
}

extension [UInt8] {
  /// The UTF-8 of a text in UTF-16; nil where that has an unpaired surrogate. Cost: some hundred megabytes a
  /// second.
  package init?(utf16 units: Span<UInt16>) {
    var isValid = true
    // A character is stored in four bytes at once, of which the next overwrites what it does not use.
    self.init(unsafeUninitializedCapacity: units.count * 3 + 1) { output, count in
      let output = UnsafeMutableRawBufferPointer(output)
      var place = 0
      while place < units.count {
        let unit = UInt32(units[place])
        place &+= 1
        // SAFETY: there is room for three bytes for every unit, and one.
        if unit >= 0x800, unit & 0xF800 != 0xD800 {
          let character =
            0x80_80E0 | unit &>> 12 | (unit &<< 2) & 0x3F00 | (unit & 0x3F) &<< 16
          output.storeBytes(of: character.littleEndian, toByteOffset: count, as: UInt32.self)
          count &+= 3
        } else if unit < 0x80 {
          output[count] = UInt8(truncatingIfNeeded: unit)
          count &+= 1
        } else if unit < 0x800 {
          output[count] = UInt8(truncatingIfNeeded: 0xC0 | unit &>> 6)
          output[count &+ 1] = UInt8(truncatingIfNeeded: 0x80 | unit & 0x3F)
          count &+= 2
        } else {
          guard unit < 0xDC00, place < units.count, units[place] & 0xFC00 == 0xDC00 else {
            isValid = false
            return
          }
          let scalar = 0x1_0000 + ((unit & 0x3FF) &<< 10 | UInt32(units[place] & 0x3FF))
          place &+= 1
          let character =
            0x8080_80F0 | scalar &>> 18 | scalar &>> 4 & 0x3F00 | (scalar &<< 10) & 0x3F_0000
            | (scalar & 0x3F) &<< 24
          output.storeBytes(of: character.littleEndian, toByteOffset: count, as: UInt32.self)
          count &+= 4
        }
      }
    }
    if !isValid { return nil }
  }
}

extension String {
  /// A text in UTF-16, with U+FFFD for every unpaired surrogate. Cost: that of its UTF-8.
  ///
  /// What the standard library has for this looks up its types by name when it is first used: 0.1 ms.
  package init(utf16 units: Span<UInt16>) {
    if let utf8 = [UInt8](utf16: units) {
      self.init(decoding: utf8, as: UTF8.self)
    } else {
      self = units.withUnsafeBufferPointer { String(decoding: $0, as: UTF16.self) }
    }
  }
}
