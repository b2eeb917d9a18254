internal import InvertedIndex
internal import QueryLanguage

extension ProximityChain {
  /// Those of `documents` in which texts stand at distances from each other, and how many places belong to
  /// such chains; nil where the index does not tell, for other relations, lone characters and wildcards.
  ///
  /// Cost: the positions of the texts in the documents, all of them at once, and the chains.
  static func matches(
    of operands: [[QueryTerm]], _ relations: [Proximity], among documents: DocumentSet,
    of segment: IndexSnapshot.Segment
  ) throws(IndexError) -> Matches? {
    let patterns = operands.map { $0.flatMap(\.forms) }
    let isTold = patterns.joined().allSatisfy {
      $0.isDecidedByIndex && $0.pattern.units.count > 1
    }
    guard isTold, relations.allSatisfy(\.isDistance) else { return nil }
    // Alternatives may stand in one place.
    var ranges: [DocID: [Set<Range<Int>>]] = [:]
    for (operand, forms) in patterns.enumerated() {
      for form in forms {
        let length = form.pattern.units.count
        for (document, places) in try form.pattern.places(in: documents, of: segment) {
          ranges[document, default: Array(repeating: [], count: operands.count)][operand]
            .formUnion(places.lazy.map { Int($0)..<Int($0) + length })
        }
      }
    }
    var matches = Matches()
    for document in documents.documents {
      guard let ranges = ranges[document] else { continue }
      let places = ranges.enumerated().map { operand, ranges in
        ranges.sorted { $0.lowerBound < $1.lowerBound }.map {
          LeafPlace(range: $0, operand: operand, text: "", equivalence: nil)
        }
      }
      var chain = ProximityChain(places: places, relations: relations) { _, _ in 0 }
      let count = chain.participants().count
      guard count > 0 else { continue }
      matches.documents.append(document)
      matches.frequencies.append(UInt32(count))
    }
    return matches
  }
}

extension Proximity {
  fileprivate var isDistance: Bool {
    if case .within = self { true } else { false }
  }
}
