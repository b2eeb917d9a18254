extension WordSegmenter {
  /// The words of `units`, as ``segment(_:into:)`` finds them, with their sources and costs: for people
  /// to look at, a microsecond a word.
  ///
  /// - Precondition: fewer than 2³¹ units.
  package mutating func explain(_ units: Span<UInt16>) -> [ExplainedWord] {
    var costs = BreakDictionary.shared.map { DirectSearch(trie: $0.trie, terms: lexicon.terms) }
    var explained: [ExplainedWord] = []
    var words: [Range<Int32>] = []
    beginText()
    var start = 0
    while start < units.count {
      words.removeAll(keepingCapacity: true)
      let (end, method) = cut(units, from: start, into: &words)
      for word in words {
        let explanation =
          switch method {
          case .search: costs?.explain(word, in: units)
          case .rules: ExplainedWord(range: word, source: .rules, cost: nil, isHard: false)
          case .icu: ExplainedWord(range: word, source: .icu, cost: nil, isHard: false)
          }
        if let explanation { explained.append(explanation) }
      }
      start = end
    }
    return explained
  }
}

extension DirectSearch {
  /// Why `word` of `units`, which was searched for, is a word.
  fileprivate mutating func explain(
    _ word: Range<Int32>, in units: Span<UInt16>
  ) -> ExplainedWord {
    let text = units.extracting(Int(word.lowerBound)..<Int(word.upperBound))
    let cost = cost(of: text).map(Int.init)
    if let index = terms.index(of: text) {
      let term = terms.all[index]
      let termCost = term.isHard ? 1 : Int(softCost(ofTermAt: index))
      if term.isHard || termCost < cost ?? .max {
        return ExplainedWord(
          range: word, source: .lexicon(term.source), cost: termCost, isHard: term.isHard)
      }
    }
    if let cost {
      return ExplainedWord(range: word, source: .dictionary, cost: cost, isHard: false)
    }
    if text.count > 1, let katakana = Katakana.word(at: Int(word.lowerBound), in: units) {
      return ExplainedWord(
        range: word, source: .katakana, cost: Int(katakana.cost), isHard: false)
    }
    return ExplainedWord(
      range: word, source: .unknown, cost: Int(BestPath.unknownCost), isHard: false)
  }
}
