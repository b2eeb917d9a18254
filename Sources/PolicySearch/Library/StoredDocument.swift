package import DocumentParsing
internal import Glibc
internal import IntegerCoding
internal import InvertedIndex
internal import TextAnalysis

/// What the index keeps of a document for showing it; for the fields see `ParsedDocument`.
///
///     record     := field × 9 · date × 4 · outside · map · notices · sections · text
///     field      := varint length + 1 · UTF-8 bytes | varint 0        title, kind, speaker's name,
///                                                        speaker's office, issuer, number, region,
///                                                        occasion, adoption
///     date       := varint year · varint month · varint day           0 for unknown; of the text,
///                                                        passed, published, effective
///     outside    := varint, see `OutsideFields`
///     map        := varint length · bytes, see `SourceMap`
///     notices    := varint UTF-8 bytes at the end of the text that are no part of its body
///     sections   := varint count · section*
///     section    := varint level · varint start, less that of the section before · varint length
///                   · varint heading length · 2 (the heading is the text at the start)
///                   | … · varint heading length · 2 + 1 · UTF-8 bytes
///     text       := the rest in UTF-16, least significant byte first
///
/// Two bytes for each Chinese character compress better than three: Zstandard, in frames of 64 KiB, brings
/// Chinese law texts to 0.250 of their UTF-8 size this way at level 5, against 0.305 (level 3) or 0.292
/// (level 5) from UTF-8, at the same cost as the second.
package struct StoredDocument: Sendable, Equatable {
  package let title: String?
  package let kind: String?
  package let date: PolicyDate?
  package let speaker: Speaker?
  package let issuer: String?
  package let number: String?
  package let region: String?
  package let occasion: String?
  package let adoption: String?
  package let passed: PolicyDate?
  package let published: PolicyDate?
  package let effective: PolicyDate?
  /// Which of these the text does not state.
  let outside: OutsideFields
  package let sections: [Section]
  /// Valid UTF-8: the body, and behind it the notices.
  package let text: [UInt8]
  /// ``text`` in UTF-16, from which it is folded fastest.
  let utf16: [UInt16]
  /// Where the body ends, in UTF-8 bytes of ``text``.
  package let bodyEnd: Int
  package let sourceMap: SourceMap

  /// Where the body ends, in units of ``utf16``. Cost: a pass over the notices.
  var utf16BodyEnd: Int {
    utf16.count - text[bodyEnd...].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : $1 < 0xF0 ? 1 : 2) }
  }

  /// A record that cannot be read; the index's checksums make that a fault of the program.
  struct DecodingError: Error {}
}

// MARK: - Records

extension StoredDocument {
  init(_ document: ParsedDocument) {
    title = document.title
    kind = document.kind
    date = document.date
    speaker = document.speaker
    issuer = document.issuer
    number = document.number
    region = document.region
    occasion = document.occasion
    adoption = document.adoption
    passed = document.passed
    published = document.published
    effective = document.effective
    outside = OutsideFields(document.sources)
    sections = document.sections
    text = document.text
    utf16 = [UInt16](utf8: document.text.span)
    bodyEnd = document.bodyEnd
    sourceMap = document.sourceMap
  }

  func encode() -> [UInt8] {
    var record: [UInt8] = []
    record.reserveCapacity(text.count + 256)
    let fields = [
      title, kind, speaker?.name, speaker?.office, issuer, number, region, occasion, adoption,
    ]
    for field in fields {
      record.appendVarint(field.map { UInt64($0.utf8.count) + 1 } ?? 0)
      if let field { record.append(contentsOf: field.utf8) }
    }
    for date in [date, passed, published, effective] { Self.append(date, to: &record) }
    record.appendVarint(outside.rawValue)
    var map: [UInt8] = []
    sourceMap.encode(to: &map)
    record.appendVarint(UInt64(map.count))
    record.append(contentsOf: map)
    record.appendVarint(UInt64(text.count - bodyEnd))
    Self.append(sections, of: text, to: &record)
    record.append(addingCapacity: utf16.count * 2) { record in
      record.withUnsafeMutableBufferPointer { bytes, count in
        let bytes = UnsafeMutableRawBufferPointer(bytes)
        // SAFETY: there is room for two bytes for each unit.
        for index in utf16.indices {
          bytes.storeBytes(
            of: utf16[index].littleEndian, toByteOffset: index &* 2, as: UInt16.self)
        }
        count = utf16.count &* 2
      }
    }
    return record
  }

  private static func append(_ sections: [Section], of text: [UInt8], to record: inout [UInt8]) {
    record.appendVarint(UInt64(sections.count))
    var start = 0
    for section in sections {
      record.appendVarint(UInt64(section.level))
      record.appendVarint(UInt64(section.range.lowerBound - start))
      record.appendVarint(UInt64(section.range.count))
      start = section.range.lowerBound
      let heading = section.heading.utf8Span.span
      let length = UInt64(heading.count)
      if text.span.extracting(start...).begins(with: heading) {
        record.appendVarint(length << 1)
      } else {
        record.appendVarint(length << 1 | 1)
        record.append(contentsOf: section.heading.utf8)
      }
    }
  }

