/// Finds out the encoding of a file and decodes it; never replaces or drops a character.
///
/// A byte order mark decides; else strict UTF-8 over the whole file; else the one of GB18030, Big5 and
/// UTF-16 that decodes the whole file strictly and gives the likeliest Chinese text.
package enum TextDecoder {
  /// Decodes a whole file.
  ///
  /// UTF-8 is checked at about 0.8 GB/s and not copied; the other encodings cost a decoding for each
  /// that is tried.
  ///
  /// - Throws: ``TextDecodingError`` where the bytes are no text, or in no encoding with certainty.
  package static func decode(_ bytes: [UInt8]) throws(TextDecodingError) -> DecodedText {
    if let marked = markedEncoding(of: bytes) { return try decode(bytes, as: marked) }
    let utf8 = EncodedReading(bytes, as: .utf8)
    if utf8.failure == nil, !utf8.isBinary { return utf8.decoded }

    var readings = [utf8]
    // Only UTF-16 has zero bytes in texts.
    let candidates: [TextEncoding] = bytes.contains(0) ? [] : [.gb18030, .big5]
    for encoding in candidates + [.utf16LE, .utf16BE] {
      let reading = EncodedReading(bytes, as: encoding)
      if reading.failure == nil, reading.likelihood >= sureLikelihood { return reading.decoded }
      readings.append(reading)
    }
    let likely = readings.filter { $0.likelihood >= leastLikelihood && !$0.isBinary }
    func likeliest(_ readings: [EncodedReading]) -> EncodedReading? {
      readings.max { $0.likelihood < $1.likelihood }
    }
    if let best = likeliest(likely.filter { $0.failure == nil }) { return best.decoded }
    if let best = likeliest(likely), let offset = best.failure {
      throw .malformed(best.encoding, offset: offset)
    }
    if let offset = firstControl(in: bytes, as: .utf8) { throw .binary(offset: offset) }
    throw .unknownEncoding(offset: utf8.failure ?? 0)
  }

  /// Decodes a whole file in an encoding that is known; a byte order mark of it is left out.
  ///
  /// - Throws: ``TextDecodingError`` where the bytes are no text of that encoding.
  package static func decode(
    _ bytes: [UInt8], as encoding: TextEncoding
  ) throws(TextDecodingError) -> DecodedText {
    let reading = EncodedReading(bytes, as: encoding)
    if let offset = reading.failure { throw .malformed(encoding, offset: offset) }
    if reading.isBinary, let offset = firstControl(in: bytes, as: encoding) {
      throw .binary(offset: offset)
    }
    return reading.decoded
  }

  // Measured on 600 cuts of laws, news and speeches for each length. The least likelihood of the right
  // reading and the greatest of a wrong one: 0.41 and 0.22 of 20 characters, 0.33 and 0.19 of 40, 0.61
  // and 0.11 of 200. Of fewer than 12 characters they overlap.
  private static let leastLikelihood = 0.3
  private static let sureLikelihood = 0.6

  /// The offset of the first control character; every encoding but UTF-16 has these as ASCII has.
  private static func firstControl(in bytes: [UInt8], as encoding: TextEncoding) -> Int? {
    guard encoding == .utf16LE || encoding == .utf16BE else {
      return bytes.firstIndex(where: CommonCharacters.isControl)
    }
    let low = encoding == .utf16LE ? 0 : 1
    return stride(from: 0, to: bytes.count - 1, by: 2).first {
      bytes[$0 + 1 - low] == 0 && CommonCharacters.isControl(bytes[$0 + low])
    }
  }

  private static func markedEncoding(of bytes: [UInt8]) -> TextEncoding? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
    if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LE }
    if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BE }
    return nil
  }
}
