import Testing

@testable import TextAnalysis

/// The words of a trie with their costs, by walking every slot that a node's mask admits.
private func words(of trie: CharacterTrie) -> [[UInt16]: UInt64] {
  var units: [UInt16: UInt16] = [:]
  for unit in trie.labels.indices where trie.labels[unit] != 0 {
    units[trie.labels[unit]] = UInt16(unit)
  }
  var words: [[UInt16]: UInt64] = [:]
  func visit(base: Int, word: [UInt16], admits: (UInt16) -> Bool) {
    for (label, unit) in units where admits(label) {
      let slot = CharacterTrie.Slot(bits: trie.slots[base + Int(label)])
      guard slot.label == label else { continue }
      if slot.isWord { words[word + [unit]] = slot.cost }
      visit(base: slot.base, word: word + [unit], admits: slot.mayHaveChild)
    }
  }
  visit(base: 0, word: [], admits: { _ in true })
  return words
}

@Suite struct `A character trie` {
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
