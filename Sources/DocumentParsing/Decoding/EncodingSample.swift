internal import TextAnalysis

/// A part of a file that is no more than needed to tell encodings apart.
///
/// It begins with the first byte outside ASCII, rounded down to a UTF-16 unit: in every encoding a
/// character begins there.
struct EncodingSample {
  private let bytes: [UInt8]

  /// In bytes: several times what tells the encodings apart with certainty.
  private static let size = 512

  init(of file: [UInt8]) {
    let start = (file.firstIndex { $0 >= 0x80 } ?? 0) & ~1
    bytes = Array(file[start..<min(start + Self.size, file.count)])
  }

  /// How improbable the sample is as Chinese in `encoding`, for each byte that can be decoded; see
  /// ``EncodingChoice/Candidate/cost``.
  func cost(in encoding: TextEncoding) -> Double? {
    let reading = EncodedReading(bytes, as: encoding)
    let count = reading.failure ?? bytes.count
    let units = reading.units
    guard count > 0, let cost = DictionaryCost.total(of: units.span) else { return nil }
    return Double(cost) / Double(count)
  }
}
