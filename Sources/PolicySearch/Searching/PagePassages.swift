/// What the hits of one page show, so that nothing is shown twice on it.
///
/// Passages are compared as folded. It looks at the hits of the page only, so that a page depends on
/// nothing but its query, offset and limit.
struct PagePassages {
  /// Shorter passages (units) are headings, dates and phrases: these may be shown again.
  static let minimumLength = 14

  private var owners: [[UInt16]: Owner] = [:]
  private var texts: [UInt64: Int] = [:]

  private struct Owner {
    var rank: Int
    /// Its number among the hit's passages.
    var passage: Int
    /// Ranks of later hits.
    var alsoIn: [Int] = []
  }

  /// The earlier hit of the same body, which becomes known as one of `rank`.
  mutating func owner(ofText checksum: UInt64, at rank: Int) -> Int? {
    if let owner = texts[checksum] { return owner }
    texts[checksum] = rank
    return nil
  }

  /// The earlier hit that shows a passage; notes that the hit of `rank` has it too.
  mutating func owner(of passage: [UInt16], at rank: Int) -> Int? {
    guard let index = owners.index(forKey: passage) else { return nil }
    if owners.values[index].alsoIn.last != rank { owners.values[index].alsoIn.append(rank) }
    return owners.values[index].rank
  }

  /// Adds passages that the hit of `rank` shows, in their order.
  mutating func add(_ passages: [[UInt16]], at rank: Int) {
    for (index, passage) in passages.enumerated()
    where passage.count >= Self.minimumLength && owners[passage] == nil {
      owners[passage] = Owner(rank: rank, passage: index)
    }
  }

  /// Tells the passages of hits, ascending by rank without gaps, in which later hits they stand too.
  func tell(_ hits: inout [SearchHit]) {
    guard let first = hits.first?.rank else { return }
    for owner in owners.values where !owner.alsoIn.isEmpty {
      hits[owner.rank - first].passages[owner.passage].alsoIn = owner.alsoIn
    }
  }
}
