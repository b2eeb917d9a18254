/// A search for the words of a run in ICU's own trie and in a lexicon's terms as they are: ready at
/// once, about 3 times ICU's speed.
///
/// The trie's root is a branch over some 20,000 characters; what it leads to is kept for every
/// character once met, 340 KB, and what a term costs likewise.
struct DirectSearch {
  private let trie: UCharsTrie
  let terms: LexiconTerms
  private var firsts: [First]

  /// The costs of soft terms; 0 where it has not been asked for.
  private var termCosts: [UInt16]
  /// The way through a term whose cost is asked for.
  private var costPath = BestPath()

  private struct First {
    /// The root, as long as it has not been looked up.
    var node = UCharsTrie.Node.root
    var cost = UCharsTrie.noValue
  }

  /// The characters kept: ideographs and kana, but rare ones.
  private static let kept: Range<UInt16> = 0x3000..<0xA000

  init(trie: UCharsTrie, terms: LexiconTerms) {
    self.trie = trie
    self.terms = terms
    firsts = [First](repeating: First(), count: Self.kept.count)
    termCosts = [UInt16](repeating: 0, count: terms.all.count)
  }

  /// Finds the best path through `run`.
  mutating func search(_ run: Span<UInt16>, path: inout BestPath) {
    search(run, path: &path, usesTerms: !terms.isEmpty)
  }

  /// Finds the best path through `run` and returns its cost, that of the start included.
  @discardableResult
  private mutating func search(
    _ run: Span<UInt16>, path: inout BestPath, usesTerms: Bool
  ) -> UInt64 {
    var walk = path.begin(count: run.count)
    for start in run.indices {
      let cost = walk.settle(start)
      let first = first(run[start])
      let isWord = first.cost != UCharsTrie.noValue
      let firstCost = isWord ? UInt64(first.cost) : BestPath.unknownCost
      walk.offerSingle(cost: cost + firstCost)
      var node = first.node
      var end = start + 1
      let limit = min(run.count, start + BestPath.maximumLength)
      while !node.isLeaf, end < limit {
        let wordCost = trie.advance(&node, by: run[end])
        end += 1
        if wordCost != UCharsTrie.noValue {
          walk.offer(from: start, length: end - start, cost: cost + UInt64(wordCost))
        }
      }
      if let katakana = Katakana.word(at: start, in: run) {
        walk.offer(from: start, length: katakana.length, cost: cost + katakana.cost)
      }
      guard usesTerms, start + 1 < run.count else { continue }
      var index = terms.candidate(run[start], run[start + 1])
      while index >= 0 {
        let term = terms.all[index]
        if terms.isPrefix(term, of: run, from: start) {
          let length = Int(term.length)
          walk.offer(
            from: start, length: length,
            cost: term.isHard
              ? cost - LexiconCost.hardReward(length: length) : cost + softCost(ofTermAt: index))
        }
        index = terms.candidate(after: index)
      }
    }
    return walk.settle(run.count)
  }

  // MARK: Costs

  /// The cost of the term at `index` if it were soft.
  mutating func softCost(ofTermAt index: Int) -> UInt64 {
    if termCosts[index] == 0 {
      let terms = terms
      let units = terms.units(of: terms.all[index])
      // Moved out, for the search is used as a whole meanwhile.
      var path = costPath
      costPath = BestPath()
      let cost = search(units.span, path: &path, usesTerms: false)
      costPath = path
      termCosts[index] = UInt16(
        LexiconCost.soft(decomposition: cost - BestPath.origin, length: units.count))
    }
    return UInt64(termCosts[index])
  }

  /// The cost of `word` in ICU's dictionary; nil if it is not there.
  func cost(of word: Span<UInt16>) -> UInt16? { trie.value(of: word) }

  // MARK: Tokens

  /// Appends `words` of `units`, each followed by the words of 2 units and more, of the dictionary and
  /// the lexicon, that are part of it, ascending.
  mutating func appendTokens(
    of words: ArraySlice<Range<Int32>>, in units: Span<UInt16>, to tokens: inout [WordToken]
  ) {
    for word in words {
      tokens.append(WordToken(range: word, role: .word))
      if word.count > 2 { appendSubwords(of: word, in: units, to: &tokens) }
    }
  }

  private mutating func appendSubwords(
    of range: Range<Int32>, in units: Span<UInt16>, to tokens: inout [WordToken]
  ) {
    let (lower, upper) = (Int(range.lowerBound), Int(range.upperBound))
    for start in lower..<upper - 1 {
      // Bit n: there is a word of n units.
      var lengths: UInt32 = 0
      var node = first(units[start]).node
      var end = start + 1
      while !node.isLeaf, end < upper {
        let cost = trie.advance(&node, by: units[end])
        end += 1
        if cost != UCharsTrie.noValue { lengths |= 1 << UInt32(end - start) }
      }
      var index = terms.isEmpty ? -1 : terms.candidate(units[start], units[start + 1])
      while index >= 0 {
        let term = terms.all[index]
        if terms.isPrefix(term, of: units, from: start) { lengths |= 1 << UInt32(term.length) }
        index = terms.candidate(after: index)
      }
      while lengths != 0 {
        let length = lengths.trailingZeroBitCount
        lengths &= lengths - 1
        let end = start + length
        if end > upper || length == upper - lower { break }
        tokens.append(WordToken(range: Int32(start)..<Int32(end), role: .subword))
      }
    }
  }

  private mutating func first(_ unit: UInt16) -> First {
    guard Self.kept.contains(unit) else { return find(unit) }
    let index = Int(unit - Self.kept.lowerBound)
    let known = firsts[index]
    if known.node.position != UCharsTrie.Node.root.position { return known }
    let found = find(unit)
    firsts[index] = found
    return found
  }

  private func find(_ unit: UInt16) -> First {
    var first = First()
    first.cost = trie.advance(&first.node, by: unit)
    return first
  }
}
