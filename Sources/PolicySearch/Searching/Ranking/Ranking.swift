internal import InvertedIndex

/// The order of a tier's documents: BM25 over character pairs, words and title, see ``RankingWeight``.
struct Ranking {
  private let search: RankedSearch
  private let terms: [RankedSearch.Term]
  private let evidence: [RankedSearch.Evidence]
  /// The texts of the terms, then of the evidence.
  private let texts: [[UInt16]]

  /// - Parameters:
  ///   - userMatches: for each of the user's words among the terms, for each segment.
  ///   - evidence: the query's own texts, with their matches for each segment.
  init(
    _ tier: Tier, _ terms: RankingTerms, userMatches: [LiteralPattern: [Matches]],
    evidence: [(units: [UInt16], matches: [Matches])], in snapshot: IndexSnapshot
  ) {
    search = RankedSearch(
      snapshot: snapshot,
      fields: [
        .init(LibrarySchema.pairs),
        .init(LibrarySchema.titlePairs, weight: RankingWeight.title(tier)),
        .init(LibrarySchema.words, weight: RankingWeight.words),
        .init(
          LibrarySchema.secondaryWords,
          weight: RankingWeight.words * RankingWeight.secondaryField),
      ],
      bm25: RankingWeight.bm25, tieOrder: .column(LibrarySchema.identifier))
    let pairs = terms.pairs.entries
    let words = terms.words.entries
    self.terms =
      pairs.map { .init(bytes: $0.units.termBytes, weight: $0.weight, fields: 0..<2) }
      + words.map { .init(bytes: $0.units.termBytes, weight: $0.weight, fields: 2..<4) }
    let userWords = terms.userWords.entries.compactMap { word in
      LiteralPattern(units: word.units).flatMap { userMatches[$0] }.map { (word, $0) }
    }
    self.evidence =
      evidence.map { RankedSearch.Evidence(matches: $0.matches) }
      + userWords.map { RankedSearch.Evidence(matches: $1, weight: $0.weight) }
    texts =
      (pairs + words).map(\.units) + evidence.map(\.units) + userWords.map { $0.0.units }
  }

  /// The best `limit` of the `candidates`, given for each segment.
  func top(_ limit: Int, candidates: [DocumentSet]) throws(IndexError) -> [Hit] {
    try search.top(limit, terms: terms, evidence: evidence, candidates: candidates)
  }
}
