internal import TextAnalysis

/// What a query's texts are ranked by beside themselves. What stands in them twice counts twice.
struct RankingTerms {
  /// Two adjacent units, both of words.
  private(set) var pairs = WeightedTexts()
  /// Words, the words inside them, and forms, as documents are cut.
  private(set) var words = WeightedTexts()
  /// The user's, with which no document was cut: they are found by their text.
  private(set) var userWords = WeightedTexts()

  init() {}

  /// - Parameters:
  ///   - units: a folded text.
  ///   - tokens: what it is cut into.
  ///   - lexicon: what it was cut with.
  init(_ units: [UInt16], _ tokens: [WordToken], _ lexicon: Lexicon) {
    // What each unit counts by the word that it is part of; 0 outside of words.
    var weights = [Float](repeating: 0, count: units.count)
    for token in tokens {
      let range = Int(token.range.lowerBound)..<Int(token.range.upperBound)
      let text = Array(units[range])
      let weight = RankingWeight.weight(of: text)
      if token.role == .word {
        for place in range { weights[place] = weight }
      }
      let counted = token.role == .subword ? weight * RankingWeight.subword : weight
      if lexicon.hasUserWord(text.span) {
        userWords.add(text, counted)
      } else {
        words.add(text, counted)
      }
    }
    for (place, pair) in zip(weights, weights.dropFirst()).enumerated() {
      let weight = min(pair.0, pair.1)
      if weight > 0 { pairs.add(Array(units[place...(place + 1)]), weight) }
    }
  }

  mutating func add(_ others: RankingTerms) {
    pairs.add(others.pairs)
    words.add(others.words)
    userWords.add(others.userWords)
  }
}
