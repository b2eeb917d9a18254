@testable import InvertedIndex

extension ModelIndex {
  var liveDocuments: [ModelDocument] {
    segments.enumerated().flatMap { number, documents in
      documents.enumerated().filter { isLive(number, $0.offset) }.map(\.element)
    }
  }

  /// The result, without limit, of ``RankedSearch/top(_:terms:evidence:candidates:excluded:)``,
  /// by scoring every document and sorting. Shares the arithmetic of one contribution,
  /// nothing else.
  func hits(
    terms: [RankedSearch.Term], fields: [RankedSearch.Field],
    evidence: [RankedSearch.Evidence] = [], candidates: [DocumentSet]? = nil,
    excluded: [DocumentSet]? = nil, bm25: BM25,
    tieOrder: RankedSearch.TieOrder
  ) -> [Hit] {
    let liveDocuments = liveDocuments
    let averages = fields.map { field in
      liveDocuments.isEmpty
        ? 0
        : Double(liveDocuments.reduce(0) { $0 + $1.fields[field.number].count })
          / Double(liveDocuments.count)
    }
    func weight(_ weight: Float, _ frequency: Int) -> Float {
      guard frequency > 0 else { return 0 }
      return weight
        * BM25.inverseDocumentFrequency(documents: liveDocuments.count, frequency: frequency)
    }
    var weights = terms.map { term -> [Float] in
      let holding = fields.enumerated().map { place, field in
        term.fields?.contains(place) == false
          ? 0 : liveDocuments.filter { $0.frequencies[field.number][term.bytes] != nil }.count
      }
      let weight = term.isPrior ? 0 : weight(term.weight, holding.max() ?? 0)
      return zip(fields, holding).map { $1 > 0 ? weight * $0.weight : 0 }
    }
    let total = weights.joined().reduce(0, +)
    for (index, term) in terms.enumerated() where term.isPrior {
      weights[index] = fields.indices.map {
        term.fields?.contains($0) == false ? 0 : term.weight * total
      }
    }
    let evidenceWeights = evidence.map {
      weight($0.weight, $0.matches.reduce(0) { $0 + $1.documents.count })
    }
    let units = ScoreUnits(total: (weights.joined() + evidenceWeights).reduce(0, +))
    func scorer(_ weight: Float, _ field: Int, isPrior: Bool = false) -> TermScorer {
      TermScorer(
        weight: weight * units.scale, bm25: isPrior ? BM25(k1: 0, b: 0) : bm25,
        averageLength: averages[field])
    }
    var hits: [Hit] = []
    for (segment, documents) in segments.enumerated() {
      for (number, document) in documents.enumerated() where isLive(segment, number) {
        let id = DocID(number)
        var score: Float = 0
        var isFound = false
        for (term, weights) in zip(terms, weights) {
          for (field, weight) in zip(fields.indices, weights) {
            let number = fields[field].number
            guard term.fields?.contains(field) != false,
              let frequency = document.frequencies[number][term.bytes]
            else { continue }
            score += scorer(weight, field, isPrior: term.isPrior).score(
              frequency: frequency, length: UInt32(document.fields[number].count))
            isFound = true
          }
        }
        for (evidence, weight) in zip(evidence, evidenceWeights) {
          guard let place = evidence.matches[segment].documents.firstIndex(of: id) else { continue }
          score += scorer(weight, 0).score(
            frequency: evidence.matches[segment].frequencies[place],
            length: UInt32(document.fields[fields[0].number].count))
          isFound = true
        }
        if let candidates { isFound = candidates[segment].contains(id) }
        if let excluded, excluded[segment].contains(id) { isFound = false }
        guard isFound else { continue }
        let tieKey =
          switch tieOrder {
          case .address: TieKey(ascending: UInt64(segment) << 32 | UInt64(number))
          case .column: TieKey(ascending: UInt64(bitPattern: document.integer))
          case .columns:
            TieKey(
              descending: document.integer, ascending: UInt64(bitPattern: document.integer))
          }
        hits.append(Hit(segment: segment, document: id, score: score / units.scale, tieKey: tieKey))
      }
    }
    hits.sort {
      guard $0.score == $1.score else { return $0.score > $1.score }
      return ($0.tieKey, $0.segment, $0.document) < ($1.tieKey, $1.segment, $1.document)
    }
    return hits
  }
}

extension RankedSearch.TieOrder {
  /// One of each kind, over the column of a model.
  static let samples: [RankedSearch.TieOrder] = [
    .address, .column(0), .columns(descending: 0, ascending: 0),
  ]
}
