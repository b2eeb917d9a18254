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
        if offset + 8 <= end {
          // SAFETY: 8 bytes from `offset` end at or before `end`, which is at most the count.
          let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
          // Not zero only where one of the bytes is less than 0x20: it borrows, and had no high bit.
          if (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080 == 0 {
            offset += 8
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
    do {
      _ = try UTF8Span(validating: bytes)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
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
