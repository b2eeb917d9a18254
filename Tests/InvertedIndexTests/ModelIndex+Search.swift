@testable import InvertedIndex

extension ModelIndex {
  var liveDocuments: [ModelDocument] {
    segments.enumerated().flatMap { number, documents in
      documents.enumerated().filter { isLive(number, $0.offset) }.map(\.element)
    }
  }

  /// The result, without limit, of ``RankedSearch/top(_:terms:evidence:candidates:excluded:)`` on
  /// field 0, by scoring every document and sorting. Shares the arithmetic of one contribution,
  /// nothing else.
  func hits(
    terms: [RankedSearch.Term], evidence: [RankedSearch.Evidence] = [],
    candidates: [DocumentSet]? = nil, excluded: [DocumentSet]? = nil, bm25: BM25,
    tieOrder: RankedSearch.TieOrder
  ) -> [Hit] {
    let liveDocuments = liveDocuments
    let average =
      liveDocuments.isEmpty
      ? 0
      : Double(liveDocuments.reduce(0) { $0 + $1.fields[0].count }) / Double(liveDocuments.count)
    func weight(_ weight: Float, _ frequency: Int) -> Float {
      guard frequency > 0 else { return 0 }
      return weight
        * BM25.inverseDocumentFrequency(documents: liveDocuments.count, frequency: frequency)
    }
    let weights =
      terms.map { term in
        weight(term.weight, liveDocuments.filter { $0.frequencies[term.bytes] != nil }.count)
      }
      + evidence.map { weight($0.weight, $0.matches.reduce(0) { $0 + $1.documents.count }) }
    let units = ScoreUnits(total: weights.reduce(0, +))
    let scorers = weights.map {
      TermScorer(weight: $0 * units.scale, bm25: bm25, averageLength: average)
    }
    var hits: [Hit] = []
    for (segment, documents) in segments.enumerated() {
      for (number, document) in documents.enumerated() where isLive(segment, number) {
        let id = DocID(number)
        let length = UInt32(document.fields[0].count)
        var score: Float = 0
        var isFound = false
        for (term, scorer) in zip(terms, scorers) {
          guard let frequency = document.frequencies[term.bytes] else { continue }
          score += scorer.score(frequency: frequency, length: length)
          isFound = true
        }
        for (evidence, scorer) in zip(evidence, scorers[terms.count...]) {
          guard let place = evidence.matches[segment].documents.firstIndex(of: id) else { continue }
          score += scorer.score(
            frequency: evidence.matches[segment].frequencies[place], length: length)
          isFound = true
        }
        if let candidates { isFound = candidates[segment].contains(id) }
        if let excluded, excluded[segment].contains(id) { isFound = false }
        guard isFound else { continue }
        let tieKey =
          switch tieOrder {
          case .address: UInt64(segment) << 32 | UInt64(number)
          case .column: UInt64(bitPattern: document.integer)
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
