import Testing

@testable import TextAnalysis

@Suite struct `A character trie` {
  @Test func `has the dictionary's words and no others`() throws {
    let trie = try #require(BreakDictionary.sharedCharacterTrie)
    var found = 0
    for word in DictionaryWords.all {
      var slot = CharacterTrie.Slot(bits: 0)
      for (index, unit) in word.units.enumerated() {
        let label = trie.labels[Int(unit)]
        let child = CharacterTrie.Slot(bits: trie.slots[slot.base + Int(label)])
        guard child.label == label, index == 0 || slot.mayHaveChild(label) else {
          slot = CharacterTrie.Slot(bits: 0)
          break
        }
        slot = child
      }
      #expect(slot.cost == UInt64(word.cost), "\(word)")
      found += 1
    }
    #expect(found == 315_964)
  }
}
