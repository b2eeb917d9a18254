/// The terms and the evidence of a ranked search with what they count over the whole snapshot.
struct PreparedTerms {
  /// For each segment, each field, each term; nil where the term does not occur or is not looked up.
  let lists: [[[TermList?]]]
  /// For the first term in each field, for the second, and so on; then for the evidence.
  let scorers: [TermScorer]
  let units: ScoreUnits

  init(
    _ search: RankedSearch, _ terms: [RankedSearch.Term], _ evidence: [RankedSearch.Evidence]
  ) throws(IndexError) {
    var lists: [[[TermList?]]] = []
    for segment in search.snapshot.segments {
      var segmentLists: [[TermList?]] = []
      for field in search.fields.indices {
        segmentLists.append(try Self.lists(terms, search.fields[field].number, field, segment))
      }
      lists.append(segmentLists)
    }
    var weights: [Float] = []
    for (index, term) in terms.enumerated() {
      let frequencies = search.fields.indices.map { field in
        lists.reduce(0) { $0 + ($1[field][index]?.liveFrequency ?? 0) }
      }
      let weight = search.weight(term.weight, frequency: frequencies.max() ?? 0)
      for (field, frequency) in zip(search.fields, frequencies) {
        weights.append(frequency > 0 ? weight * field.weight : 0)
      }
    }
    for evidence in evidence {
      let frequency = evidence.matches.reduce(0) { $0 + $1.documents.count }
      weights.append(search.weight(evidence.weight, frequency: frequency))
    }
    let units = ScoreUnits(total: weights.reduce(0, +))
    let averages = search.fields.map { search.snapshot.averageLength(field: $0.number) }
    let fieldCount = search.fields.count
    self.lists = lists
    self.units = units
    scorers = weights.enumerated().map { index, weight in
      let field = index < terms.count * fieldCount ? index % fieldCount : 0
      return TermScorer(
        weight: weight * units.scale, bm25: search.bm25, averageLength: averages[field])
    }
  }

  /// Looks up those of the terms that are wanted in a field.
  private static func lists(
    _ terms: [RankedSearch.Term], _ number: Int, _ field: Int, _ segment: IndexSnapshot.Segment
  ) throws(IndexError) -> [TermList?] {
    let wanted = terms.indices.filter { terms[$0].isLookedUp(in: field) }
    let found = try TermList.lists(wanted.map { terms[$0].bytes }, field: number, in: segment)
    var lists = [TermList?](repeating: nil, count: terms.count)
    for (index, list) in zip(wanted, found) { lists[index] = list }
    return lists
  }
}
