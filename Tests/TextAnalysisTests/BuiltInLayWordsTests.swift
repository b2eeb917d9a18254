import Testing
import TextAnalysis

@Suite struct `The built-in lay words` {
  @Test func `are folded, each with terms of two characters or more`() throws {
    var folder = try TextFolder()
    let entries = BuiltInLayWords.entries()
    #expect(entries.count > 1000)
    for (word, terms) in entries {
      #expect(!terms.isEmpty && !word.isEmpty)
      for text in [word] + terms {
        let name = String(decoding: text, as: UTF16.self)
        #expect(folder.fold(name).units == Array(text), "\(name)")
      }
      #expect(Set(terms).count == terms.count)
      #expect(terms.allSatisfy { $0.count > 1 && !$0.contains(0x23) })
    }
  }

  @Test func `are found by how they begin`() {
    let units: Set<UInt16> = [0x8001, 0x6B20]  // 老, 欠
    let found = BuiltInLayWords.entries(beginningWith: units)
    let expected = BuiltInLayWords.entries().filter { $0.word.first.map(units.contains) == true }
    #expect(found.map(\.word) == expected.map(\.word))
    #expect(found.map(\.terms) == expected.map(\.terms))
    #expect(found.count > 10)
  }
}
