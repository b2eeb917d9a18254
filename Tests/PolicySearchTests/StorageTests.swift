import DocumentParsing
import InvertedIndex
import Testing

@testable import PolicySearch

@Suite struct `A document identifier` {
  @Test(arguments: [0, 1, 0xFF, 0x0123_4567_89AB_CDEF, .max] as [UInt64])
  func `is read as it is written`(value: UInt64) {
    let identifier = DocumentIdentifier(value)
    #expect(identifier.description.utf8.count == 16)
    #expect(DocumentIdentifier(identifier.description) == identifier)
    #expect(DocumentIdentifier(identifier.description.uppercased()) == identifier)
  }

  @Test(arguments: [
    "", "0", "0123456789abcdeg", "0123456789abcdef0", "+123456789abcdef", "-123456789abcdef",
    " 123456789abcdef", "０１２３",
  ])
  func `is not read from anything else`(text: String) {
    #expect(DocumentIdentifier(text) == nil)
  }
}

@Suite struct `A stored document` {
  private func parsed(_ text: String, path: String = "/x.txt") throws -> ParsedDocument {
    try #require(DocumentParser.parse(DecodedText(text), path: path).first)
  }

  private static let texts = [
    "植树", "关于植树的通知\n\n临政发〔2019〕5号\n\n各地：\n\n\n  植树。  \n临江省人民政府\n2019年5月4日",
    "关于植树的决议\n（2019年3月4日市第九届人民代表大会第二次会议通过）\n一、任务\n一是植树；二是护林。\n二、办法",
    "在会上的讲话\n（2009年2月12日）\n市总工会主席 苏映雪\n同志们：植树。", "𠮷",
  ]

  @Test(arguments: texts)
  func `is read as it was written`(text: String) throws {
    let document = try parsed(text, path: "/a/2020-03.txt")
    let record = StoredDocument(document).encode()
    let stored = try StoredDocument(decoding: record[...])
    #expect(stored == StoredDocument(document))
    #expect(stored.identifier == StoredDocument(document).identifier)
    #expect(stored.title == document.title)
    #expect(stored.kind == document.kind)
    #expect(stored.date == document.date)
    #expect(stored.speaker == document.speaker)
    #expect(stored.issuer == document.issuer)
    #expect(stored.number == document.number)
    #expect(stored.region == document.region)
    #expect(stored.text == document.text)
    #expect(stored.sourceMap == document.sourceMap)
    #expect(stored.sections == document.sections)
    #expect(stored.bodyEnd == document.bodyEnd)
    #expect(stored.passed == document.passed)
    #expect(stored.adoption == document.adoption)
  }

  @Test func `has an identifier of its text and what the text does not state`() throws {
    func identifier(_ text: String, _ path: String = "/a.txt") throws -> DocumentIdentifier {
      StoredDocument(try parsed(text, path: path)).identifier
    }
    let one = try identifier("甲地植树")
    #expect(try identifier("甲地植树", "/b/c.txt") == one)
    #expect(try identifier("甲地植竹") != one)
    // A date from the name of the file makes another document, unless the text has one.
    #expect(try identifier("甲地植树", "/2020-03-04.txt") != one)
    let dated = "关于植树的通知\n2019年5月4日\n各地植树。"
    #expect(try identifier(dated) == identifier(dated, "/2020-03-04.txt"))
  }

  @Test(arguments: [
    "\n\n甲地植树，Open Day 12 人。\n\n乙地修路。", "甲地植树，Open Day 12 人。\r\n乙地修路。\r\n",
    "　　甲地植树，\n　　Open Day 12 人。\n　　乙地修路。", "甲地 植树， Open\u{A0}Day\t12人。\n\n\n\n乙地修路。  ",
  ])
  func `has an identifier that its layout does not change`(text: String) throws {
    let plain = StoredDocument(try parsed("甲地植树，Open Day 12人。\n乙地修路。"))
    #expect(StoredDocument(try parsed(text)).identifier == plain.identifier)
  }

