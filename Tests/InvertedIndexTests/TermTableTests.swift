import Testing

@testable import InvertedIndex

@Suite struct `A term table` {
  @Test(arguments: 0..<4 as Range<UInt64>)
  func `numbers terms as a dictionary does, and sorts them bytewise`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var table = TermTable()
    var numbers: [[UInt8]: UInt32] = [:]
    for _ in 0..<6000 {
      let term = Self.term(using: &generator)
      let number = Self.number(of: term, in: &table, using: &generator)
      let expected = numbers[term] ?? UInt32(numbers.count)
      if number != expected { Issue.record("\(term) has number \(number), not \(expected)") }
      numbers[term] = expected
    }
    #expect(table.count == numbers.count)
    let sorted = numbers.keys.sorted { $0.lexicographicallyPrecedes($1) }
    #expect(table.sorted().map { table.withTerm(Int($0)) { Array($0) } } == sorted)
  }

  /// The term's number, asked for in one of the ways that its length allows.
  private static func number(
    of term: [UInt8], in table: inout TermTable, using generator: inout SeededGenerator
  ) -> UInt32 {
    let key = TermDictionaryWriter.key(term)
    return term.count <= 8 && Bool.random(using: &generator)
      ? table.number(key: key, length: term.count) : term.withUnsafeBytes { table.number($0) }
  }

  /// Short and long terms over few bytes, zeros among them, so that many agree in 8 bytes.
  private static func term(using generator: inout SeededGenerator) -> [UInt8] {
    let length = [0, 1, 2, 3, 4, 4, 7, 8, 9, 10, 12, 40].randomElement(using: &generator) ?? 0
    let letters: [UInt8] = Bool.random(using: &generator) ? [0, 255] : Array(0...255)
    return (0..<length).map { _ in letters.randomElement(using: &generator) ?? 0 }
  }
}
