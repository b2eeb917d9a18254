internal import QueryLanguage

/// Finds the places of several texts of which each is near enough to one of the next.
struct ProximityChain {
  /// The places of each operand, ascending.
  private(set) var places: [[LeafPlace]]
  /// Between each operand and the next.
  let relations: [Proximity]
  /// The number of the sentence, paragraph or section in which a place begins.
  let region: (Proximity, LeafPlace) -> Int

  /// The places that belong to a chain from the first operand to the last; none where there is no chain.
  ///
  /// Leaving out what has no partner in the next operand, then what has none in the one before, leaves
  /// exactly what chains go through. Cost: as many comparisons as places near each other.
  mutating func participants() -> [LeafPlace] {
    for index in relations.indices { keep(index + 1, near: index, relations[index]) }
    for index in relations.indices.reversed() { keep(index, near: index + 1, relations[index]) }
    return places.contains(where: \.isEmpty) ? [] : Array(places.joined())
  }

  /// Leaves those places of an operand that are near to one of another.
  private mutating func keep(_ index: Int, near other: Int, _ relation: Proximity) {
    let others = places[other]
    switch relation {
    case .within(let distance, let isOrdered):
      let longest = others.map(\.range.count).max() ?? 0
      places[index].removeAll { place in
        let reach = distance + longest
        var next = Self.firstIndex(in: others, from: place.range.lowerBound - reach)
        while next < others.count,
          others[next].range.lowerBound <= place.range.upperBound + distance
        {
          let (first, second) = index < other ? (place, others[next]) : (others[next], place)
          if Self.isNear(first.range, second.range, distance, isOrdered) { return false }
          next += 1
        }
        return true
      }
    case .sentence, .paragraph, .section:
      let byRegion = Dictionary(grouping: others) { region(relation, $0) }
      places[index].removeAll { place in
        let near = byRegion[region(relation, place)] ?? []
        return !near.contains { !$0.range.overlaps(place.range) }
      }
    }
  }

  private static func isNear(
    _ first: Range<Int>, _ second: Range<Int>, _ distance: Int, _ isOrdered: Bool
  ) -> Bool {
    let gap = second.lowerBound - first.upperBound
    if gap >= 0 { return gap <= distance }
    let back = first.lowerBound - second.upperBound
    return !isOrdered && back >= 0 && back <= distance
  }

  /// The index of the first place that begins at `start` or behind it.
  private static func firstIndex(in places: [LeafPlace], from start: Int) -> Int {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle].range.lowerBound < start { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
