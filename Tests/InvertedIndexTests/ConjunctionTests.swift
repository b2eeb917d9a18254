import Testing

@testable import InvertedIndex

@Suite struct `A search for all of several terms, or a phrase` {
  private static let vocabulary = ModelDocument.vocabulary(40)

  /// Segments of documents some of which are deleted; the last segment is of two kinds of documents, so
  /// that its lists' blocks differ in what they can score.
  private static func model(using generator: inout SeededGenerator) -> ModelIndex {
    var model = ModelIndex(
      segments: [1, 129, 300].map { count in
        (0..<count).map {
          ModelDocument(
            number: $0 * 7 % 500, length: 0...30, vocabulary: vocabulary, using: &generator)
        }
      })
    model.segments.append(
      (0..<900).map {
        ModelDocument(
          number: $0, length: $0 / 200 % 2 == 0 ? 1...6 : 20...50, vocabulary: vocabulary,
          using: &generator)
      })
    for (segment, documents) in model.segments.enumerated() where segment % 2 == 1 {
      for document in documents.indices where Int.random(in: 0..<5, using: &generator) == 0 {
        model.delete(segment, document)
      }
    }
    return model
  }

  @Test(arguments: 0..<3 as Range<UInt64>)
  func `finds and counts what a dumb scorer does`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let directory = try TemporaryDirectory()
    let model = Self.model(using: &generator)
    let snapshot = try model.write(to: directory)
    for query in 0..<7 {
      let terms = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        RankedSearch.Term(
          bytes: query == 0
            ? Array("nowhere".utf8)
            : Self.vocabulary[generator.skewed(below: Self.vocabulary.count)],
          weight: [1, 1, 0.25, 7.3].randomElement(using: &generator) ?? 1)
      }
      for field in [0, 2] {
        let all = model.segments.enumerated().map { segment, documents in
          var set = DocumentSet(capacity: documents.count)
          for (number, document) in documents.enumerated()
          where model.isLive(segment, number)
            && terms.allSatisfy({ document.frequencies[field][$0.bytes] != nil })
          {
            set.insert(DocID(number))
          }
          return set
        }
        let excluded = query % 3 == 0 ? all.map { $0.everyThird } : nil
        let tieOrder = RankedSearch.TieOrder.samples[query % 3]
        let expected = model.hits(
          terms: terms, fields: [.init(field, weight: 2)], candidates: all, excluded: excluded,
          bm25: BM25(), tieOrder: tieOrder)
        var search = RankedSearch(
          snapshot: snapshot, fields: [.init(field, weight: 2)], bm25: BM25(), tieOrder: tieOrder)
        for limit in [0, 1, 10, 5000] {
          for isExhaustive in [false, true] {
            search.isExhaustive = isExhaustive
            #expect(
              try search.top(limit, ofAll: terms, excluded: excluded)
                == Array(expected.prefix(limit)))
          }
        }
        let bytes = terms.map(\.bytes)
        #expect(
          try snapshot.count(ofAll: bytes, field: field) == all.reduce(0) { $0 + $1.count })
        let any = model.liveDocuments.count { document in
          bytes.contains { document.frequencies[field][$0] != nil }
        }
        #expect(try snapshot.count(ofAny: bytes, field: field) == any)
      }
    }
  }

  @Test(arguments: 0..<3 as Range<UInt64>)
  func `ranks phrases as if each were a term of its own`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let directory = try TemporaryDirectory()
    let model = Self.model(using: &generator)
    let snapshot = try model.write(to: directory)
    for query in 0..<10 {
      let count = query % 3 + 1
      let terms = (0..<count).map { _ in Self.vocabulary[generator.skewed(below: 4)] }
      let phrase = Phrase(
        field: 0, members: terms.enumerated().map { Phrase.Member(term: $1, offset: $0) },
        minimumDistance: 1)
      let weight = try terms.reduce(Float(0)) { sum, term in
        let frequency = try snapshot.documentFrequency(term, field: 0)
        return sum
          + (frequency == 0
            ? 0
            : BM25.inverseDocumentFrequency(documents: snapshot.documentCount, frequency: frequency))
      }
      let units = ScoreUnits(total: weight)
      let scorer = TermScorer(
        weight: weight * units.scale, bm25: BM25(), averageLength: snapshot.averageLength(field: 0))
      var expected: [Hit] = []
      for (number, segment) in snapshot.segments.enumerated() {
        let matches = try segment.matches(phrase)
        for (document, frequency) in zip(matches.documents, matches.frequencies) {
          let content = model.segments[number][Int(document)]
          let score = scorer.score(
            frequency: frequency, length: UInt32(content.fields[0].count))
          expected.append(
            Hit(
              segment: number, document: document, score: score / units.scale,
              tieKey: TieKey(ascending: UInt64(bitPattern: content.integer))))
        }
      }
      #expect(try snapshot.count(phrase) == expected.count)
      expected.sort {
        guard $0.score == $1.score else { return $0.score > $1.score }
        return ($0.tieKey, $0.segment, $0.document) < ($1.tieKey, $1.segment, $1.document)
      }
      var search = RankedSearch(
        snapshot: snapshot, fields: [.init(0)], bm25: BM25(), tieOrder: .column(0))
      for limit in [0, 1, 10, 5000] {
        for isExhaustive in [false, true] {
          search.isExhaustive = isExhaustive
          #expect(try search.top(limit, phrase: phrase) == Array(expected.prefix(limit)))
        }
      }
    }
  }
}

extension DocumentSet {
  fileprivate var everyThird: DocumentSet {
    var set = DocumentSet(capacity: capacity)
    for (index, document) in documents.enumerated() where index % 3 == 0 { set.insert(document) }
    return set
  }
}
