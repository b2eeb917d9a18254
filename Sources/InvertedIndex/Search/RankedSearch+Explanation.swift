extension RankedSearch {
  /// What one term, or one piece of evidence, adds to a document's score.
  package struct Contribution: Equatable, Sendable {
    package enum Source: Equatable, Sendable {
      /// The index of the term, and that of the field.
      case term(Int, field: Int)
      /// The index of the evidence.
      case evidence(Int)
    }

    package let source: Source
    package let frequency: Int
    package let score: Float
  }

  /// How the score of a document that ``top(_:terms:evidence:candidates:excluded:)`` may find comes about: what
  /// the terms and the evidence that stand in it add, in their order, field by field. The sum is the score.
  ///
  /// Cost: that of looking every term up.
  package func contributions(
    to document: DocID, segment: Int, terms: [Term], evidence: [Evidence] = []
  ) throws(IndexError) -> [Contribution] {
    let prepared = try PreparedTerms(self, terms, evidence)
    let lists = prepared.lists(inSegment: segment)
    let reader = snapshot.segments[segment].reader
    var contributions: [Contribution] = []
    for index in terms.indices {
      for (place, field) in fields.enumerated() {
        let number = index * fields.count + place
        guard let list = lists[lists.startIndex + number] else { continue }
        var cursor = try reader.cursor(list.entry, field: field.number)
        try cursor.seek(document)
        guard cursor.doc == document else { continue }
        let frequency = try cursor.frequency()
        let score = prepared.scorers[number].score(
          frequency: frequency,
          length: try reader.lengths(field: field.number)[Int(document)])
        contributions.append(
          Contribution(
            source: .term(index, field: place), frequency: Int(frequency),
            score: score / prepared.units.scale))
      }
    }
    let length = try reader.lengths(field: fields[0].number)[Int(document)]
    for (index, evidence) in evidence.enumerated() {
      let frequency = evidence.matches[segment].frequency(in: document)
      guard frequency > 0 else { continue }
      let score = prepared.scorers[terms.count * fields.count + index].score(
        frequency: UInt32(frequency), length: length)
      contributions.append(
        Contribution(
          source: .evidence(index), frequency: frequency, score: score / prepared.units.scale))
    }
    return contributions
  }

  /// The hit that a document is, whatever its rank.
  ///
  /// Cost: as of ``contributions(to:segment:terms:evidence:)``.
  package func hit(
    _ document: DocID, segment: Int, terms: [Term], evidence: [Evidence] = []
  ) throws(IndexError) -> Hit {
    let contributions = try contributions(
      to: document, segment: segment, terms: terms, evidence: evidence)
    return Hit(
      segment: segment, document: document, score: contributions.reduce(0) { $0 + $1.score },
      tieKey: try tieKeys(in: snapshot.segments[segment]).key(of: document, segment: segment))
  }
}