  private static func append(_ date: PolicyDate?, to record: inout [UInt8]) {
    record.appendVarint(UInt64(date?.year ?? 0))
    record.appendVarint(UInt64(date?.month ?? 0))
    record.appendVarint(UInt64(date?.day ?? 0))
  }

  init(decoding record: ArraySlice<UInt8>) throws(DecodingError) {
    do {
      self = try Self.decode(record)
    } catch {
      throw DecodingError()
    }
  }

  /// Throws what its parts throw.
  private static func decode(_ record: ArraySlice<UInt8>) throws -> StoredDocument {
    try record.withUnsafeBytes { bytes in
      var reader = ByteReader(bytes)
      var fields: [String?] = []
      for _ in 0..<9 {
        let length = Int(truncatingIfNeeded: try reader.varint())
        fields.append(
          length == 0 ? nil : String(decoding: try reader.bytes(length - 1), as: UTF8.self))
      }
      var dates: [PolicyDate?] = []
      for _ in 0..<4 {
        let (year, month, day) = (try reader.varint(), try reader.varint(), try reader.varint())
        dates.append(
          PolicyDate(
            year: Int(truncatingIfNeeded: year),
            month: month == 0 ? nil : Int(truncatingIfNeeded: month),
            day: day == 0 ? nil : Int(truncatingIfNeeded: day)))
      }
      let outside = OutsideFields(rawValue: try reader.varint())
      let map = try reader.bytes(Int(truncatingIfNeeded: try reader.varint()))
      let notices = try reader.varint()
      let sections = try StoredSection.read(&reader)
      let rest = UnsafeRawBufferPointer(rebasing: bytes[reader.offset...])
      let utf16 = [UInt16](unsafeUninitializedCapacity: rest.count / 2) { units, count in
        count = rest.count / 2
        // SAFETY: two bytes for each unit are in the rest.
        for index in 0..<count {
          units[index] = UInt16(
            littleEndian: rest.loadUnaligned(fromByteOffset: index &* 2, as: UInt16.self))
        }
      }
      guard rest.count.isMultiple(of: 2), let text = [UInt8](utf16: utf16.span),
        notices <= text.count
      else { throw DecodingError() }
      return StoredDocument(
        title: fields[0], kind: fields[1], date: dates[0],
        speaker: fields[2].map { Speaker(name: $0, office: fields[3]) },
        issuer: fields[4], number: fields[5], region: fields[6], occasion: fields[7],
        adoption: fields[8], passed: dates[1], published: dates[2], effective: dates[3],
        outside: outside, sections: try sections.map { try $0.section(of: text) }, text: text,
        utf16: utf16,
        bodyEnd: text.count - Int(notices),
        sourceMap: try SourceMap(decoding: map))
    }
  }
}

/// A section as it stands in a record, its heading perhaps in the text that follows.
private struct StoredSection {
  var level: Int
  var range: Range<Int>
  /// Nil when the heading is the first ``headingLength`` bytes of the section.
  var heading: String?
  var headingLength: Int

  static func read(_ reader: inout ByteReader) throws -> [StoredSection] {
    func number() throws -> Int {
      guard let number = Int(exactly: try reader.varint()) else {
        throw StoredDocument.DecodingError()
      }
      return number
    }
    var sections: [StoredSection] = []
    var start = 0
    for _ in 0..<(try number()) {
      let level = try number()
      let (next, isStartWrong) = start.addingReportingOverflow(try number())
      let (end, isEndWrong) = next.addingReportingOverflow(try number())
      guard !isStartWrong, !isEndWrong else { throw StoredDocument.DecodingError() }
      let heading = try number()
      var text: String?
      if heading & 1 == 1 { text = String(decoding: try reader.bytes(heading >> 1), as: UTF8.self) }
      sections.append(
        StoredSection(level: level, range: next..<end, heading: text, headingLength: heading >> 1))
      start = next
    }
    return sections
  }

  func section(of text: [UInt8]) throws -> Section {
    guard range.upperBound <= text.count, heading != nil || headingLength <= range.count else {
      throw StoredDocument.DecodingError()
    }
    let inText = text[range].prefix(headingLength)
    return Section(
      level: level, heading: heading ?? String(decoding: inText, as: UTF8.self), range: range)
  }
}

extension Span<UInt8> {
  /// Whether these bytes begin with `others`.
  fileprivate func begins(with others: Span<UInt8>) -> Bool {
    guard others.count <= count else { return false }
    return withUnsafeBytes { bytes in
      others.withUnsafeBytes { others in
        guard let start = bytes.baseAddress, let other = others.baseAddress else { return true }
        // SAFETY: both have this count at least.
        return memcmp(start, other, others.count) == 0
      }
    }
  }
}

extension PolicyDate {
  /// year · 10,000 + month · 100 + day, unknown parts 0.
  var columnValue: Int64 { Int64(year * 10_000 + (month ?? 0) * 100 + (day ?? 0)) }

  /// The date of a value of the date column; nil for 0, no date.
  init?(columnValue value: Int64) {
    let (year, month, day) = (Int(value / 10_000), Int(value / 100 % 100), Int(value % 100))
    self.init(year: year, month: month == 0 ? nil : month, day: day == 0 ? nil : day)
  }
}
