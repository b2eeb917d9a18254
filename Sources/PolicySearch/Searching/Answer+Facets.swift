internal import InvertedIndex

extension Answer {
  /// Counts both tiers by the values of a property.
  ///
  /// Cost: linear in the tiers and the property's distinct values; each value is read once a segment.
  func counts(by facet: Facet) throws(IndexError) -> FacetCounts {
    var totals: [[UInt8]?: Tally] = [:]
    for (index, segment) in snapshot.segments.enumerated() {
      let exact = try segment.reader.counts(by: facet, in: exact[index])
      let related = try segment.reader.counts(by: facet, in: related[index])
      for number in exact.indices where exact[number] + related[number] > 0 {
        let value = number == 0 ? nil : Array(try segment.reader.value(number, of: facet).utf8)
        totals[value, default: Tally()].add(exact[number], related[number])
      }
    }
    let order = totals.sorted { first, second in
      guard let firstValue = first.key, let secondValue = second.key else {
        return first.key != nil && second.key == nil
      }
      let (a, b) = (first.value, second.value)
      guard a.exact == b.exact else { return a.exact > b.exact }
      guard a.related == b.related else { return a.related > b.related }
      return firstValue.lexicographicallyPrecedes(secondValue)
    }
    return FacetCounts(
      facet: facet,
      values: order.map { value, tally in
        FacetCounts.Value(
          value: value.map { String(decoding: $0, as: UTF8.self) }, exact: tally.exact,
          related: tally.related)
      })
  }
}

/// Within a segment the values of a property have numbers, from 1; documents without one count at 0.
extension SegmentReader {
  fileprivate func counts(
    by facet: Facet, in documents: DocumentSet
  ) throws(IndexError) -> [Int] {
    switch facet {
    case .keyword(let field):
      return try keywordColumns[field.column].counts(in: documents)
    case .year:
      let dates = try integers(column: LibrarySchema.date)
      // No date is later than 2199, see `PolicyDate`.
      var counts = [Int](repeating: 0, count: 2200)
      for document in documents.documents { counts[Int(dates[Int(document)]) / 10_000] += 1 }
      return counts
    }
  }

  fileprivate func value(_ number: Int, of facet: Facet) throws(IndexError) -> String {
    switch facet {
    case .keyword(let field): try keywordColumns[field.column].value(number - 1)
    case .year: String(number)
    }
  }
}

private struct Tally {
  var exact = 0
  var related = 0

  mutating func add(_ exact: Int, _ related: Int) {
    self.exact += exact
    self.related += related
  }
}