  @Test func `has an identifier of its notices too`() throws {
    let plain = StoredDocument(try parsed("甲地植树。\n乙地修路。"))
    let marked = StoredDocument(try parsed("甲地植树。\n乙地修路。\n【打印本页】【关闭窗口】"))
    #expect(marked.bodyEnd == plain.bodyEnd)
    #expect(marked.identifier != plain.identifier)
  }

  @Test(arguments: texts)
  func `that is truncated is an error, and one that is altered does not trap`(text: String) throws {
    let document = try parsed(text)
    let record = StoredDocument(document).encode()
    let head = record.count - document.text.count
    for count in 0..<head {
      #expect(throws: StoredDocument.DecodingError.self) {
        try StoredDocument(decoding: record[..<count])
      }
    }
    for bit in 0..<record.count * 8 {
      var damaged = record
      damaged[bit / 8] ^= 1 << (bit % 8)
      _ = try? StoredDocument(decoding: damaged[...])
    }
  }
}

@Suite struct `A catalogue` {
  private static func copy(_ identifier: UInt64, _ layout: UInt64) -> DocumentCopy {
    DocumentCopy(identifier: DocumentIdentifier(identifier), layout: layout)
  }

  private static let records = [
    FileRecord(
      path: "/a/一.txt", stamp: FileRecord.Stamp(size: 12, modified: -5, changed: .max),
      contentChecksum: 7, encoding: "UTF-8", skipReason: nil,
      documents: [copy(3, 1), copy(.max, 0), copy(3, .max)]),
    FileRecord(
      path: "/a/二.txt", stamp: FileRecord.Stamp(size: 0, modified: 0, changed: 0),
      contentChecksum: .max, encoding: nil, skipReason: "坏", documents: []),
    FileRecord(
      path: "/b", stamp: FileRecord.Stamp(size: 1 << 40, modified: 1, changed: 2),
      contentChecksum: 0, encoding: "GB18030", skipReason: nil, documents: [copy(3, 1)]),
  ]

  private func write(_ records: [FileRecord], _ folder: TemporaryFolder) throws -> String {
    let path = folder("catalogue")
    try Catalogue.write(records, to: path)
    return path
  }

  @Test func `is read as it was written`() throws {
    let folder = try TemporaryFolder()
    let catalogue = try Catalogue(path: write(Self.records, folder))
    #expect(catalogue.fileCount == 3)
    #expect(try catalogue.records() == Self.records)
    try catalogue.verifyChecksums()
    let sources = try catalogue.sources(of: DocumentIdentifier(3))
    #expect(sources.map(\.path) == ["/a/一.txt", "/a/一.txt", "/b"])
    #expect(sources.map(\.part) == [1, 3, 1])
    #expect(sources.map(\.layout) == [1, .max, 1])
    #expect(try catalogue.sources(of: DocumentIdentifier(.max)).map(\.part) == [2])
    #expect(try catalogue.sources(of: DocumentIdentifier(4)).isEmpty)
    #expect(try catalogue.sources(of: DocumentIdentifier(0)).isEmpty)
    let empty = try Catalogue(path: write([], folder))
    #expect(try empty.records().isEmpty)
    #expect(try empty.sources(of: DocumentIdentifier(3)).isEmpty)
  }

  @Test func `that is damaged is an error, or all of it is right`() throws {
    let folder = try TemporaryFolder()
    let bytes = try TemporaryFolder.contents(of: write(Self.records, folder))
    func expectErrorOrRight(_ damaged: [UInt8], _ place: Comment) throws {
      try folder.write(damaged, to: "damaged")
      do throws(IndexError) {
        let catalogue = try Catalogue(path: folder("damaged"))
        #expect(try catalogue.records() == Self.records, place)
        #expect(try catalogue.sources(of: DocumentIdentifier(3)).map(\.part) == [1, 3, 1], place)
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
    for count in 0..<bytes.count {
      try expectErrorOrRight(Array(bytes[..<count]), "cut at \(count)")
    }
    for byte in bytes.indices {
      var damaged = bytes
      damaged[byte] ^= 1 << (byte % 8)
      try expectErrorOrRight(damaged, "byte \(byte)")
    }
  }
}
