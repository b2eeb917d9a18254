import Testing

@testable import InvertedIndex

/// Bytes put together by hand, as `index/README.md` describes them.
private struct Bytes {
  private(set) var all: [UInt8] = []

  init(_ bytes: [UInt8] = []) { all = bytes }

  /// Integers, the lowest byte first.
  static func u32(_ values: UInt32...) -> [UInt8] {
    values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
  }

  /// Integers, the lowest byte first.
  static func u64(_ values: UInt64...) -> [UInt8] {
    values.flatMap { value in (0..<8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
  }

  /// A whole section file.
  static func file(kind: UInt32, sections: [(tag: String, content: [UInt8])]) -> [UInt8] {
    var file = Array("GONGWEN\n".utf8) + u32(3, kind)
    var table: [UInt8] = []
    func pad() { while file.count % 8 != 0 { file.append(0) } }
    for (tag, content) in sections {
      pad()
      table += Array(tag.utf8) + u32(0) + u64(UInt64(file.count), UInt64(content.count))
      file += content
    }
    pad()
    // A small file: one chunk.
    let tableOffset = file.count
    let checksum = file.withUnsafeBytes { Checksum.of($0) }
    var tail = table + u64(checksum) + u64(UInt64(tableOffset)) + u32(UInt32(sections.count), 1)
    tail += u64(UInt64(tableOffset + tail.count + 24))
    let tailChecksum = tail.withUnsafeBytes { Checksum.of($0) }
    return file + tail + u64(tailChecksum) + Array("NEWGNOG\n".utf8)
  }
}

@Suite struct `The format on disk` {
  /// Documents 0 "b a b" and 1 "b".
  private static let sections: [(tag: String, content: [UInt8])] = [
    // A zstd frame of one raw block of 3 bytes; "hi" is document 0's, "!" document 1's.
    ("STOR", [0x28, 0xB5, 0x2F, 0xFD, 0x20, 3, 0x19, 0, 0] + Array("hi!".utf8)),
    ("SBLK", Bytes.u64(0) + Bytes.u32(0, 3) + Bytes.u64(12) + Bytes.u32(2, 0)),
    ("SBEG", Bytes.u32(0, 2)),
    // Term "b": document gaps 0 0 in no bits; frequencies less one 1 0 and position gaps 0 1, 0 in
    // one bit each.
    ("POST", [0x00, 0x01, 0b01, 0x01, 0b010]),
    (
      "DICT",
      [0]  // where the block's first list begins
        + [0x01, 0x61] + [1 << 1 | 1] + [0, 1]  // "a", inline: once, document 0, at 1
        + [0x01, 0x62] + [2 << 1, 1, 5]  // "b": 2 documents, one occurrence more, 5 bytes
    ),
    ("DIDX", Bytes.u64(0x6100_0000_0000_0000, 0)),
    ("LENG", Bytes.u32(3, 1)),
    ("INTC", Bytes.u64(.max, 7)),
    ("KEYW", Bytes.u32(1, 2) + Array("kw".utf8) + [0, 0] + Bytes.u32(0, 1)),
    ("META", [2, 1, 1, 1] + [1, 2, 4]),
  ]

  private static let schema = IndexSchema(
    fields: [FieldSchema(hasPositions: true, isScored: false)], integerColumns: 1,
    keywordColumns: 1)

  @Test func `is read from bytes written by hand`() throws {
    let directory = try TemporaryDirectory()
    try directory.write(Bytes.file(kind: 1, sections: Self.sections), to: "segment")
    let segment = try SegmentReader(path: directory.path + "/segment")
    try segment.verifyChecksums()
    #expect(segment.schema == Self.schema)
    #expect(segment.documentCount == 2)
    #expect(segment.statistics == [FieldStatistics(terms: 2, totalLength: 4)])
    #expect(try Array(segment.stored(0)) == Array("hi".utf8))
    #expect(try Array(segment.stored(1)) == Array("!".utf8))
    #expect(try Array(segment.integers(column: 0)) == [-1, 7])
    #expect(try segment.keywordColumns[0].value(of: 0) == nil)
    #expect(try segment.keywordColumns[0].value(of: 1) == "kw")
    #expect(try Array(segment.lengths(field: 0)) == [3, 1])
    for (term, expected) in [("a", [[0, 1]]), ("b", [[0, 0, 2], [1, 0]])] {
      let entry = try #require(try segment.dictionaries[0].entry(Array(term.utf8)))
      var cursor = try segment.cursor(entry, field: 0)
      var reader = try PositionsReader(cursor)
      var positions: [UInt32] = []
      var found: [[Int]] = []
      while cursor.doc != .exhausted {
        try reader.read(cursor.ordinal, into: &positions)
        found.append([Int(cursor.doc)] + positions.map(Int.init))
        try cursor.advance()
      }
      #expect(found == expected)
    }
  }

  @Test func `is written as by hand`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.path + "/segment"
    var builder = try SegmentBuilder(path: path, schema: Self.schema)
    for (text, stored, integer, keyword) in [
      ("bab", "hi", -1, nil), ("b", "!", 7, "kw"),
    ] as [(String, String, Int64, String?)] {
      builder.withField(0) { inverter in
        for byte in text.utf8 { inverter.append([byte]) }
      }
      try Array(stored.utf8).withBytes { (bytes) throws(IndexError) in
        try builder.endDocument(stored: bytes, integers: [integer], keywords: [keyword])
      }
    }
    _ = try builder.finish()
    let file = try SectionFile(path: path, kind: .segment)
    let names: [StaticString] = ["POST", "DICT", "DIDX", "LENG", "INTC", "KEYW", "META", "SBEG"]
    for name in names {
      let expected = try #require(Self.sections.first { $0.tag == "\(name)" })
      let content = try Self.content(of: SectionTag(name), in: file)
      #expect(content == expected.content, "\(name)")
    }
    #expect(file.sectionSizes.count == Self.sections.count)
  }

  private static func content(of tag: SectionTag, in file: SectionFile) throws -> [UInt8] {
    Array(try file.bytes(try file.requiredRange(of: tag)))
  }

  @Test func `of a long list has a table with impacts`() throws {
    let directory = try TemporaryDirectory()
    let documents = (0..<129).map { ModelDocument("t", number: $0) }
    _ = try SegmentReader.build(documents, path: directory.path + "/segment")
    let file = try SectionFile(path: directory.path + "/segment", kind: .segment)
    // Once in a document of one token: four times the same pair.
    let impacts: [UInt8] = [1, 1, 1, 1, 1, 1, 1, 1]
    let scored =
      impacts
      + Bytes.u32(127, 2, 1) + impacts  // last document, end of the block and of its positions
      + Bytes.u32(128, 4, 2) + impacts
      + [0, 0] + [0, 0]  // documents and frequencies of the two blocks: all gaps are 0
      + [0] + [0]  // and their positions
    #expect(try Self.content(of: SectionTag("POST", 0), in: file) == scored)
    let unscored = Bytes.u32(127, 2) + Bytes.u32(128, 4) + [0, 0] + [0, 0]
    #expect(try Self.content(of: SectionTag("POST", 1), in: file) == unscored)
  }

  @Test func `of live documents is bits and counts`() throws {
    let directory = try TemporaryDirectory()
    let bytes = Bytes.file(
      kind: 2, sections: [("BITS", Bytes.u64(.max << 1, 1)), ("META", [65, 64, 0x80, 1])])
    try directory.write(bytes, to: "live")
    let (live, lengths) = try LiveDocuments.read(
      path: directory.path + "/live", documentCount: 65, fields: 1)
    #expect(live.deleted == [0] && live.liveCount == 64 && lengths == [128])
    try live.write(path: directory.path + "/copy", liveLengths: lengths)
    #expect(try IndexDirectory.contents(of: directory.path + "/copy") == bytes)
    #expect(throws: IndexError.self) {
      try LiveDocuments.read(path: directory.path + "/live", documentCount: 66, fields: 1)
    }
  }

  @Test func `has XXH3-64 for its checksum`() {
    // The value that the algorithm's specification gives for no bytes.
    #expect(Checksum.of(UnsafeRawBufferPointer(start: nil, count: 0)) == 0x2D06_8005_38D3_94C2)
  }

  @Test func `of another version or kind is refused`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.path + "/segment"
    var bytes = Bytes.file(kind: 1, sections: Self.sections)
    bytes[8] = 4
    try directory.write(bytes, to: "segment")
    #expect(throws: IndexError.unknownVersion(file: path, found: 4, supported: 3)) {
      try SegmentReader(path: path)
    }
    try directory.write(Bytes.file(kind: 2, sections: Self.sections), to: "segment")
    #expect(throws: IndexError.corrupt(file: path, offset: 12, reason: "a file of another kind")) {
      try SegmentReader(path: path)
    }
  }
}
