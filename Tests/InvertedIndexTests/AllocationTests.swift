import CAllocationCount
import Testing

@testable import InvertedIndex

@Suite struct `While a query runs, memory` {
  private static let vocabulary = ModelDocument.vocabulary(12)

  private static func snapshot(
    of documents: Int, in directory: TemporaryDirectory
  ) throws -> IndexSnapshot {
    var generator = SeededGenerator(seed: 1)
    let model = ModelIndex(segments: [
      (0..<documents).map {
        ModelDocument(number: $0, length: 30...50, vocabulary: vocabulary, using: &generator)
      }
    ])
    return try model.write(to: directory)
  }

  private static let phrase = Phrase(
    field: 0,
    members: (0..<3).map { Phrase.Member(term: vocabulary[$0], offset: $0) }, minimumDistance: 1)

  /// Runs queries of every kind and says how often each allocates.
  private static func allocations(_ snapshot: IndexSnapshot) throws -> [String: Int] {
    let search = RankedSearch(
      snapshot: snapshot, fields: [.init(0)], bm25: BM25(), tieOrder: .column(0))
    let terms = vocabulary[..<3].map { RankedSearch.Term(bytes: $0) }
    let queries: [String: () throws -> Void] = [
      "a term": { _ = try search.top(10, terms: [terms[0]]) },
      "any": { _ = try search.top(10, terms: terms) },
      "all": { _ = try search.top(10, ofAll: terms) },
      "a phrase": { _ = try search.top(10, phrase: phrase) },
      "all, counted": { _ = try snapshot.count(ofAll: terms.map(\.bytes), field: 0) },
      "a phrase, counted": { _ = try snapshot.count(phrase) },
    ]
    return try queries.mapValues { query in
      // What is made once in a process is not the query's.
      try query()
      let before = callocationcount_of_thread()
      try query()
      return callocationcount_of_thread() - before
    }
  }

  @Test func `is not allocated for documents, postings or blocks`() throws {
    let directories = (try TemporaryDirectory(), try TemporaryDirectory())
    let few = try Self.allocations(try Self.snapshot(of: 700, in: directories.0))
    let many = try Self.allocations(try Self.snapshot(of: 4_000, in: directories.1))
    #expect(few.values.allSatisfy { $0 > 0 }, "allocations are counted")
    #expect(few == many)
  }
}
