import Testing

@testable import InvertedIndex

/// What happens to a file, and where.
enum Damage: CaseIterable {
  case truncation, flippedBit, randomByte
}

@Suite struct `A damaged index` {
  private static let terms = ["a", "b", "ab", "a long term of many letters", "unknown"].map {
    Array($0.utf8)
  }

  /// A small index with all there is: short, long and inline lists, positions, a deletion.
  private static func build(in directory: TemporaryDirectory) throws {
    var generator = SeededGenerator(seed: 5)
    var model = ModelIndex(
      segments: [
        (0..<130).map {
          ModelDocument(number: $0, length: 1...3, vocabulary: terms.dropLast(), using: &generator)
        }
      ])
    for number in [3, 70] { model.delete(0, number) }
    for index in model.segments[0].indices { model.segments[0][index].stored = [UInt8(index)] }
    _ = try model.write(to: directory)
  }

  /// Opens the index and asks it everything.
  private static func answers(_ directory: TemporaryDirectory) throws(IndexError) -> [Int] {
    let snapshot = try IndexSnapshot.open(IndexDirectory(path: directory.path))
    var answers = [snapshot.documentCount, snapshot.manifest.generation, snapshot.segments.count]
    let search = RankedSearch(
      snapshot: snapshot, fields: [.init(0)], bm25: BM25(), tieOrder: .column(0))
    for hit in try search.top(20, terms: terms.map { .init(bytes: $0) }) {
      answers += [
        Int(hit.document), Int(hit.score.bitPattern), Int(truncatingIfNeeded: hit.tieKey.ascending),
      ]
    }
    for segment in snapshot.segments {
      let phrase = Phrase(
        field: 0, members: [.init(term: terms[0], offset: 0), .init(term: terms[1], offset: 1)],
        minimumDistance: 1)
      let matches = [
        try segment.matches(phrase), try segment.matches(prefix: terms[0], field: 0),
        try segment.matches(prefix: [], field: 1),
      ]
      for matches in matches {
        answers += matches.documents.map(Int.init) + matches.frequencies.map(Int.init)
      }
      for document in stride(from: 0, to: 130 as DocID, by: 10) {
        answers += try segment.reader.stored(document).map(Int.init)
        answers.append(try segment.reader.keywordColumns[0].ordinal(of: document) ?? -1)
        answers +=
          try segment.reader.keywordColumns[0].value(of: document)?.utf8.map(Int.init) ?? []
      }
    }
    return answers
  }

  @Test(arguments: [".seg", ".live", "manifest"], Damage.allCases)
  func `either answers as before or says what is damaged`(file: String, damage: Damage) throws {
    let directory = try TemporaryDirectory()
    try Self.build(in: directory)
    let expected = try Self.answers(directory)
    let name = try #require(directory.names.first { $0.hasSuffix(file) })
    let path = directory.path + "/" + name
    let bytes = try #require(try IndexDirectory.contents(of: path))
    var generator = SeededGenerator(seed: 1)
    var failures: [String] = []
    var reported = 0
    for offset in bytes.indices {
      var damaged = bytes
      switch damage {
      case .truncation: damaged.removeSubrange(offset...)
      case .flippedBit: damaged[offset] ^= 1 << UInt8(offset % 8)
      case .randomByte: damaged[offset] = UInt8.random(in: 0...255, using: &generator)
      }
      try directory.write(damaged, to: name)
      do throws(IndexError) {
        if try Self.answers(directory) != expected {
          failures.append("\(damage) at \(offset) went unnoticed and changed an answer")
        }
      } catch {
        reported += 1
        if !error.description.hasPrefix(path) {
          failures.append("\(damage) at \(offset) is blamed on another file: \(error)")
        }
      }
    }
    #expect(failures.isEmpty)
    #expect(reported > bytes.count * 9 / 10)
    try directory.write(bytes, to: name)
    #expect(try Self.answers(directory) == expected)
  }

  @Test(arguments: [".seg", ".live", "manifest"])
  func `says which file is missing`(file: String) throws {
    let directory = try TemporaryDirectory()
    try Self.build(in: directory)
    let name = try #require(directory.names.first { $0.hasSuffix(file) })
    try directory.remove(name)
    let path = directory.path
    let expected: IndexError =
      name == "manifest"
      ? .noIndex(directory: path) : .missing(file: path + "/" + name)
    #expect(throws: expected) { try Self.answers(directory) }
  }

  @Test func `does not spread by a merge`() throws {
    let directory = try TemporaryDirectory()
    try Self.build(in: directory)
    let name = try #require(directory.names.first { $0.hasSuffix(".seg") })
    var bytes = try #require(try IndexDirectory.contents(of: directory.path + "/" + name))
    bytes[bytes.count / 3] ^= 1
    try directory.write(bytes, to: name)
    #expect {
      var writer = try IndexWriter(
        directory: IndexDirectory(path: directory.path), schema: ModelDocument.schema,
        startsEmpty: false)
      try writer.deleteDocuments { (_, document) throws(IndexError) in document < 60 }
      try writer.commit(attributes: [:], attachments: [])
    } throws: {
      guard case IndexError.corrupt = $0 else { return false }
      return true
    }
  }
}
