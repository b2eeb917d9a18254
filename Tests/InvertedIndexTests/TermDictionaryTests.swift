import Testing

@testable import InvertedIndex

@Suite struct `A term dictionary` {
  @Test(arguments: [0, 1, 2, 31, 32, 33, 64, 65, 700] as [Int], 0..<3 as Range<UInt64>)
  func `finds what a sorted array finds`(count: Int, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var terms: Set<[UInt8]> = []
    while terms.count < count { terms.insert(Self.term(using: &generator)) }
    let sorted = terms.sorted { $0.lexicographicallyPrecedes($1) }
    let directory = try TemporaryDirectory()
    let segment = try SegmentReader.build(
      [ModelDocument(tokens: sorted.shuffled(using: &generator), number: 0)],
      path: directory.path + "/segment")
    let dictionary = segment.dictionaries[0]
    #expect(dictionary.count == count)

    var iterator = try dictionary.makeIterator()
    for term in sorted {
      #expect(try iterator.next())
      #expect(iterator.term == term)
      #expect(try dictionary.entry(term)?.documentFrequency == 1)
    }
    #expect(try !iterator.next())
    #expect(try !iterator.next())

    let probes = (0..<200).map { _ in Self.term(using: &generator) } + sorted.map { $0.dropLast() }
    for probe in probes {
      #expect(try (dictionary.entry(probe) != nil) == terms.contains(probe))
      let start = sorted.firstIndex { !$0.lexicographicallyPrecedes(probe) } ?? sorted.count
      var iterator = try dictionary.makeIterator(from: probe)
      for expected in sorted[start...].prefix(40) {
        #expect(try iterator.next())
        #expect(iterator.term == expected)
      }
      if start == sorted.count { #expect(try !iterator.next()) }
    }
  }

  /// Terms of which many share 8 bytes or more, are prefixes of each other, or hold zero bytes.
  private static func term(using generator: inout SeededGenerator) -> [UInt8] {
    let shared = Array("common prefix".utf8).prefix(
      [0, 7, 8, 9, 13].randomElement(using: &generator) ?? 0)
    let length = Int.random(in: 0...4, using: &generator)
    return shared
      + (0..<length).map { _ in [0, 1, 97, 98, 255].randomElement(using: &generator) ?? 0 }
  }
}
