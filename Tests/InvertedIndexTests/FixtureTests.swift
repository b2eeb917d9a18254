import Glibc
import Testing

@testable import InvertedIndex

/// An index as each released version of the format wrote it, to be opened for ever.
@Suite struct `An index of an earlier release` {
  private static let folder =
    String(#filePath).split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/Fixtures"

  /// What is in the fixture. Never changed: a new version gets a fixture of its own.
  private static let model: ModelIndex = {
    var generator = SeededGenerator(seed: 2024)
    let vocabulary = ModelDocument.vocabulary(50)
    var model = ModelIndex(
      segments: [300, 20].map { count in
        (0..<count).map {
          ModelDocument(number: $0, length: 0...12, vocabulary: vocabulary, using: &generator)
        }
      })
    for document in [0, 63, 64, 255] { model.delete(0, document) }
    return model
  }()

  @Test(arguments: [SectionFileFormat.version])
  func `answers as it did`(version: UInt32) throws {
    let directory = IndexDirectory(path: "\(Self.folder)/version-\(version)")
    let snapshot = try IndexSnapshot.open(directory)
    let model = Self.model
    #expect(snapshot.documentCount == 316)
    for (number, segment) in snapshot.segments.enumerated() {
      try segment.reader.verifyChecksums()
      for (document, content) in model.segments[number].enumerated() {
        let id = DocID(document)
        #expect(segment.live?.contains(id) ?? true == model.isLive(number, document))
        #expect(try segment.reader.stored(id) == content.stored)
        #expect(try segment.reader.integer(column: 0, of: id) == content.integer)
        #expect(try segment.reader.keywordColumns[0].value(of: id) == content.keyword)
        for field in 0..<snapshot.segments[number].reader.dictionaries.count {
          #expect(try segment.reader.length(of: id, field: field) == content.fields[field].count)
        }
      }
    }
    let bm25 = BM25()
    let search = RankedSearch(
      snapshot: snapshot, fields: [.init(0)], bm25: bm25, tieOrder: .address)
    for term in ModelDocument.vocabulary(50) {
      let terms = [RankedSearch.Term(bytes: term)]
      #expect(
        try search.top(1000, terms: terms)
          == model.hits(terms: terms, fields: [.init(0)], bm25: bm25, tieOrder: .address))
      let phrase = Phrase(field: 0, members: [.init(term: term, offset: 0)], minimumDistance: 1)
      for (number, segment) in snapshot.segments.enumerated() {
        for (document, content) in model.segments[number].enumerated()
        where content.frequencies[0][term] != nil {
          let positions = content.fields[0].indices.filter { content.fields[0][$0] == term }
          #expect(
            try segment.positions(of: phrase, in: DocID(document)) == positions.map(UInt32.init))
        }
      }
    }
  }

  /// Run with `WRITE_FIXTURE=1` once when the format has changed.
  @Test(.enabled(if: getenv("WRITE_FIXTURE") != nil, "the fixtures are written once"))
  func `is made`() throws {
    let directory = try TemporaryDirectory()
    _ = try Self.model.write(to: directory)
    let path = "\(Self.folder)/version-\(SectionFileFormat.version)"
    try IndexDirectory(path: path).create()
    for name in directory.names {
      let bytes = try #require(try IndexDirectory.contents(of: directory.path + "/" + name))
      let file = try OutputFile(path: path + "/" + name)
      try bytes.withBytes { (bytes) throws(IndexError) in try file.write(bytes) }
      try file.finish()
    }
  }
}
