import Testing

@testable import TextAnalysis

@Suite struct `A break dictionary` {
  @Test func `gives its words and their costs`() {
    let sample = SampleDictionary()
    #expect(sample.dictionary != nil)
    let words = DictionaryWords.words(of: sample.trie)
    #expect(
      words == [
        .init(units: Array("工".utf16), cost: 60), .init(units: Array("工A".utf16), cost: 70),
        .init(units: Array("工会".utf16), cost: 90),
      ])
    for word in words { #expect(cost(of: word.units, in: sample.trie) == word.cost) }
    #expect(cost(of: Array("会".utf16), in: sample.trie) == UCharsTrie.noValue)
    #expect(cost(of: Array("工会会".utf16), in: sample.trie) == UCharsTrie.noValue)
  }

  @Test func `finds unit by unit the words that ICU's has one after the other`() throws {
    let trie = try #require(BreakDictionary.shared).trie
    for word in DictionaryWords.all where cost(of: word.units, in: trie) != word.cost {
      Issue.record("\(word)")
    }
  }

  @Test(arguments: 0..<SampleDictionary.bytes.count)
  func `is refused if it ends early`(count: Int) {
    let sample = SampleDictionary(bytes: Array(SampleDictionary.bytes[..<count]))
    #expect(sample.dictionary == nil)
  }

  @Test(arguments: [0, 1, 2, 3, 4, 5, 6, 7, 12, 13, 14, 15, 16, 20], 0..<8)
  func `is refused, or read within its bounds, if a bit of its header is wrong`(
    byte: Int, bit: Int
  ) {
    var bytes = SampleDictionary.bytes
    bytes[byte] ^= 1 << bit
    let sample = SampleDictionary(bytes: bytes)
    // Bits 4–7 of the type are not used; an earlier end or a later start may be right.
    if byte > 7, byte != 16 || bit < 4 { #expect(sample.dictionary == nil) }
    read(sample)
  }

  @Test(arguments: 32..<SampleDictionary.bytes.count, 0..<8)
  func `is read within its bounds if a bit of its trie is wrong`(byte: Int, bit: Int) {
    var bytes = SampleDictionary.bytes
    bytes[byte] ^= 1 << bit
    let sample = SampleDictionary(bytes: bytes)
    #expect(sample.dictionary != nil)
    read(sample)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `is read within its bounds if its trie is noise`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var bytes = SampleDictionary.bytes
    for index in 32..<bytes.count { bytes[index] = .random(in: 0...255, using: &generator) }
    // Small numbers are branches and matches, which lead on.
    for index in stride(from: 33, to: bytes.count, by: 2) where Bool.random(using: &generator) {
      bytes[index] = 0
    }
    read(SampleDictionary(bytes: bytes))
  }

  private func read(_ sample: SampleDictionary) {
    guard let dictionary = sample.dictionary else { return }
    var path = BestPath()
    var words: [Range<Int32>] = []
    let run = Array("工会工工会会工人".utf16)
    var direct = DirectSearch(trie: dictionary.trie, terms: Lexicon.empty.terms)
    direct.search(run.span, path: &path)
    path.appendWords(from: 0, count: run.count, to: &words)
    #expect(words.first?.lowerBound == 0 && words.last?.upperBound == Int32(run.count))
    guard let trie = CharacterTrie(dictionary.trie, terms: Lexicon.empty.terms) else { return }
    var prepared = PreparedSearch(trie: trie)
    prepared.search(run.span, in: 0..<run.count, path: &path)
    words = []
    path.appendWords(from: 0, count: run.count, to: &words)
    #expect(words.first?.lowerBound == 0 && words.last?.upperBound == Int32(run.count))
  }

  private func cost(of word: [UInt16], in trie: UCharsTrie) -> UInt16 {
    var node = UCharsTrie.Node.root
    var cost = UCharsTrie.noValue
    for unit in word { cost = trie.advance(&node, by: unit) }
    return cost
  }
}

@Suite struct `The word rules` {
  @Test func `of the loaded ICU are known`() { #expect(WordRules.loaded != nil) }

  @Test func `are not known if their text is another`() {
    #expect(WordRules(text: Array("!!chain;".utf8)) == nil)
  }
}
