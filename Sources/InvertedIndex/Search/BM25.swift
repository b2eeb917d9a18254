import Glibc

/// The BM25 ranking function.
///
/// A document's score is the sum over the query's terms of
/// `weight · idf · tf / (tf + k1 · (1 − b + b · length / average))`, with
/// `idf = ln(1 + (N − df + 0.5) / (df + 0.5))`.
/// Source: Robertson and Zaragoza, “The Probabilistic Relevance Framework: BM25 and Beyond”, 2009;
/// the idf is Lucene's, which is never negative; the constant factor k1 + 1 is left out.
package struct BM25: Equatable, Sendable {
  /// How soon further occurrences stop to count; 0 or more.
  package var k1: Float
  /// How much the length counts; 0 to 1.
  package var b: Float

  package init(k1: Float = 1.2, b: Float = 0.75) {
    self.k1 = k1
    self.b = b
  }

  /// The weight of a term that stands in `frequency` of `documents` documents.
  package static func inverseDocumentFrequency(documents: Int, frequency: Int) -> Float {
    Float(log(1 + (Double(documents - frequency) + 0.5) / (Double(frequency) + 0.5)))
  }
}

/// Scores in whole units.
///
/// Every contribution is rounded to a whole number of units, of which a query's greatest possible sum
/// has 2^22; below 2^24 a `Float` holds whole numbers exactly, so sums do not depend on the order of
/// addition, and pruned search can equal exhaustive search to the last bit.
struct ScoreUnits {
  static let greatestSum: Float = 0x1p22
  /// Units for a score of 1.
  let scale: Float

  /// - Parameter total: the sum of all weights, which no score exceeds.
  init(total: Float) {
    // A power of two, so that scaling is exact.
    guard total > 0 else {
      scale = 1
      return
    }
    let above = Float(sign: .plus, exponent: total.exponent + 1, significand: 1)
    scale = Self.greatestSum / above
  }
}

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

  /// At least the contribution of any posting that `impacts` (4 pairs, see ``Impacts``) covers.
  func bound(_ impacts: UnsafeRawBufferPointer) -> Float {
    var bound: Float = 0
    for pair in 0..<Impacts.capacity {
      let frequency = impacts[pair * 2]
      if frequency == Impacts.saturated { return greatest }
      let length = LengthCode.decode(impacts[pair * 2 + 1])
      bound = max(bound, score(frequency: UInt32(frequency), length: length))
    }
    // A greater frequency may give a smaller score when rounding is against it: four operations are
    // each off by 2^-24 of a result below 2^22, for both scores; that makes two units.
    return bound + 3
  }

  /// At least any contribution. A whole number, as every bound, so that sums of bounds are exact too.
  var greatest: Float { weight.rounded(.up) + 1 }
}
