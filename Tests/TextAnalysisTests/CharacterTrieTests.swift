import Testing

@testable import TextAnalysis

/// The words of a trie with their costs, −1 for hard ones, by walking every slot that a node's mask admits.
private func words(of trie: CharacterTrie) -> [[UInt16]: Int] {
  var units: [UInt16: UInt16] = [:]
  for unit in trie.labels.indices where trie.labels[unit] != 0 {
    units[trie.labels[unit]] = UInt16(unit)
  }
  var words: [[UInt16]: Int] = [:]
  func visit(base: Int, word: [UInt16], admits: (UInt16) -> Bool) {
    for (label, unit) in units where admits(label) {
      let slot = CharacterTrie.Slot(bits: trie.slots[base + Int(label)])
      guard slot.label == label else { continue }
      let isHard = slot.cost(after: BestPath.origin, length: 1) < BestPath.origin
      if slot.isWord { words[word + [unit]] = isHard ? -1 : Int(slot.cost) }
      visit(base: slot.base, word: word + [unit], admits: slot.mayHaveChild)
    }
  }
  visit(base: 0, word: [], admits: { _ in true })
  return words
}

/// A dictionary and terms of few characters, so that words often begin alike; sometimes one is the start
/// of all others, or there are none.
private struct RandomDictionary {
  var words: [[UInt16]: UInt16] = [:]
  var terms: [LexiconWord] = []

  init(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let size = [2, 7, 40, 300].randomElement(using: &generator) ?? 2
    let units = (0..<size).map { _ in UInt16.random(in: 0x4E00...0x9FA5, using: &generator) }
    let longest = [2, 4, 20].randomElement(using: &generator) ?? 2
    let prefix = units.prefix(Int.random(in: 0...2, using: &generator))
    func word(from least: Int) -> [UInt16] {
      let count = Int.random(in: least...longest, using: &generator)
      let word = (0..<count).map { _ in units.randomElement(using: &generator) ?? 0x4E00 }
      return Array((prefix + word).prefix(BestPath.maximumLength))
    }
    for _ in 0..<Int.random(in: 0...150, using: &generator) {
      words[word(from: 1)] = UInt16.random(in: 1...255, using: &generator)
      // One that begins like another.
      if let other = words.randomElement(using: &generator)?.key {
        words[Array((other + word(from: 1)).prefix(BestPath.maximumLength))] = 9
      }
    }
    for _ in 0..<Int.random(in: 0...60, using: &generator) {
      let isHard = Int.random(in: 0..<3, using: &generator) == 0
      let text = words.randomElement(using: &generator)?.key ?? []
      let units = Bool.random(using: &generator) ? word(from: 2) : text
      terms.append(LexiconWord(String(decoding: units, as: UTF16.self), isHard: isHard))
    }
  }
}

@Suite struct `A character trie` {
  @Test(arguments: 0..<60 as Range<UInt64>)
  func `has the words of a random dictionary and lexicon and no others`(seed: UInt64) throws {
    let random = RandomDictionary(seed: seed)
    // A word with a Latin letter, which is left out, as is what is longer than words can be.
    var written = random.words
    written[[0x4E00, 0x61]] = 70
    written[[UInt16](repeating: 0x4E01, count: BestPath.maximumLength + 1)] = 70
    let dictionary = SampleDictionary(words: written)
    for (word, cost) in written { #expect(dictionary.trie.value(of: word.span) == cost) }

    let terms = try Lexicon(blocks: [], words: random.terms).terms
    var expected = random.words.mapValues(Int.init)
    var search = DirectSearch(trie: dictionary.trie, terms: terms)
    for (index, term) in terms.all.enumerated() where term.isIdeographic {
      expected[Array(terms.units(of: term))] =
        term.isHard ? -1 : Int(search.softCost(ofTermAt: index))
    }
    let trie = try #require(CharacterTrie(dictionary.trie, terms: terms))
    let found = words(of: trie)
    for word in Set(expected.keys).union(found.keys) where found[word] != expected[word] {
      let (cost, right) = (found[word] ?? 0, expected[word] ?? 0)
      Issue.record("\(word) costs \(cost), not \(right)")
    }
  }

  @Test func `has the words of a small dictionary and no others`() throws {
    let dictionary = SampleDictionary()
    let trie = try #require(CharacterTrie(dictionary.trie, terms: Lexicon.empty.terms))
    // That with a Latin letter is left out.
    #expect(words(of: trie) == [Array("工".utf16): 60, Array("工会".utf16): 90])
  }

  @Test func `finds every word of ICU's dictionary`() throws {
    let trie = try #require(Lexicon.empty.prepare())
    #expect(DictionaryWords.all.count > 100_000)
    for word in DictionaryWords.all where word.units.allSatisfy(WordClass.isHanOrKana) {
      var slot = CharacterTrie.Slot(bits: trie.slots[Int(trie.labels[Int(word.units[0])])])
      var isFound = slot.label == trie.labels[Int(word.units[0])]
      for unit in word.units.dropFirst() {
        let label = trie.labels[Int(unit)]
        slot = CharacterTrie.Slot(bits: trie.slots[slot.childIndex(label)])
        isFound = isFound && slot.label == label
      }
      if !isFound || slot.cost != UInt64(word.cost) { Issue.record("\(word)") }
    }
  }
}
