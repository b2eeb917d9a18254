import Testing

@testable import InvertedIndex

@Suite struct `An index writer` {
  private static let vocabulary = ModelDocument.vocabulary(40)

  private static func documents(
    _ numbers: Range<Int>, using generator: inout SeededGenerator
  ) -> [ModelDocument] {
    numbers.map {
      ModelDocument(number: $0, length: 0...15, vocabulary: vocabulary, using: &generator)
    }
  }

  private static func add(
    _ documents: [ModelDocument], to writer: inout IndexWriter
  ) throws(IndexError) {
    let file = writer.names.next(.segment)
    _ = try SegmentReader.build(documents, path: writer.directory.path(of: file))
    try writer.addSegment(file: file)
  }

  private static func open(
    _ directory: TemporaryDirectory, startsEmpty: Bool = false
  ) throws(IndexError) -> IndexWriter {
    try IndexWriter(
      directory: IndexDirectory(path: directory.path), schema: ModelDocument.schema,
      startsEmpty: startsEmpty)
  }

  /// Everything that can be asked of an index, independent of how it is divided into segments.
  private static func answers(_ snapshot: IndexSnapshot) throws(IndexError) -> [String] {
    var answers = ["\(snapshot.documentCount) documents"]
    var documents: [(Int64, String)] = []
    for segment in snapshot.segments {
      for document in 0..<DocID(segment.reader.documentCount)
      where segment.live?.contains(document) ?? true {
        let integer = try segment.reader.integer(column: 0, of: document)
        let keyword = try segment.reader.keywordColumns[0].value(of: document) ?? "none"
        let stored = String(decoding: try segment.reader.stored(document), as: UTF8.self)
        let lengths = (
          try segment.reader.length(of: document, field: 0),
          try segment.reader.length(of: document, field: 1)
        )
        documents.append((integer, "\(integer) \(keyword) \(lengths) \(stored)"))
      }
    }
    answers += documents.sorted { $0.0 < $1.0 }.map(\.1)
    for field in 0...1 { answers.append("\(snapshot.averageLength(field: field)) average") }
    let search = RankedSearch(
      snapshot: snapshot, fields: [.init(0)], bm25: BM25(), tieOrder: .column(0))
    for (index, term) in vocabulary.enumerated() {
      let next = vocabulary[(index + 1) % vocabulary.count]
      let phrase = Phrase(
        field: 0, members: [.init(term: term, offset: 0), .init(term: next, offset: 1)],
        minimumDistance: 1)
      let frequencies = (
        try snapshot.documentFrequency(term, field: 0),
        try snapshot.documentFrequency(term, field: 1)
      )
      var total = 0
      for segment in snapshot.segments { total += try segment.matches(phrase).totalFrequency }
      answers.append("\(frequencies) \(total)")
      let hits = try search.top(20, terms: [.init(bytes: term), .init(bytes: next)])
      answers.append(hits.map { "\($0.tieKey.ascending): \($0.score)" }.joined(separator: ", "))
    }
    return answers
  }

  /// The answers of an index of `documents`, built at once.
  private static func fresh(_ documents: [ModelDocument]) throws -> [String] {
    let directory = try TemporaryDirectory()
    return try answers(ModelIndex(segments: [documents]).write(to: directory))
  }

