internal import InvertedIndex
internal import TextAnalysis

/// The order of a tier's documents: BM25 over character pairs, words and title, see ``RankingWeight``.
///
/// In the related tier the terms that laws have for everyday words of the query count beside these, and laws of
/// the republic are ahead of other documents.
struct Ranking {
  private let search: RankedSearch
  private var terms: [RankedSearch.Term]
  private let evidence: [RankedSearch.Evidence]
  /// The texts of the terms.
  private var termTexts: [String]
  private let evidenceTexts: [String]
  /// As many of the terms come first that are the query's own, with ``fields``.
  private let ownCount: Int
  /// Pairs and title for the terms that are pairs, words and secondary words for the others.
  private static let fields: [ScoreContribution.Field] = [.pair, .titlePair, .word, .innerWord]

  /// - Parameters:
  ///   - userMatches: for each of the user's words among the terms, for each segment.
  ///   - evidence: texts that count as a term each, with their matches for each segment.
  init(
    _ tier: Tier, _ terms: RankingTerms, userMatches: [LiteralPattern: [Matches]],
    evidence: [(text: String, matches: [Matches])], in snapshot: IndexSnapshot
  ) {
    search = RankedSearch(
      snapshot: snapshot,
      fields: [
        .init(LibrarySchema.pairs),
        .init(LibrarySchema.titlePairs, weight: RankingWeight.title),
        .init(LibrarySchema.words, weight: RankingWeight.words),
        .init(
          LibrarySchema.secondaryWords,
          weight: RankingWeight.words * RankingWeight.secondaryField),
      ],
      bm25: RankingWeight.bm25,
      tieOrder: .columns(
        descending: LibrarySchema.date, ascending: LibrarySchema.identifier))
    let pairs = terms.pairs.entries
    let words = terms.words.entries
    let pairFields = tier == .exact ? 0..<2 : 0..<1
    self.terms =
      pairs.map { .init(bytes: $0.units.termBytes, weight: $0.weight, fields: pairFields) }
      + words.map { .init(bytes: $0.units.termBytes, weight: $0.weight, fields: 2..<4) }
    termTexts = (pairs + words).map { String(utf16: $0.units.span) }
    ownCount = self.terms.count
    let userWords = terms.userWords.entries.compactMap { word in
      LiteralPattern(units: word.units).flatMap { userMatches[$0] }.map { (word, $0) }
    }
    self.evidence =
      evidence.map { RankedSearch.Evidence(matches: $0.matches) }
      + userWords.map {
        RankedSearch.Evidence(matches: $1, weight: $0.weight * RankingWeight.words)
      }
    evidenceTexts =
      evidence.map(\.text) + userWords.map { String(utf16: $0.0.units.span) }
    if tier == .related, ownCount > 0 {
      addLegalTerms(of: terms)
      self.terms.append(
        .init(
          bytes: NationalLaw.term, weight: RankingWeight.nationalLaw, fields: 1..<2, isPrior: true))
      termTexts.append(NationalLaw.name)
    }
  }

  private mutating func addLegalTerms(of query: RankingTerms) {
    let reach = Float(RankingWeight.legalTermReach) / Float(max(1, query.pairs.entries.count))
    let weight = RankingWeight.legalTerm * min(1, reach)
    for (texts, own, fields) in [
      (query.legalPairs, query.pairs, 0..<1), (query.legalWords, query.words, 2..<4),
    ] {
      for text in texts.entries where !own.contains(text.units) {
        terms.append(
          .init(bytes: text.units.termBytes, weight: text.weight * weight, fields: fields))
        termTexts.append(String(utf16: text.units.span))
      }
    }
  }

  private func field(ofTerm term: Int, _ field: Int) -> ScoreContribution.Field {
    if terms[term].isPrior { return .nationalLaw }
    return term < ownCount ? Self.fields[field] : .legalTerm
  }

  /// The best `limit` of the `candidates`, given for each segment.
  func top(_ limit: Int, candidates: [DocumentSet]) throws(IndexError) -> [Hit] {
    try search.top(limit, terms: terms, evidence: evidence, candidates: candidates)
  }

  /// A document of the tier as a hit.
  func hit(_ document: DocID, segment: Int) throws(IndexError) -> Hit {
    try search.hit(document, segment: segment, terms: terms, evidence: evidence)
  }

  /// What the score of a hit is the sum of.
  func explanation(of hit: Hit) throws(IndexError) -> [ScoreContribution] {
    try search.contributions(
      to: hit.document, segment: hit.segment, terms: terms, evidence: evidence
    ).map { contribution in
      switch contribution.source {
      case .term(let term, let field):
        ScoreContribution(
          text: termTexts[term], field: self.field(ofTerm: term, field),
          frequency: contribution.frequency,
          score: contribution.score)
      case .evidence(let index):
        ScoreContribution(
          text: evidenceTexts[index], field: .text, frequency: contribution.frequency,
          score: contribution.score)
      }
    }
  }
}
