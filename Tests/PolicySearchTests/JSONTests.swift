import DocumentParsing
import Testing

@testable import PolicySearch

@Suite struct `JSON text` {
  @Test func `escapes what it must, and nothing else`() throws {
    let all = String(String.UnicodeScalarView((0...0x2FFF).compactMap(Unicode.Scalar.init)))
    var json = JSONWriter()
    json.value(all + "𠮷\u{2028}")
    #expect(try JSONValue(json.bytes) == .string(all + "𠮷\u{2028}"))
    #expect(!json.bytes.contains { $0 < 0x20 || $0 == 0x7F })
    var plain = JSONWriter()
    plain.value("\"\\\n\r\t\u{1}/é")
    #expect(String(decoding: plain.bytes, as: UTF8.self) == #""\"\\\n\r\t\u0001/é""#)
  }

  @Test func `separates members and elements`() throws {
    var json = JSONWriter()
    json.object { json in
      json.name("a")
      json.array { json in
        json.value(1)
        json.value(nil as String?)
        json.array { _ in }
        json.object { _ in }
        json.value(true)
        json.value(-2)
      }
      json.name("b")
      json.array(["x", "y"])
      json.name("c")
      json.value(false)
    }
    json.endLine()
    json.value("")
    let text = #"{"a":[1,null,[],{},true,-2],"b":["x","y"],"c":false}"# + "\n\"\""
    #expect(String(decoding: json.bytes, as: UTF8.self) == text)
  }

  @Test(arguments: [0, 0.1, -1.5, 1e-30, 3.4e38, 16_777_216, .infinity, .nan, 12.34567] as [Float])
  func `writes a number that reads back the same`(number: Float) throws {
    var json = JSONWriter()
    json.value(number)
    let value = try JSONValue(json.bytes)
    guard case .number(let text) = value else {
      #expect(value == .null && !number.isFinite)
      return
    }
    #expect(Float(text) == number)
  }

  @Test func `of results has the documented members in their order`() throws {
    let library = try TestLibrary()
    let speech = """
      在全市就业工作会议上的讲话
      （2009年2月12日）
      市总工会主席 苏映雪

      同志们：要稳定“就业”，人人\\有责。
      """
    try library.write(speech, "讲话 \"一\".txt")
    try library.write("关于植树的随笔\n就 业也要紧", "随笔.txt")
    try library.write("业余爱好，就是如此", "爱好.txt")
    try library.update()
    let result = try library.search("稳定 就业")
    #expect((result.exactDocuments, result.relatedDocuments) == (1, 1))
    let lines = try result.jsonLines().split(separator: UInt8(ascii: "\n")).map {
      try JSONValue($0)
    }
    #expect(result.jsonLines().last == UInt8(ascii: "\n"))
    #expect(lines.count == 3)
    for (line, hit) in zip(lines, result.hits) {
      #expect(
        line.names == [
          "type", "rank", "id", "tier", "score", "title", "path", "part", "kind", "date", "speaker",
          "issuer", "also_in", "occurrences", "same_text_as", "versions",
          "version_count", "passages",
        ])
      #expect(line["type"] == .string("hit"))
      #expect(line["rank"] == .number("\(hit.rank)"))
      #expect(line["id"] == .string(hit.identifier.description))
      #expect(line["tier"] == .string(hit.tier.rawValue))
      #expect(line["path"] == .string(hit.path))
      #expect(line["part"] == .number("1"))
      guard case .array(let passages) = line["passages"] else {
        Issue.record("no passages")
        continue
      }
      for (value, passage) in zip(passages, hit.passages) {
        #expect(
          value.names == [
            "text", "line", "column", "zone", "section", "matches", "also", "also_count",
            "also_hits", "same_as",
          ])
        #expect(value["text"] == .string(passage.text))
        #expect(value["line"] == .number("\(passage.position.line)"))
        #expect(value["column"] == .number("\(passage.position.column)"))
        #expect(
          value["matches"]
            == .array(
              zip(passage.matches, passage.equivalences).map { match, equivalences in
                .object([
                  ("start", .number("\(match.lowerBound)")),
                  ("length", .number("\(match.count)")),
                  ("equivalences", .array(equivalences.map { .string($0.rawValue) })),
                ])
              }))
      }
    }
    #expect(lines[0]["title"] == .string("在全市就业工作会议上的讲话"))
    #expect(lines[0]["kind"] == .string("讲话"))
    #expect(lines[0]["date"] == .string("2009-02-12"))
    #expect(
      lines[0]["speaker"]
        == .object([("name", .string("苏映雪")), ("office", .string("市总工会主席"))]))
    #expect(lines[0]["issuer"] == .null)
    #expect(lines[1]["speaker"] == .null)
    #expect(
      lines[2].names == [
        "type", "version", "query", "exact", "related", "generation", "elapsed_us",
      ])
    #expect(lines[2]["type"] == .string("summary"))
    #expect(lines[2]["query"] == .string("稳定 就业"))
    #expect(
      lines[2]["exact"] == .object([("documents", .number("1")), ("occurrences", .number("3"))]))
    #expect(lines[2]["related"] == .object([("documents", .number("1"))]))
  }

  @Test func `of a document and of the status can be read`() throws {
    let library = try TestLibrary(["甲地植树\n\n\n人人有责"])
    try library.write("\u{0}\u{0}", "坏.txt")
    try library.update()
    let opened = try library.open()
    let identifier = try #require(try library.search("植树").hits.first).identifier
    var json = JSONWriter()
    try opened.shownDocument(identifier).write(to: &json)
    let document = try JSONValue(json.bytes)
    #expect(
      document.names == [
        "type", "version", "id", "title", "kind", "date", "speaker", "issuer", "number", "region",
        "occasion", "adoption", "passed", "published", "effective", "sources", "sections", "text",
      ])
    #expect(document["text"] == .string("甲地植树\n\n人人有责"))
    #expect(
      document["sources"]
        == .array([
          .object([("path", .string(library.root + "/0.txt")), ("part", .number("1"))])
        ]))
    var status = JSONWriter()
    try opened.status().write(to: &status)
    let value = try JSONValue(status.bytes)
    #expect(value["documents"] == .number("1"))
    #expect(value["files"] == .number("2"))
    #expect(value["roots"] == .array([.string(library.root)]))
    guard case .array(let skipped) = value["skipped"] else {
      Issue.record("no skipped files")
      return
    }
    #expect(skipped.map { $0["path"] } == [.string(library.root + "/坏.txt")])
    #expect(throws: LibraryError.self) { try opened.shownDocument(DocumentIdentifier(1)) }
  }
}