  @Test(arguments: 0..<5 as Range<UInt64>)
  func `leaves, after any changes, what a fresh build gives`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let directory = try TemporaryDirectory()
    try directory.write([1], to: "foreign.seg")
    try directory.write([1], to: "1234567.seg")
    var expected: [ModelDocument] = []
    var committed: [ModelDocument] = []
    var earlier: (snapshot: IndexSnapshot, answers: [String])?
    var next = 0
    var writer = try Self.open(directory)
    for step in 0..<30 {
      switch Int.random(in: 0..<10, using: &generator) {
      case 0..<4:
        let count = [1, 3, 30, 130].randomElement(using: &generator) ?? 1
        let added = Self.documents(next..<next + count, using: &generator)
        next += count
        try Self.add(added, to: &writer)
        expected += added
      case 4..<7:
        let divisor = Int64.random(in: 2...7, using: &generator)
        let least = Int64.random(in: 0...Int64(next), using: &generator)
        func isDeleted(_ number: Int64) -> Bool { number % divisor == 0 && number >= least }
        try writer.deleteDocuments { (segment, document) throws(IndexError) in
          isDeleted(try segment.integer(column: 0, of: document))
        }
        expected.removeAll { isDeleted($0.integer) }
      case 7:
        // Without a commit, what was changed is gone.
        _ = consume writer
        writer = try Self.open(directory)
        expected = committed
        guard IndexDirectory(path: directory.path).containsIndex else { continue }
        let snapshot = try IndexSnapshot.open(IndexDirectory(path: directory.path))
        #expect(try Self.answers(snapshot) == Self.fresh(committed), "step \(step)")
      default:
        try writer.commit(attributes: ["step": ["\(step)"]], attachments: [])
        committed = expected
        let answers = try Self.fresh(expected)
        let snapshot = try IndexSnapshot.open(IndexDirectory(path: directory.path))
        #expect(try Self.answers(snapshot) == answers, "step \(step)")
        #expect(snapshot.manifest.attributes == ["step": ["\(step)"]])
        let foreign: Set = ["manifest", "lock", "foreign.seg", "1234567.seg"]
        #expect(Set(directory.names) == snapshot.manifest.files.union(foreign))
        if earlier == nil || step % 3 == 0 { earlier = (snapshot, answers) }
      }
    }
    if let earlier {
      #expect(try Self.answers(earlier.snapshot) == earlier.answers, "an open generation stays")
    }
  }

  @Test func `merges many small segments into few, and forgets deleted documents`() throws {
    var generator = SeededGenerator(seed: 1)
    let directory = try TemporaryDirectory()
    var writer = try Self.open(directory)
    var expected: [ModelDocument] = []
    for number in 0..<100 {
      let added = Self.documents(number..<number + 1, using: &generator)
      try Self.add(added, to: &writer)
      expected += added
      try writer.commit(attributes: [:], attachments: [])
      #expect(writer.currentSegments.count <= 2 * MergePolicy.factor)
    }
    try writer.deleteDocuments { (segment, document) throws(IndexError) in
      try segment.integer(column: 0, of: document) % 2 == 0
    }
    try writer.commit(attributes: [:], attachments: [])
    let snapshot = try IndexSnapshot.open(IndexDirectory(path: directory.path))
    let kept = snapshot.segments.reduce(0) { $0 + $1.reader.documentCount }
    #expect(kept - snapshot.documentCount <= kept / 3)
    #expect(
      try Self.answers(snapshot) == Self.fresh(expected.filter { !$0.integer.isMultiple(of: 2) }))
    try writer.deleteDocuments { (_, _) throws(IndexError) in true }
    try writer.commit(attributes: [:], attachments: [])
    #expect(writer.currentSegments.isEmpty)
    #expect(directory.names == ["lock", "manifest"])
  }

  @Test func `joins stored documents of small frames, and copies large ones as they are`() throws {
    let directory = try TemporaryDirectory()
    var writer = try Self.open(directory)
    var expected: [[UInt8]] = []
    for number in 0..<MergePolicy.factor {
      var documents = [ModelDocument("one two", number: 3 * number)]
      documents[0].stored = []
      if number >= 5 {
        documents.append(ModelDocument("two", number: 3 * number + 1))
        documents[1].stored = (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* $0 &+ number) }
        documents.append(ModelDocument("three", number: 3 * number + 2))
      }
      expected += documents.map(\.stored)
      try Self.add(documents, to: &writer)
    }
    try writer.commit(attributes: [:], attachments: [])
    let segment = try #require(writer.currentSegments.first).reader
    #expect(writer.currentSegments.count == 1)
    let stored = try (0..<DocID(segment.documentCount)).map { try Array(segment.stored($0)) }
    #expect(stored == expected)
    #expect(segment.storedDocuments.blockCount == 1 + 3)
  }

  @Test func `keeps others out until it is gone`() throws {
    let directory = try TemporaryDirectory()
    let writer = try Self.open(directory)
    #expect {
      _ = try Self.open(directory)
    } throws: {
      guard case IndexError.locked(directory.path, let holder) = $0 else { return false }
      return holder.hasPrefix("process ")
    }
    _ = consume writer
    _ = try Self.open(directory)
  }

  @Test(arguments: [true, false])
  func `leaves nothing that it did not commit`(isFirst: Bool) throws {
    var generator = SeededGenerator(seed: 1)
    let directory = try TemporaryDirectory()
    if !isFirst {
      var writer = try Self.open(directory)
      try Self.add(Self.documents(0..<20, using: &generator), to: &writer)
      try writer.commit(attributes: [:], attachments: [])
    }
    let before = Set(directory.names)
    var writer = try Self.open(directory)
    try Self.add(Self.documents(20..<30, using: &generator), to: &writer)
    #expect(directory.names.contains { $0.hasSuffix(".seg") && !before.contains($0) })
    _ = consume writer
    #expect(Set(directory.names) == before.union(["lock"]))
  }

  @Test(arguments: ["intact", "damaged manifest", "damaged segment", "version 2", "no manifest"])
  func `that starts empty replaces any index`(state: String) throws {
    var generator = SeededGenerator(seed: 1)
    let directory = try TemporaryDirectory()
    do {
      var writer = try Self.open(directory)
      try Self.add(Self.documents(0..<20, using: &generator), to: &writer)
      try writer.commit(attributes: ["old": ["1"]], attachments: [])
    }
    let segmentFile = try #require(directory.names.first { $0.hasSuffix(".seg") })
    let before = try IndexSnapshot.open(IndexDirectory(path: directory.path))
    let answers = try Self.answers(before)
    switch state {
    case "damaged manifest": try directory.write([7, 7], to: "manifest")
    case "damaged segment": try directory.write([7], to: segmentFile)
    case "version 2": try directory.write(Array("gongwen-index 2\nnews\n".utf8), to: "manifest")
    case "no manifest": try directory.remove("manifest")
    default: break
    }
    if state != "intact", state != "no manifest" {
      #expect(throws: IndexError.self) { _ = try Self.open(directory) }
    }
    let documents = Self.documents(50..<60, using: &generator)
    var writer = try Self.open(directory, startsEmpty: true)
    #expect(writer.attributes.isEmpty && writer.currentSegments.isEmpty)
    try Self.add(documents, to: &writer)
    try writer.commit(attributes: ["new": ["2"]], attachments: [])
    let snapshot = try IndexSnapshot.open(IndexDirectory(path: directory.path))
    #expect(try Self.answers(snapshot) == Self.fresh(documents))
    #expect(snapshot.manifest.attributes == ["new": ["2"]])
    #expect(Set(directory.names) == snapshot.manifest.files.union(["manifest", "lock"]))
    #expect(try Self.answers(before) == answers, "an open generation stays")
  }

  @Test func `may try a commit again when a merge fails`() throws {
    var generator = SeededGenerator(seed: 1)
    let directory = try TemporaryDirectory()
    let documents = Self.documents(0..<MergePolicy.factor, using: &generator)
    var writer = try Self.open(directory)
    for document in documents { try Self.add([document], to: &writer) }
    // The merged segment's name is taken by a folder.
    let obstacle = IndexFileName(kind: .segment, number: MergePolicy.factor + 1).description
    try directory.makeFolder(obstacle)
    #expect(throws: IndexError.self) { try writer.commit(attributes: [:], attachments: []) }
    #expect(!IndexDirectory(path: directory.path).containsIndex)
    try writer.commit(attributes: [:], attachments: [])
    let snapshot = try IndexSnapshot.open(IndexDirectory(path: directory.path))
    #expect(try Self.answers(snapshot) == Self.fresh(documents))
  }

  @Test func `refuses an index of other fields`() throws {
    let directory = try TemporaryDirectory()
    do {
      var writer = try Self.open(directory)
      try Self.add([ModelDocument("one")], to: &writer)
      try writer.commit(attributes: [:], attachments: [])
    }
    let other = IndexSchema(fields: [], integerColumns: 1, keywordColumns: 0)
    #expect(throws: IndexError.self) {
      _ = try IndexWriter(
        directory: IndexDirectory(path: directory.path), schema: other, startsEmpty: false)
    }
  }

  @Test func `keeps keyword values apart that differ in bytes only`() throws {
    let directory = try TemporaryDirectory()
    // One letter with an accent, and a letter with a combining accent: equal to Swift.
    let values = ["\u{E9}", "e\u{301}", nil, "", "e\u{301}", "z"]
    var documents = values.indices.map { ModelDocument("one", number: $0) }
    for index in values.indices { documents[index].keyword = values[index] }
    let segment = try SegmentReader.build(documents, path: directory.path + "/segment")
    let column = segment.keywordColumns[0]
    #expect(column.count == 4)
    for (index, value) in values.enumerated() {
      #expect(
        try column.value(of: DocID(index)).map { Array($0.utf8) } == value.map { Array($0.utf8) })
    }
    let ordered = try (0..<column.count).map { Array(try column.value($0).utf8) }
    #expect(ordered == ordered.sorted { $0.lexicographicallyPrecedes($1) })
  }
}
