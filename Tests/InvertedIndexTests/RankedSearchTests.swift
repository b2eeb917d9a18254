import Testing

@testable import InvertedIndex

@Suite struct `A ranked search` {
  private static let vocabulary = ModelDocument.vocabulary(60)

  /// Compares pruned search, exhaustive search and the dumb scorer, over random queries.
  private static func compare(
    _ model: ModelIndex, queries: Int, using generator: inout SeededGenerator
  ) throws {
    let directory = try TemporaryDirectory()
    let snapshot = try model.write(to: directory)
    func randomSets(_ share: Int) -> [DocumentSet] {
      model.segments.enumerated().map { segment, documents in
        var set = DocumentSet(capacity: documents.count)
        for document in documents.indices
        where model.isLive(segment, document) && Int.random(in: 0..<1000, using: &generator) < share
        {
          set.insert(DocID(document))
        }
        return set
      }
    }
    for query in 0..<queries {
      let terms = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
        RankedSearch.Term(
          bytes: vocabulary[generator.skewed(below: vocabulary.count)],
          weight: [1, 1, 0.25, 7.3].randomElement(using: &generator) ?? 1,
          fields: [nil, nil, 0..<1, 1..<2].randomElement(using: &generator) ?? nil,
          isPrior: Int.random(in: 0..<8, using: &generator) == 0)
      }
      let evidence = (0..<[0, 0, 1, 2][query % 4]).map { _ in
        let sets = randomSets([3, 300].randomElement(using: &generator) ?? 3)
        let matches = sets.map { set in
          var matches = Matches()
          matches.documents = set.documents
          matches.frequencies = set.documents.map { _ in
            UInt32.random(in: 1...9, using: &generator)
          }
          return matches
        }
        return RankedSearch.Evidence(
          matches: matches, weight: Float.random(in: 0.1...3, using: &generator))
      }
      let candidates = query % 3 == 1 ? randomSets([2, 20, 900][query / 3 % 3]) : nil
      let excluded = query % 5 == 2 ? randomSets(500) : nil
      let bm25 = BM25(
        k1: [1.2, 0, 0.4, 2].randomElement(using: &generator) ?? 1.2,
        b: [0.75, 0, 1].randomElement(using: &generator) ?? 0.75)
      let tieOrder = RankedSearch.TieOrder.samples[query % 3]
      let fields = [
        [.init(0)], [.init(0), .init(2, weight: 0.5)],
        [RankedSearch.Field(2), .init(0, weight: 3)],
      ][query % 7 % 3]
      var search = RankedSearch(
        snapshot: snapshot, fields: fields, bm25: bm25, tieOrder: tieOrder)
      let expected = model.hits(
        terms: terms, fields: fields, evidence: evidence, candidates: candidates,
        excluded: excluded, bm25: bm25, tieOrder: tieOrder)
      for limit in [0, 1, 10, 70, 1000] {
        for isExhaustive in [false, true] {
          search.isExhaustive = isExhaustive
          let hits = try search.top(
            limit, terms: terms, evidence: evidence, candidates: candidates, excluded: excluded)
          #expect(
            hits == Array(expected.prefix(limit)),
            "query \(query), limit \(limit), exhaustive: \(isExhaustive)")
        }
      }
      for hit in expected.prefix(20) {
        let contributions = try search.contributions(
          to: hit.document, segment: hit.segment, terms: terms, evidence: evidence)
        #expect(contributions.reduce(0) { $0 + $1.score } == hit.score, "query \(query)")
      }
    }
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `equals a dumb scorer over small segments`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let counts = [[1], [127, 128, 129], [300, 1, 50], [700]][Int(seed % 4)]
    var model = ModelIndex(
      segments: counts.map { count in
        (0..<count).map { number in
          // The number is the tie key; a few documents share theirs.
          var document = ModelDocument(
            number: Int.random(in: 0..<count * 4, using: &generator), length: 0...12,
            vocabulary: Self.vocabulary, using: &generator)
          if number % 10 == 0 { document.integer = -1 }
          return document
        }
      })
    if seed % 2 == 0 {
      for (segment, count) in counts.enumerated() where count > 1 {
        for document in 0..<count where Int.random(in: 0..<4, using: &generator) == 0 {
          model.delete(segment, document)
        }
      }
    }
    try Self.compare(model, queries: 12, using: &generator)
  }

  /// Few distinct documents, repeated, so that scores tie all over; more documents than a window has,
  /// and the best of them gathered in one place, so that whole windows and blocks are skipped.
  @Test(arguments: 0..<3 as Range<UInt64>)
  func `equals a dumb scorer over several windows`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let kinds = (0..<8).map {
      ModelDocument(number: $0, length: 1...4, vocabulary: Self.vocabulary, using: &generator)
    }
    let window = Int(RankedSearch.windowSize)
    let counts = [[2 * window + 100], [window, window + 1], [window - 1, 300]][Int(seed)]
    var model = ModelIndex(segments: [])
    for count in counts {
      let best = Int.random(in: 0..<count, using: &generator)
      model.segments.append(
        (0..<count).map { number in
          guard abs(number - best) >= 150 else {
            return ModelDocument(
              number: number, length: 5...30, vocabulary: Self.vocabulary, using: &generator)
          }
          var document = kinds[generator.skewed(below: kinds.count)]
          document.integer = Int64(count - number)
          return document
        })
    }
    for document in stride(from: 7, to: counts[0], by: 11) { model.delete(0, document) }
    try Self.compare(model, queries: 4, using: &generator)
  }

  /// All documents score the same, and the last are the best by their column: every block and window
  /// reaches the threshold exactly, and none may be left out.
  @Test(arguments: ["one", "one two", "one two three four"])
  func `leaves out nothing that equals the threshold`(text: String) throws {
    let count = 2 * Int(RankedSearch.windowSize) + 200
    let model = ModelIndex(
      segments: [
        (0..<count).map { number in
          var document = ModelDocument(text, number: number)
          document.integer = Int64(count - number)
          return document
        }
      ])
    let directory = try TemporaryDirectory()
    let search = RankedSearch(
      snapshot: try model.write(to: directory), fields: [.init(0)], bm25: BM25(),
      tieOrder: .column(0))
    let terms = text.split(separator: " ").map { RankedSearch.Term(bytes: Array($0.utf8)) }
    let hits = try search.top(10, terms: terms)
    #expect(hits.map(\.document) == (0..<10).map { DocID(count - 1 - $0) })
  }

  /// In the second window the best documents stand in the first of several blocks, and the last block
  /// alone could be left out.
  @Test func `judges every block of a window by its own impacts`() throws {
    let window = Int(RankedSearch.windowSize)
    let documents = (0..<2 * window).map { number in
      let frequency =
        switch number {
        case 0..<200: 4
        case window..<window + 200: 8
        case window + 200..<window + 600: 1
        default: 0
        }
      let other = number > window && number % 10 == 0 ? 1 : 0
      let words =
        Array(repeating: "one", count: frequency) + Array(repeating: "two", count: other)
        + Array(repeating: "rest", count: 12 - frequency - other)
      return ModelDocument(words.joined(separator: " "), number: number)
    }
    let directory = try TemporaryDirectory()
    var search = RankedSearch(
      snapshot: try ModelIndex(segments: [documents]).write(to: directory), fields: [.init(0)],
      bm25: BM25(), tieOrder: .address)
    let terms = [
      RankedSearch.Term(bytes: Array("one".utf8)),
      RankedSearch.Term(bytes: Array("two".utf8), weight: 0.25),
    ]
    let pruned = try search.top(5, terms: terms)
    search.isExhaustive = true
    #expect(try search.top(5, terms: terms) == pruned)
  }

  @Test func `of no index finds nothing`() throws {
    let directory = try TemporaryDirectory()
    let snapshot = try ModelIndex(segments: []).write(to: directory)
    let search = RankedSearch(
      snapshot: snapshot, fields: [.init(0)], bm25: BM25(), tieOrder: .address)
    #expect(try search.top(10, terms: [.init(bytes: [1])]).isEmpty)
  }
}
