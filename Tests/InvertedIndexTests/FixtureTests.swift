import Glibc
import Testing

@testable import InvertedIndex

/// An index as each version of the format wrote it: today's is to be opened, an earlier one refused.
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
        #expect(try Array(segment.reader.stored(id)) == content.stored)
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

  @Test(arguments: 1..<SectionFileFormat.version)
  func `of an earlier version is refused, and rebuilt when asked`(version: UInt32) throws {
    let fixture = IndexDirectory(path: "\(Self.folder)/version-\(version)")
    let error = IndexError.unknownVersion(
      file: "\(fixture.path)/manifest", found: version, supported: SectionFileFormat.version)
    #expect(throws: error) { try IndexSnapshot.open(fixture) }
    #expect(error.description.contains("gongwen index --index \(fixture.path) --rebuild"))

    let copy = try TemporaryDirectory()
    let names = ["l000001.live", "manifest", "s000000.seg", "s000002.seg"]
    for name in names {
      let bytes = try #require(try IndexDirectory.contents(of: fixture.path(of: name)))
      try copy.write(bytes, to: name)
    }
    let directory = IndexDirectory(path: copy.path)
    let schema = ModelDocument.schema
    #expect(throws: IndexError.self) {
      _ = try IndexWriter(directory: directory, schema: schema, startsEmpty: false)
    }
    #expect(Set(names).isSubset(of: copy.names), "nothing is removed")
    var writer = try IndexWriter(directory: directory, schema: schema, startsEmpty: true)
    try writer.commit(attributes: [:], attachments: [])
    #expect(try IndexSnapshot.open(directory).documentCount == 0)
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
      try file.synchronize()
    }
  }
}
