/// The terms and the evidence of a ranked search with what they count over the whole snapshot.
struct PreparedTerms {
  /// For each segment, each term, each field; nil where the term does not occur or is not looked up.
  private let lists: [TermList?]
  /// Lists of a segment.
  private let listCount: Int
  /// For the first term in each field, for the second, and so on; then for the evidence.
  let scorers: [TermScorer]
  let units: ScoreUnits

  init(
    _ search: RankedSearch, _ terms: [RankedSearch.Term], _ evidence: [RankedSearch.Evidence]
  ) throws(IndexError) {
    let fields = search.fields
    let count = terms.count * fields.count
    var lists: [TermList?] = []
    lists.reserveCapacity(search.snapshot.segments.count * count)
    for segment in search.snapshot.segments {
      for term in terms {
        for (place, field) in fields.enumerated() {
          lists.append(
            term.isLookedUp(in: place)
              ? try TermList(term.bytes, field: field.number, in: segment) : nil)
        }
      }
    }
    var weights: [Float] = []
    weights.reserveCapacity(count + evidence.count)
    for (index, term) in terms.enumerated() {
      let frequencies = fields.indices.map { field in
        stride(from: index * fields.count + field, to: lists.count, by: count).reduce(0) {
          $0 + (lists[$1]?.liveFrequency ?? 0)
        }
      }
      let weight =
        term.isPrior ? 0 : search.weight(term.weight, frequency: frequencies.max() ?? 0)
      for (field, frequency) in zip(fields, frequencies) {
        weights.append(frequency > 0 ? weight * field.weight : 0)
      }
    }
    let total = weights.reduce(0, +)
    for (index, term) in terms.enumerated() where term.isPrior {
      for place in fields.indices where term.isLookedUp(in: place) {
        weights[index * fields.count + place] = term.weight * total
      }
    }
    for evidence in evidence {
      let frequency = evidence.matches.reduce(0) { $0 + $1.documents.count }
      weights.append(search.weight(evidence.weight, frequency: frequency))
    }
    let units = ScoreUnits(total: weights.reduce(0, +))
    let averages = fields.map { search.snapshot.averageLength(field: $0.number) }
    self.lists = lists
    listCount = count
    self.units = units
    scorers = weights.enumerated().map { index, weight in
      let field = index < count ? index % fields.count : 0
      let isPrior = index < count && terms[index / fields.count].isPrior
      return TermScorer(
        weight: weight * units.scale, bm25: isPrior ? .constant : search.bm25,
        averageLength: averages[field])
    }
  }

  /// Those of a segment: the first term's in each field, the second's, and so on.
  func lists(inSegment segment: Int) -> ArraySlice<TermList?> {
    lists[(segment * listCount)..<(segment * listCount + listCount)]
  }
}
