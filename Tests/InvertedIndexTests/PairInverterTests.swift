import Testing

@testable import InvertedIndex

@Suite struct `Pairs of units` {
  /// Documents of units, some of them empty, over few or many different units.
  private static func documents(
    count: Int, using generator: inout SeededGenerator
  ) -> [[UInt16]] {
    let units: [UInt16] =
      Bool.random(using: &generator)
      ? [0, 1, 255, 256, .max] : (0..<300).map { _ in .random(in: 0 ... .max, using: &generator) }
    return (0..<count).map { _ in
      let length = [0, 1, 2, 40, 700].randomElement(using: &generator) ?? 0
      return (0..<length).map { _ in units.randomElement(using: &generator) ?? 0 }
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>, [1, 7, 1000, 1 << 22])
  func `come out as a dictionary has them, however few are distributed at a time`(
    seed: UInt64, sliceLength: Int
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let documents = Self.documents(count: 60, using: &generator)
    var inverter = PairInverter(sliceLength: sliceLength)
    var expected: [UInt32: [UInt32]] = [:]
    var starts: [UInt32] = [0]
    for units in documents {
      inverter.append(units.span)
      inverter.endDocument()
      for (place, unit) in units.enumerated() {
        let next = place + 1 < units.count ? units[place + 1] : 0
        expected[UInt32(unit) << 16 | UInt32(next), default: []].append(
          starts[starts.count - 1] + UInt32(place))
      }
      starts.append(UInt32(inverter.count))
    }
    var found: [(term: UInt32, indices: [UInt32])] = []
    try inverter.forEachTerm(starts: starts.span) { (term, indices) throws(IndexError) in
      found.append((term, indices.indices.map { indices[$0] }))
    }
    #expect(found.map(\.term) == expected.keys.sorted())
    for (term, indices) in found { #expect(indices == expected[term]) }
  }

  @Test func `are written as the same terms one by one`() throws {
    var generator = SeededGenerator(seed: 5)
    let documents = Self.documents(count: 300, using: &generator)
    let directory = try TemporaryDirectory()
    let schema = IndexSchema(
      fields: [FieldSchema(hasPositions: true, isScored: true)], integerColumns: 0,
      keywordColumns: 0)
    var files: [[UInt8]] = []
    for arePairs in [false, true] {
      let path = directory.path + "/\(arePairs)"
      var builder = try SegmentBuilder(path: path, schema: schema)
      for units in documents {
        builder.withField(0) { field in
          guard !arePairs else { return field.append(pairsOf: units.span) }
          for (unit, next) in zip(units, units.dropFirst() + [0]) {
            field.append([unit, next].flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] })
          }
        }
        try [UInt8]().withBytes { (bytes) throws(IndexError) in
          try builder.endDocument(stored: bytes, integers: [], keywords: [])
        }
      }
      _ = try builder.finish()
      files.append(try #require(try IndexDirectory.contents(of: path)))
    }
    #expect(files[0] == files[1])
  }
}
