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

  /// The cost is that of one decoding of the bytes, which is done up to the first failure.
  init(_ bytes: [UInt8], as encoding: TextEncoding) {
    self.encoding = encoding
    if encoding == .utf8 {
      utf8 = bytes
      failure = Self.firstMalformed(in: bytes.span)
      end = failure ?? bytes.count
    } else {
      (utf8, failure) = Self.convert(bytes.span, from: encoding)
      end = utf8.count
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
      var offset = start
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

  private static func firstMalformed(in bytes: Span<UInt8>) -> Int? {
    let start = bytes.withUnsafeBytes { endOfCommonCharacters(in: $0) }
    do {
      _ = try UTF8Span(validating: bytes.extracting(start...))
      return nil
    } catch {
      return start + error.byteOffsets.lowerBound
    }
  }

  /// The end of the characters that `bytes` begin with, but for those of U+0800 to U+0FFF, of U+D000 to
  /// U+DFFF, of four bytes, and of the last seven bytes. Several times as fast as the standard library,
  /// which checks what is left: mostly next to nothing.
  private static func endOfCommonCharacters(in bytes: UnsafeRawBufferPointer) -> Int {
    var index = 0
    while index + 8 <= bytes.count {
      // SAFETY: 8 bytes from the index end at or before the count.
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      if word & 0xC0C0_F0C0_C0F0 == 0x8080_E080_80E0 {
        // Two leads E0 to EF, each with two that continue it; E0 and ED are not followed by all.
        guard isPlainLead(word), isPlainLead(word >> 24) else { return index }
        index += 6
      } else if word & 0xC0_C0F0 == 0x80_80E0 {
        guard isPlainLead(word) else { return index }
        index += 3
      } else if word & 0x80 == 0 {
        index += word & 0x8080_8080_8080_8080 == 0 ? 8 : 1
      } else if word & 0xC0E0 == 0x80C0, word & 0x1E != 0 {
        // Leads C2 to DF; with C0 and C1 the character would be ASCII.
        index += 2
      } else {
        return index
      }
    }
    return index
  }

  private static func isPlainLead(_ word: UInt64) -> Bool {
    word & 0xFF != 0xE0 && word & 0xFF != 0xED
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
