extension RankedSearch {
  /// The best `limit` of the live documents in which `phrase` stands.
  ///
  /// It is scored as a term whose idf is the sum of its terms' (as Lucene does), in the phrase's field
  /// and with the weight of the first field. A phrase stands nowhere more often than its rarest term:
  /// blocks and documents that cannot reach the threshold so are left out before any position is read.
  package func top(_ limit: Int, phrase: Phrase) throws(IndexError) -> [Hit] {
    var weight: Float = 0
    for member in phrase.members {
      weight += self.weight(
        fields[0].weight,
        frequency: try snapshot.documentFrequency(member.term, field: phrase.field))
    }
    let units = ScoreUnits(total: weight)
    let scorer = TermScorer(
      weight: weight * units.scale, bm25: bm25,
      averageLength: snapshot.averageLength(field: phrase.field))
    var top = TopDocuments(capacity: limit)
    for (index, segment) in snapshot.segments.enumerated() {
      let lengths = try segment.reader.lengths(field: phrase.field)
      let tieKeys = try tieKeys(in: segment)
      var threshold: Float = 0
      try segment.forEachMatch(
        of: phrase,
        whereBlock: { threshold == 0 || scorer.bound($1) >= threshold },
        where: { document, frequency in
          scorer.score(frequency: frequency, length: lengths[Int(document)]) >= threshold
        },
        { document, frequency in
          let score = scorer.score(frequency: frequency, length: lengths[Int(document)])
          guard score >= threshold else { return }
          top.insert(score: score, segment: index, document: document, tieKeys: tieKeys)
          if !isExhaustive { threshold = top.threshold }
        })
    }
    return top.hits(units)
  }
}
