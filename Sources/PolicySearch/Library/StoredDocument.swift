package import DocumentParsing
internal import IntegerCoding
internal import InvertedIndex

/// What the index keeps of a document for showing it; for the fields see `ParsedDocument`.
///
///     record     := field × 7 · date · map · notices · text
///     field      := varint length + 1 · UTF-8 bytes | varint 0        title, kind, speaker's name,
///                                                        speaker's office, issuer, number, region
///     date       := varint year · varint month · varint day           0 for unknown
///     map        := varint length · bytes, see `SourceMap`
///     notices    := varint UTF-8 bytes at the end of the text that are no part of its body
///     text       := the rest, see `UTF16Storage`
///
/// A document's identifier is the checksum of its record.
package struct StoredDocument: Sendable, Equatable {
  package let title: String?
  package let kind: String?
  package let date: PolicyDate?
  package let speaker: Speaker?
  package let issuer: String?
  package let number: String?
  package let region: String?
  /// Valid UTF-8: the body, and behind it the notices.
  package let text: [UInt8]
  /// Where the body ends, in UTF-8 bytes of ``text``.
  package let bodyEnd: Int
  package let sourceMap: SourceMap

  /// A record that cannot be read; the index's checksums make that a fault of the program.
  struct DecodingError: Error {}

  static func encode(_ document: ParsedDocument) -> [UInt8] {
    var record: [UInt8] = []
    record.reserveCapacity(document.text.count + 256)
    let fields = [
      document.title, document.kind, document.speaker?.name, document.speaker?.office,
      document.issuer, document.number, document.region,
    ]
    for field in fields {
      record.appendVarint(field.map { UInt64($0.utf8.count) + 1 } ?? 0)
      if let field { record.append(contentsOf: field.utf8) }
    }
    record.appendVarint(UInt64(document.date?.year ?? 0))
    record.appendVarint(UInt64(document.date?.month ?? 0))
    record.appendVarint(UInt64(document.date?.day ?? 0))
    var map: [UInt8] = []
    document.sourceMap.encode(to: &map)
    record.appendVarint(UInt64(map.count))
    record.append(contentsOf: map)
    record.appendVarint(UInt64(document.text.count - document.bodyEnd))
    UTF16Storage.append(document.text, to: &record)
    return record
  }

  static func identifier(ofRecord record: [UInt8]) -> DocumentIdentifier {
    DocumentIdentifier(record.withUnsafeBytes { Checksum.of($0) })
  }

  init(decoding record: [UInt8]) throws(DecodingError) {
    do {
      self = try Self.decode(record)
    } catch {
      throw DecodingError()
    }
  }

  /// Throws what its parts throw.
  private static func decode(_ record: [UInt8]) throws -> StoredDocument {
    try record.withUnsafeBytes { bytes in
      var reader = ByteReader(bytes)
      var fields: [String?] = []
      for _ in 0..<7 {
        let length = Int(truncatingIfNeeded: try reader.varint())
        fields.append(
          length == 0 ? nil : String(decoding: try reader.bytes(length - 1), as: UTF8.self))
      }
      var date: [Int] = []
      for _ in 0..<3 { date.append(Int(truncatingIfNeeded: try reader.varint())) }
      let map = try reader.bytes(Int(truncatingIfNeeded: try reader.varint()))
      let notices = try reader.varint()
      let rest = UnsafeRawBufferPointer(rebasing: bytes[reader.offset...])
      guard let text = UTF16Storage.text(rest), notices <= text.count else {
        throw DecodingError()
      }
      return StoredDocument(
        title: fields[0], kind: fields[1],
        date: PolicyDate(
          year: date[0], month: date[1] == 0 ? nil : date[1], day: date[2] == 0 ? nil : date[2]),
        speaker: fields[2].map { Speaker(name: $0, office: fields[3]) },
        issuer: fields[4], number: fields[5], region: fields[6],
        text: text, bodyEnd: text.count - Int(notices),
        sourceMap: try SourceMap(decoding: map))
    }
  }

  private init(
    title: String?, kind: String?, date: PolicyDate?, speaker: Speaker?, issuer: String?,
    number: String?, region: String?, text: [UInt8], bodyEnd: Int, sourceMap: SourceMap
  ) {
    self.title = title
    self.kind = kind
    self.date = date
    self.speaker = speaker
    self.issuer = issuer
    self.number = number
    self.region = region
    self.text = text
    self.bodyEnd = bodyEnd
    self.sourceMap = sourceMap
  }
}

extension PolicyDate {
  /// year · 10,000 + month · 100 + day, unknown parts 0.
  var columnValue: Int64 { Int64(year * 10_000 + (month ?? 0) * 100 + (day ?? 0)) }
}
