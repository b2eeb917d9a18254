import InvertedIndex
import TextAnalysis

/// A query as the engine takes it.
struct PreparedQuery {
  private enum Kind {
    case topOfAny([RankedSearch.Term], Int)
    case topOfAll([RankedSearch.Term], Int)
    case topOfPhrase(Phrase, Int)
    case countOfAny([[UInt8]])
    case countOfAll([[UInt8]])
    case countOfPhrase(Phrase)
    case topOfText(String, Int)
  }

  private let kind: Kind
  private let search: RankedSearch

  init(_ query: Query, _ search: RankedSearch, analyzesPairs: Bool) {
    self.search = search
    if analyzesPairs {
      kind = .topOfText(query.text, query.limit)
      return
    }
    switch (query.operator, query.isCount) {
    case (.term, false), (.or, false): kind = .topOfAny(query.terms, query.limit)
    case (.and, false): kind = .topOfAll(query.terms, query.limit)
    case (.phrase, false): kind = .topOfPhrase(query.phrase, query.limit)
    case (.term, true), (.or, true): kind = .countOfAny(query.words)
    case (.and, true): kind = .countOfAll(query.words)
    case (.phrase, true): kind = .countOfPhrase(query.phrase)
    }
  }

  /// The best hits, or how many there are; a count of -1 is unknown.
  func answer(_ folder: inout TextFolder) throws(IndexError) -> (count: Int, hits: [Hit]) {
    switch kind {
    case .topOfAny(let terms, let limit): (-1, try search.top(limit, terms: terms))
    case .topOfAll(let terms, let limit): (-1, try search.top(limit, ofAll: terms))
    case .topOfPhrase(let phrase, let limit): (-1, try search.top(limit, phrase: phrase))
    case .topOfText(let text, let limit):
      (-1, try search.top(limit, phrase: Phrase(pairsOf: text, &folder)))
    case .countOfAny(let terms): (try search.snapshot.count(ofAny: terms, field: 0), [])
    case .countOfAll(let terms): (try search.snapshot.count(ofAll: terms, field: 0), [])
    case .countOfPhrase(let phrase): (try search.snapshot.count(phrase), [])
    }
  }
}
