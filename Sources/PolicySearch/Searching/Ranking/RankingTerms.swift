internal import TextAnalysis

/// What a query's texts are ranked by beside themselves.
struct RankingTerms {
  /// Two adjacent units, both of words.
  private(set) var pairs = WeightedTexts()
  /// Words, the words inside them, and forms, as documents are cut.
  private(set) var words = WeightedTexts()
  /// The user's, with which no document was cut: they are found by their text.
  private(set) var userWords = WeightedTexts()
  /// The pairs and words of the terms that laws have for what the texts say in everyday words.
  private(set) var legalPairs = WeightedTexts()
  private(set) var legalWords = WeightedTexts()

  init() {}

  /// - Parameters:
  ///   - units: a folded text.
  ///   - tokens: what it is cut into.
  ///   - lexicon: what it was cut with.
  init(_ units: [UInt16], _ tokens: [WordToken], _ lexicon: Lexicon) {
    var isAsking = [Bool](repeating: false, count: units.count)
    for sentence in Self.asking(in: units, tokens) {
      for place in sentence { isAsking[place] = true }
    }
    // What each unit counts by the word that it is part of; 0 outside of words.
    var weights = [Float](repeating: 0, count: units.count)
    for token in tokens {
      let range = Int(token.range.lowerBound)..<Int(token.range.upperBound)
      let text = Array(units[range])
      var weight = RankingWeight.weight(of: text)
      if !isAsking[range.lowerBound] { weight *= RankingWeight.context }
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
    legalPairs.addGreatest(others.legalPairs)
    legalWords.addGreatest(others.legalWords)
  }

  /// Adds a term that laws have for something that the query says; of a user's word only the pairs.
  mutating func addLegalTerm(_ term: RankingTerms) {
    legalPairs.addGreatest(term.pairs)
    legalWords.addGreatest(term.words)
  }

  /// The sentences of a text that say what is asked for: those that end with a question mark, else the last.
  /// The others tell what it is about. Only sentences in which a word begins are any.
  static func asking(in units: [UInt16], _ tokens: [WordToken]) -> [Range<Int>] {
    var begins = [Bool](repeating: false, count: units.count)
    for token in tokens { begins[Int(token.range.lowerBound)] = true }
    var sentences: [Range<Int>] = []
    var start = 0
    for end in units.indices.map({ $0 + 1 })
    where end == units.count || TextRegions.endsSentence(units[end - 1]) {
      if begins[start..<end].contains(true) { sentences.append(start..<end) }
      start = end
    }
    let questions = sentences.filter { units[$0.upperBound - 1] == 0x3F }
    return questions.isEmpty ? sentences.suffix(1) : questions
  }
}
