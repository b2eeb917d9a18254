import Testing

@testable import InvertedIndex

@Suite struct `A column` {
  /// Values that contain one another, one of them equal to another but for its bytes.
  private static let values = ["", "a", "ab", "b", "\u{E9}", "e\u{301}", "通知", "通知书", "通"]

  private static func documents(
    _ count: Int, using generator: inout SeededGenerator
  ) -> [ModelDocument] {
    (0..<count).map { number in
      var document = ModelDocument("one", number: number)
      document.integer =
        [0, -7, .min, .max, Int64.random(in: -20...20, using: &generator)]
        .randomElement(using: &generator) ?? 0
      document.keyword =
        Bool.random(using: &generator) ? values.dropLast().randomElement(using: &generator) : nil
      return document
    }
  }

  @Test(arguments: [0, 1, 63, 64, 65, 1000])
  func `gives the documents and the counts that a look at each of them gives`(count: Int) throws {
    let seed = UInt64(count) + 5
    var generator = SeededGenerator(seed: seed)
    let documents = Self.documents(count, using: &generator)
    let directory = try TemporaryDirectory()
    let segment = try SegmentReader.build(documents, path: directory.path + "/segment")
    let column = segment.keywordColumns[0]
    func isSame(_ a: String?, _ b: String?) -> Bool {
      a.map { Array($0.utf8) } == b.map { Array($0.utf8) }
    }

    var ordinals: [Int] = []
    for value in Self.values {
      let ordinal = try column.ordinal(of: value)
      #expect((ordinal != nil) == documents.contains { isSame($0.keyword, value) }, "\(value)")
      guard let ordinal else { continue }
      #expect(isSame(try column.value(ordinal), value))
      ordinals.append(ordinal)
    }

    for _ in 0..<20 {
      let wanted = ordinals.filter { _ in Bool.random(using: &generator) }
      let wantedValues = try wanted.map { try column.value($0) }
      let found = try column.documents(withAnyOf: wanted)
      #expect(found.capacity == count)
      #expect(
        found.documents.map(Int.init)
          == documents.indices.filter { index in
            wantedValues.contains { isSame($0, documents[index].keyword) }
          }, "seed \(seed)")

      let counts = try column.counts(in: found)
      #expect(counts.count == column.count + 1)
      for number in counts.indices {
        let value = number == 0 ? nil : try column.value(number - 1)
        #expect(
          counts[number]
            == found.documents.count { isSame(documents[Int($0)].keyword, value) }, "seed \(seed)")
      }

      let ranges = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
        let bounds = (0..<2).map { _ in
          [.min, .max, Int64.random(in: -25...25, using: &generator)]
            .randomElement(using: &generator) ?? 0
        }
        return min(bounds[0], bounds[1])...max(bounds[0], bounds[1])
      }
      #expect(
        try segment.documents(integerColumn: 0, inAnyOf: ranges).documents.map(Int.init)
          == documents.indices.filter { index in
            ranges.contains { $0.contains(documents[index].integer) }
          }, "seed \(seed)")
    }
    let all = try column.counts(in: .all(count))
    #expect(all.reduce(0, +) == count)
    #expect(all[0] == documents.count { $0.keyword == nil })
  }
}
