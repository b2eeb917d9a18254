/// Chooses which segments to merge.
///
/// Tiers by documents: a segment's tier is the power of ``factor`` that its live documents reach. As
/// soon as a tier holds ``factor`` segments they become one; so there are fewer than `factor` segments
/// in each of log(documents) tiers, and a document is rewritten once a tier. A segment with more than
/// a third of its documents deleted is rewritten by itself.
struct MergePolicy {
  static let factor = 8
  /// Segments below this many documents share the lowest tier.
  static let floor = 64

  /// The next segments to merge, as indices into `segments`, or nil when all is well.
  func next(_ segments: [(documents: Int, live: Int)]) -> [Int]? {
    var tiers: [Int: [Int]] = [:]
    for (index, segment) in segments.enumerated() {
      if segment.live == 0 { return [index] }
      if (segment.documents - segment.live) * 3 > segment.documents { return [index] }
      tiers[tier(segment.live), default: []].append(index)
    }
    guard
      let tier = tiers.filter({ $0.value.count >= Self.factor }).min(by: { $0.key < $1.key })
    else { return nil }
    return tier.value
  }

  private func tier(_ documents: Int) -> Int {
    var tier = 0
    var limit = Self.floor
    while documents >= limit {
      tier += 1
      limit *= Self.factor
    }
    return tier
  }
}
