import CICU

/// Bytes read strictly in one encoding, as far as they can be.
struct EncodedReading {
  let encoding: TextEncoding
  /// The offset in the file of the first bytes that are no character of the encoding; nil where there
  /// are none.
  let failure: Int?
  /// The decoded text begins behind the byte order mark and ends at ``end``. Of UTF-8 this is the
  /// file itself, not copied.
  private let utf8: [UInt8]
  private let start: Int
  private let end: Int
  /// Up to here there is no control character, but perhaps right behind it.
  private let plainEnd: Int

  /// The cost is that of one decoding of the bytes, which is done up to the first failure.
  init(_ bytes: [UInt8], as encoding: TextEncoding) {
    self.encoding = encoding
    if encoding == .utf8 {
      utf8 = bytes
      (failure, plainEnd) = Self.firstMalformed(in: bytes.span)
      end = failure ?? bytes.count
    } else {
      (utf8, failure) = Self.convert(bytes.span, from: encoding)
      end = utf8.count
      plainEnd = 0
    }
    start = utf8.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The text of a reading without failure.
  var decoded: DecodedText {
    precondition(failure == nil)
    return DecodedText(validated: utf8, start: start, encoding: encoding)
  }

  /// The decoded part in UTF-16.
  var units: [UInt16] {
    var units: [UInt16] = []
    units.reserveCapacity(end - start)
    utf8.withUnsafeBufferPointer { bytes in
      units.append(contentsOf: String(decoding: bytes[start..<end], as: UTF8.self).utf16)
    }
    return units
  }

  /// Whether the decoded part holds NUL, or one control character or more in sixteen bytes. A few
  /// others are common in texts that passed through old word processors.
  var isBinary: Bool {
    utf8.withUnsafeBytes { bytes in
      var controls = 0
      var offset = max(start, plainEnd)
      while offset < end {
        if offset + 32 <= end {
          // SAFETY: 32 bytes from `offset` end at or before `end`, which is at most the count.
          let words = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD4<UInt64>.self)
          // A high bit is set only where one of the bytes is less than 0x20: it borrows, and had none.
          let low = (words &- 0x2020_2020_2020_2020) & ~words
          if (low[0] | low[1] | low[2] | low[3]) & 0x8080_8080_8080_8080 == 0 {
            offset += 32
            continue
          }
        }
        for byte in bytes[offset..<min(offset + 8, end)] where Self.isControl(byte) {
          if byte == 0 { return true }
          controls += 1
        }
        offset += 8
      }
      return controls > 0 && controls * 16 >= end - start
    }
  }

  /// Whether an ASCII byte is a control character that text does not contain.
  static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && !(0x09...0x0D).contains(byte) }

  private static func firstMalformed(
    in bytes: Span<UInt8>
  ) -> (failure: Int?, plainEnd: Int) {
    let (start, plainEnd) = bytes.withUnsafeBytes { endOfCommonCharacters(in: $0) }
    do {
      _ = try UTF8Span(validating: bytes.extracting(start...))
      return (nil, plainEnd)
    } catch {
      return (start + error.byteOffsets.lowerBound, plainEnd)
    }
  }

  /// The end of the characters that `bytes` begin with, but for those of U+0800 to U+0FFF, of U+D000 to
  /// U+DFFF, of four bytes, and of the last seven bytes. Several times as fast as the standard library,
  /// which checks what is left: mostly next to nothing. Beside it the end of those among them that stand
  /// before the first control character.
  private static func endOfCommonCharacters(
    in bytes: UnsafeRawBufferPointer
  ) -> (end: Int, plainEnd: Int) {
    var index = 0
    var firstControl = Int.max
    while index + 8 <= bytes.count {
      if index + 16 <= bytes.count {
        // SAFETY: 16 bytes from the index end at or before the count.
        if areFivePlain(bytes.words(at: index)) {
          index &+= 15
          continue
        }
      }
      // SAFETY: 8 bytes from the index end at or before the count.
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      if word & 0xC0_C0F0 == 0x80_80E0 {
        // A lead E0 to EF with two that continue it; E0 and ED are not followed by all.
        guard word & 0xFF != 0xE0, word & 0xFF != 0xED else { break }
        index &+= 3
      } else if word & 0x80 == 0 {
        // The high bit of a byte is set where it is outside ASCII, or less than 0x20: it borrows.
        if (word | (word &- 0x2020_2020_2020_2020)) & 0x8080_8080_8080_8080 == 0 {
          index &+= 8
        } else {
          if isControl(UInt8(truncatingIfNeeded: word)) { firstControl = min(firstControl, index) }
          index &+= 1
        }
      } else if word & 0xC0E0 == 0x80C0, word & 0x1E != 0 {
        // Leads C2 to DF; with C0 and C1 the character would be ASCII.
        index &+= 2
      } else {
        break
      }
    }
    return (index, min(firstControl, index))
  }

  /// Whether the first 15 bytes are five leads E1 to EF but ED, each with two that continue it.
  @inline(__always)
  private static func areFivePlain(_ bytes: SIMD2<UInt64>) -> Bool {
    // The low four bits of the leads, whose sums reach the bit above them where these are not zero.
    let four = SIMD2<UInt64>(0x000F_0000_0F00_000F, 0x0000_000F_0000_0F00)
    let kinds = bytes & four
    let isNotED = (kinds ^ SIMD2(0x000D_0000_0D00_000D, 0x0000_000D_0000_0D00)) &+ four
    let isPlain = (kinds &+ four) & isNotED
    let mismatch =
      (bytes ^ SIMD2(0x80E0_8080_E080_80E0, 0x0080_80E0_8080_E080))
      & SIMD2(0xC0F0_C0C0_F0C0_C0F0, 0x00C0_C0F0_C0C0_F0C0)
    let faults = mismatch | (~isPlain & SIMD2(0x0010_0000_1000_0010, 0x0000_0010_0000_1000))
    return faults[0] | faults[1] == 0
  }

  private static func convert(
    _ bytes: Span<UInt8>, from encoding: TextEncoding
  ) -> (utf8: [UInt8], failure: Int?) {
    var failure: Int?
    let utf8 = [UInt8](unsafeUninitializedCapacity: 3 * bytes.count) { destination, count in
      bytes.withUnsafeBufferPointer { source in
        guard let from = source.baseAddress, let to = destination.baseAddress else { return }
        var consumed = 0
        // SAFETY: both pointers are passed with the counts of their memory; `written` bytes of the
        // destination are then initialized.
        let status = cicu_decode(
          encoding.rawValue, from, source.count, to, 3 * source.count, &count, &consumed)
        switch status {
        case .CICU_DECODED: break
        case .CICU_MALFORMED, .CICU_TRUNCATED: failure = consumed
        case .CICU_DESTINATION_FULL, .CICU_UNAVAILABLE:
          // 3 bytes a byte always suffice, and every ICU has these converters.
          preconditionFailure("ICU cannot decode \(encoding.rawValue)")
        }
      }
    }
    return (utf8, failure)
  }
}
