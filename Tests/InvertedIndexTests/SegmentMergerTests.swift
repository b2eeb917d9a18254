import Testing

@testable import InvertedIndex

@Suite struct `A merge of segments` {
  @Test(
    arguments: 0..<3 as Range<UInt64>,
    [(1, 1), (3, 1), (3, 200), (1, FieldMerger.stretchSize), (3, FieldMerger.stretchSize)])
  func `equals a segment of the same documents, however it is cut among workers`(
    seed: UInt64, cut: (jobs: Int, stretchSize: Int)
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let vocabulary = ModelDocument.vocabulary(200)
    let directory = try TemporaryDirectory()
    var inputs: [(segment: SegmentReader, live: LiveDocuments?)] = []
    var kept: [ModelDocument] = []
    for (number, count) in [300, 1, 140, 60].enumerated() {
      let documents = (0..<count).map {
        ModelDocument(number: $0, length: 0...20, vocabulary: vocabulary, using: &generator)
      }
      let segment = try SegmentReader.build(documents, path: directory.path + "/\(number)")
      guard seed > 0, count > 1 else {
        inputs.append((segment, nil))
        kept += documents
        continue
      }
      var live = LiveDocuments(documentCount: count)
      for document in 0..<count where Int.random(in: 0..<3, using: &generator) == 0 {
        live.remove(DocID(document))
      }
      inputs.append((segment, live))
      kept += documents.indices.filter { live.contains(DocID($0)) }.map { documents[$0] }
    }
    let path = directory.path + "/merged"
    try SegmentMerger(inputs: inputs, schema: ModelDocument.schema)
      .write(to: path, jobs: cut.jobs, stretchSize: cut.stretchSize)
    let fresh = try SegmentReader.build(kept, path: directory.path + "/fresh")
    let merged = try SegmentReader(path: path)
    try merged.verifyChecksums()
    #expect(merged.statistics == fresh.statistics)
    for document in kept.indices {
      #expect(try Array(merged.stored(DocID(document))) == kept[document].stored)
    }
    for field in ModelDocument.schema.fields.indices {
      for name: StaticString in ["POST", "DICT", "DIDX", "LENG"] {
        let tag = SectionTag(name, field)
        #expect(try Self.content(of: tag, in: path) == Self.content(of: tag, in: fresh.path))
      }
    }
  }

  private static func content(of tag: SectionTag, in path: String) throws -> [UInt8] {
    let file = try SectionFile(path: path, kind: .segment)
    return Array(try file.bytes(try file.requiredRange(of: tag)))
  }
}
