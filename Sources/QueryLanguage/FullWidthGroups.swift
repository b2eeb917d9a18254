/// Which full-width parentheses of a query group, as ( and ) do: those around something that white space or
/// `|` divides, such as （甲 OR 乙）. Others are text, as in （一） or 《条例》（试行）.
enum FullWidthGroups {
  /// The places of both parentheses of each group, as indices of scalars.
  ///
  /// A （ must begin a term. It and its ） stand in the same ASCII parentheses, and quoted text is passed
  /// over. Cost: linear.
  static func places(in scalars: [Unicode.Scalar]) -> Set<Int> {
    var places: Set<Int> = []
    var open: [(place: Int, isDivided: Bool)] = []
    var place = 0
    while place < scalars.count {
      let scalar = scalars[place]
      switch scalar {
      case "\"": place = end(ofQuotationAt: place, in: scalars) { $0 == "\"" }
      case "“", "”":
        place = end(ofQuotationAt: place, in: scalars) { $0 == "“" || $0 == "”" }
      case "(": open.append((place, false))
      case ")":
        while let last = open.popLast(), scalars[last.place] != "(" {}
      case "（" where beginsTerm(place, in: scalars): open.append((place, false))
      case "）":
        guard let last = open.last, scalars[last.place] == "（" else { break }
        open.removeLast()
        if last.isDivided { places.formUnion([last.place, place]) }
      default:
        guard scalar == "|" || scalar == "｜" || scalar.properties.isWhitespace else { break }
        for index in open.indices.reversed() {
          guard !open[index].isDivided else { break }
          open[index].isDivided = true
        }
      }
      place += 1
    }
    return places
  }

  private static func beginsTerm(_ place: Int, in scalars: [Unicode.Scalar]) -> Bool {
    guard place > 0 else { return true }
    switch scalars[place - 1] {
    case "(", "（", "|", "｜", "-", "－", ":", "：": return true
    default: return scalars[place - 1].properties.isWhitespace
    }
  }

  private static func end(
    ofQuotationAt place: Int, in scalars: [Unicode.Scalar],
    closedBy isClosing: (Unicode.Scalar) -> Bool
  ) -> Int {
    scalars[(place + 1)...].firstIndex(where: isClosing) ?? scalars.count
  }
}
