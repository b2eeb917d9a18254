/// One term's contribution to the scores of one segment's documents.
struct TermScorer {
  /// The weight, in units.
  private let weight: Float
  private let base: Float
  private let slope: Float

  init(weight: Float, bm25: BM25, averageLength: Double) {
    self.weight = weight
    base = bm25.k1 * (1 - bm25.b)
    slope = averageLength > 0 ? bm25.k1 * bm25.b / Float(averageLength) : 0
  }

  /// The contribution (whole units) of `frequency` occurrences in a document of `length`.
  @inline(__always)
  func score(frequency: UInt32, length: UInt32) -> Float {
    let frequency = Float(frequency)
    let raw = weight * frequency / (frequency + base + slope * Float(length))
    // Adding and taking away 1.5 · 2^23 rounds a number below 2^22 to a whole one.
    return (raw + 0x1.8p23) - 0x1.8p23
  }

  /// The contributions of four postings; each equals that of ``score(frequency:length:)``.
  @inline(__always)
  func scores(frequencies: SIMD4<Float>, lengths: SIMD4<Float>) -> SIMD4<Float> {
    let raw = weight * frequencies / (frequencies + base + slope * lengths)
    return (raw + 0x1.8p23) - 0x1.8p23
  }

  /// At least the contribution of any posting that `impacts` (4 pairs, see ``Impacts``) covers.
  func bound(_ impacts: UnsafeRawBufferPointer) -> Float {
    let pairs = impacts.loadUnaligned(as: SIMD8<UInt8>.self)
    // Frequencies ascend.
    if pairs[Impacts.encodedSize - 2] == Impacts.saturated { return greatest }
    let bounds = scores(
      frequencies: SIMD4<Float>(pairs.evenHalf), lengths: LengthCode.decode(pairs.oddHalf))
    // A greater frequency may give a smaller score when rounding is against it: four operations are
    // each off by 2^-24 of a result below 2^22, for both scores; that makes two units.
    return bounds.max() + 3
  }

  /// At least any contribution. A whole number, as every bound, so that sums of bounds are exact too.
  var greatest: Float { weight.rounded(.up) + 1 }
}
