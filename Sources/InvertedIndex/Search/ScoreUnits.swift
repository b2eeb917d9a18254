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
