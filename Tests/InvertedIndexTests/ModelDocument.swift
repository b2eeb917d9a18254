@testable import InvertedIndex

/// A document as a test knows it: what the index must give back, however it stores it.
struct ModelDocument: Equatable {
  /// Tokens of each field of ``schema``.
  let fields: [[[UInt8]]]
  /// How often each term stands in each field; fields 0 and 1 hold the same.
  let frequencies: [[[UInt8]: UInt32]]
  var stored: [UInt8]
  var integer: Int64
  var keyword: String?

  /// Field 0 keeps positions and is scored; field 1 keeps documents and frequencies only; field 2 has
  /// every third token and is scored, too.
  static let schema = IndexSchema(
    fields: [
      FieldSchema(hasPositions: true, isScored: true),
      FieldSchema(hasPositions: false, isScored: false),
      FieldSchema(hasPositions: false, isScored: true),
    ],
    integerColumns: 1, keywordColumns: 1)

  /// A document of the tokens in `text`, divided by spaces; its number is also its integer value.
  init(_ text: String, number: Int = 0) {
    let tokens = text.split(separator: " ").map { Array($0.utf8) }
    self.init(tokens: tokens, number: number)
  }

  init(tokens: [[UInt8]], number: Int) {
    fields = [
      tokens, tokens.reversed(), stride(from: 1, to: tokens.count, by: 3).map { tokens[$0] },
    ]
    frequencies = fields.map { Dictionary($0.map { ($0, 1) }, uniquingKeysWith: +) }
    stored = Array("stored \(number) ".utf8) + tokens.joined()
    integer = Int64(number)
    keyword = number % 3 == 0 ? nil : "kind \(number % 5)"
  }

  /// A document of up to `length` terms of `vocabulary`, the first of which are common.
  init(
    number: Int, length: ClosedRange<Int>, vocabulary: [[UInt8]],
    using generator: inout SeededGenerator
  ) {
    let count = Int.random(in: length, using: &generator)
    let tokens = (0..<count).map { _ in
      vocabulary[generator.skewed(below: vocabulary.count)]
    }
    self.init(tokens: tokens, number: number)
  }

  /// Made-up terms of various lengths, in no order.
  static func vocabulary(_ count: Int) -> [[UInt8]] {
    (0..<count).map { number in
      let letters = Array("t\(number * 7919 % count)".utf8)
      return number % 4 == 0 ? Array("longer than eight ".utf8) + letters : letters
    }
  }
}

extension FieldInverter {
  /// Adds the next token of the current document.
  mutating func append(_ term: [UInt8]) {
    term.withUnsafeBytes { append($0) }
  }
}

extension SegmentBuilder {
  mutating func append(_ document: ModelDocument) throws(IndexError) {
    for (field, tokens) in document.fields.enumerated() {
      withField(field) { inverter in
        for token in tokens {
          // Both ways in must give the same.
          if token.count <= 8, token.count % 2 == 0 {
            let key = TermDictionaryWriter.key(token)
            let numbers = [inverter.number(key: key, length: token.count)]
            inverter.append(numbers: numbers.span)
          } else {
            inverter.append(token)
          }
        }
      }
    }
    try document.stored.withBytes { (bytes) throws(IndexError) in
      try endDocument(stored: bytes, integers: [document.integer], keywords: [document.keyword])
    }
  }
}

extension SegmentReader {
  /// Builds a segment of `documents` at `path` and opens it.
  static func build(
    _ documents: [ModelDocument], path: String
  ) throws(IndexError) -> SegmentReader {
    var builder = try SegmentBuilder(path: path, schema: ModelDocument.schema)
    for document in documents { try builder.append(document) }
    _ = try builder.finish()
    return try SegmentReader(path: path)
  }
}

/// An index of several segments as a test knows it.
struct ModelIndex {
  var segments: [[ModelDocument]]
  /// Numbers of the deleted documents, by segment.
  private var deleted: [Int: Set<Int>] = [:]

  init(segments: [[ModelDocument]]) { self.segments = segments }

  mutating func delete(_ segment: Int, _ document: Int) {
    deleted[segment, default: []].insert(document)
  }

  func isLive(_ segment: Int, _ document: Int) -> Bool {
    deleted[segment]?.contains(document) != true
  }

  /// Writes it to `directory` and opens it.
  func write(to directory: TemporaryDirectory) throws(IndexError) -> IndexSnapshot {
    let directory = IndexDirectory(path: directory.path)
    try directory.create()
    var manifest = Manifest()
    manifest.generation = 1
    for (index, documents) in segments.enumerated() {
      let file = IndexFileName(kind: .segment, number: 2 * index).description
      let reader = try SegmentReader.build(documents, path: directory.path(of: file))
      var live = LiveDocuments(documentCount: documents.count)
      var lengths = reader.statistics.map(\.totalLength)
      for (number, document) in documents.enumerated() where !isLive(index, number) {
        live.remove(DocID(number))
        for field in lengths.indices { lengths[field] -= document.fields[field].count }
      }
      var liveFile: String?
      if live.liveCount < documents.count {
        let file = IndexFileName(kind: .liveDocuments, number: 2 * index + 1).description
        try live.write(path: directory.path(of: file), liveLengths: lengths)
        liveFile = file
      }
      manifest.segments.append(
        Manifest.Segment(file: file, documentCount: documents.count, liveFile: liveFile))
    }
    manifest.nextFileNumber = 2 * segments.count
    try directory.commit(manifest)
    return try IndexSnapshot.open(directory)
  }
}
