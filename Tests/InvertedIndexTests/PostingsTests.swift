import Testing

@testable import InvertedIndex

@Suite struct `A posting list` {
  /// A segment in which `list` is the list of one term, among others.
  private static func segment(
    of list: [(document: Int, positions: [UInt32])], in directory: TemporaryDirectory
  ) throws -> SegmentReader {
    var documents: [ModelDocument] = []
    var next = list.startIndex
    for number in 0..<(list.last?.document ?? 0) + 2 {
      var tokens: [[UInt8]] = [Array("other".utf8)]
      if next < list.endIndex, list[next].document == number {
        let positions = Set(list[next].positions)
        let count = (list[next].positions.last ?? 0) + 1
        tokens = (0..<count).map { Array((positions.contains($0) ? "term" : "filler").utf8) }
        next += 1
      }
      documents.append(ModelDocument(tokens: tokens, number: number))
    }
    return try SegmentReader.build(documents, path: directory.path + "/segment")
  }

  private static func randomList(
    count: Int, using generator: inout SeededGenerator
  ) -> [(document: Int, positions: [UInt32])] {
    var document = -1
    let greatestGap = count > 1000 ? 2 : 6
    return (0..<count).map { index in
      document += Int.random(in: 1...greatestGap, using: &generator)
      let isLong = count < 1000 && index % 50 == 7
      let frequency = isLong ? 300 : [1, 1, 2, 9].randomElement(using: &generator) ?? 1
      var position: UInt32 = 0
      let positions = (0..<frequency).map { _ in
        position += UInt32.random(in: 0...3, using: &generator)
        defer { position += 1 }
        return position
      }
      return (document, positions)
    }
  }

  private static let term = Array("term".utf8)

  private static func cursor(_ segment: SegmentReader, field: Int = 0) throws -> PostingsCursor {
    let entry = try #require(try segment.dictionaries[field].entry(term))
    return try segment.cursor(entry, field: field)
  }

  @Test(arguments: [1, 2, 127, 128, 129, 256, 257, 300, 2500], 0..<2 as Range<UInt64>)
  func `reads as it was written`(count: Int, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let list = Self.randomList(count: count, using: &generator)
    let directory = try TemporaryDirectory()
    let segment = try Self.segment(of: list, in: directory)
    let entry = try #require(try segment.dictionaries[0].entry(Self.term))
    #expect(entry.documentFrequency == count)
    #expect(entry.totalFrequency == list.reduce(0) { $0 + $1.positions.count })

    // Everything, by advancing; and of some documents only, as a phrase does.
    for share in [1, 3, 40] {
      var cursor = try Self.cursor(segment)
      var reader = try PositionsReader(cursor)
      var positions: [UInt32] = []
      for posting in list {
        #expect(cursor.doc == DocID(posting.document))
        if Int.random(in: 0..<share, using: &generator) == 0 {
          #expect(try cursor.frequency() == UInt32(posting.positions.count))
          try reader.read(cursor.ordinal, into: &positions)
          #expect(positions == posting.positions)
          try reader.read(cursor.ordinal, into: &positions)
          #expect(positions == posting.positions, "reading again gives the same")
        }
        try cursor.advance()
      }
      #expect(cursor.doc == .exhausted)
      try cursor.advance()
      #expect(cursor.doc == .exhausted)
    }

    var unscored = try Self.cursor(segment, field: 1)
    for posting in list {
      #expect(unscored.doc == DocID(posting.document))
      #expect(try unscored.frequency() == UInt32(posting.positions.count))
      try unscored.advance()
    }
    #expect(unscored.doc == .exhausted)
  }

  @Test(arguments: [1, 2, 128, 129, 300, 2500], 0..<4 as Range<UInt64>)
  func `seeks as a linear scan does`(count: Int, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let list = Self.randomList(count: count, using: &generator)
    let directory = try TemporaryDirectory()
    let segment = try Self.segment(of: list, in: directory)
    let end = (list.last?.document ?? 0) + 3
    let longestStep = [2, 40, 500, 3000][Int(seed)]
    var cursor = try Self.cursor(segment)
    var reader = try PositionsReader(cursor)
    var target = 0
    var positions: [UInt32] = []
    while target < end {
      try cursor.seek(DocID(target))
      let expected = list.first { $0.document >= target }
      #expect(cursor.doc == expected.map { DocID($0.document) } ?? .exhausted)
      if let expected {
        #expect(try cursor.frequency() == UInt32(expected.positions.count))
        try reader.read(cursor.ordinal, into: &positions)
        #expect(positions == expected.positions)
      }
      target = max(target, expected?.document ?? end)
      target += Int.random(in: 0...longestStep, using: &generator)
      if target == (expected?.document ?? end) { target += 1 }
    }
    try cursor.seek(.exhausted)
    #expect(cursor.doc == .exhausted)
  }

  @Test(arguments: [1, 128, 129, 2500], 0..<3 as Range<UInt64>)
  func `is read in blocks up to any document`(count: Int, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let list = Self.randomList(count: count, using: &generator)
    let directory = try TemporaryDirectory()
    let segment = try Self.segment(of: list, in: directory)
    var cursor = try Self.cursor(segment)
    var found: [[Int]] = []
    var end = 0
    while cursor.doc != .exhausted {
      end += [1, 100, 5000][Int(seed)]
      try cursor.forEachBlock(before: DocID(end), withFrequencies: true) { documents, frequencies in
        for (document, frequency) in zip(documents, frequencies) {
          found.append([Int(document), Int(frequency)])
        }
      }
      #expect(found.last.map { $0[0] < end } ?? true)
      #expect(cursor.doc >= DocID(end))
    }
    #expect(found == list.map { [$0.document, $0.positions.count] })
  }

  @Test(arguments: [1, 128, 129, 300, 2500])
  func `is copied from any document on, without those left out`(count: Int) throws {
    var generator = SeededGenerator(seed: UInt64(count))
    let list = Self.randomList(count: count, using: &generator)
    let directory = try TemporaryDirectory()
    let segment = try Self.segment(of: list, in: directory)
    var next: DocID = 1000
    let numbers = (0..<segment.documentCount).map { _ in
      guard Int.random(in: 0..<3, using: &generator) > 0 else { return DocID.exhausted }
      next += 1
      return next
    }
    for first in [0, 1, 130] where first < count {
      var cursor = try Self.cursor(segment)
      try cursor.seek(DocID(list[first].document))
      var copy = PostingList()
      try cursor.copyRest(to: &copy, numbers: numbers)
      let expected = list[first...].filter { numbers[$0.document] != .exhausted }
      #expect(cursor.doc == .exhausted)
      #expect(Array(copy.documents.elements) == expected.map { numbers[$0.document] })
      #expect(Array(copy.frequencies.elements) == expected.map { UInt32($0.positions.count) })
      let gaps = expected.flatMap { posting in
        zip(posting.positions, [UInt32.max] + posting.positions).map { $0 &- $1 &- 1 }
      }
      #expect(Array(copy.gaps.elements) == gaps)
    }
  }
}
