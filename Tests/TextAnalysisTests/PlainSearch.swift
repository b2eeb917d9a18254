import Testing

@testable import TextAnalysis

/// The cheapest cut into words of a dictionary and a lexicon, by trying every word at every place.
struct PlainSearch {
  /// A cost that compares as the rules say: hard words first, then the sum of costs.
  private struct Cost: Comparable {
    var unitsOutsideHardWords = 0
    var sum = 0

    static func < (a: Cost, b: Cost) -> Bool {
      (a.unitsOutsideHardWords, a.sum) < (b.unitsOutsideHardWords, b.sum)
    }
  }

  private let trie: UCharsTrie
  private var softCosts: [[UInt16]: Int] = [:]
  private var hardWords: Set<[UInt16]> = []

  init(words: [LexiconWord]) throws {
    trie = try #require(BreakDictionary.shared).trie
    for word in words {
      let units = Array(word.text.utf16)
      if word.isHard {
        hardWords.insert(units)
      } else {
        let parts = cut(units, usesLexicon: false).cost.sum
        softCosts[units] = min(parts - 1, Int(45 + 17.5 * Double(units.count)))
      }
    }
  }

  /// The words of a run of Han, which must not be katakana.
  func words(of run: [UInt16]) -> [Range<Int32>] {
    cut(run, usesLexicon: true).words.map { Int32($0.lowerBound)..<Int32($0.upperBound) }
  }

  /// Whether a text is a word of the dictionary or the lexicon.
  func isWord(_ units: [UInt16]) -> Bool {
    dictionaryCost(of: units) != nil || softCosts[units] != nil || hardWords.contains(units)
  }

  private func cut(_ run: [UInt16], usesLexicon: Bool) -> (words: [Range<Int>], cost: Cost) {
    var best: [(cost: Cost, start: Int)] = [(Cost(), 0)]
    for end in 1...max(run.count, 1) where end <= run.count {
      var choice: (cost: Cost, start: Int)?
      // Of equally cheap ones the longest last word is taken.
      for start in max(0, end - 20)..<end {
        let word = Array(run[start..<end])
        var cost = best[start].cost
        if usesLexicon, hardWords.contains(word) {
          cost.sum += 1
        } else {
          let costs = [
            dictionaryCost(of: word), usesLexicon ? softCosts[word] : nil,
            word.count == 1 && dictionaryCost(of: word) == nil ? 255 : nil,
          ]
          guard let cheapest = costs.compactMap({ $0 }).min() else { continue }
          cost.sum += cheapest
          cost.unitsOutsideHardWords += word.count
        }
        if choice.map({ cost < $0.cost }) ?? true { choice = (cost, start) }
      }
      best.append(choice ?? (Cost(), 0))
    }
    var words: [Range<Int>] = []
    var end = run.count
    while end > 0 {
      words.append(best[end].start..<end)
      end = best[end].start
    }
    return (words.reversed(), best[run.count].cost)
  }

  private func dictionaryCost(of word: [UInt16]) -> Int? {
    var node = UCharsTrie.Node.root
    var cost = UCharsTrie.noValue
    for unit in word { cost = trie.advance(&node, by: unit) }
    return cost == UCharsTrie.noValue ? nil : Int(cost)
  }
}
