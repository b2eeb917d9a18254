import HTTPServer
import PolicySearch
import Testing

@testable import CommandLineTool

@Suite struct `The search API` {
  /// Eleven documents: all but the last contain 河长制, the last only its first word.
  static let texts =
    (1...10).map { "关于做好第\($0)号河流管护的通知\n\n\(String(repeating: "落实河长制。", count: $0))\n" }
    + ["河长会议纪要\n\n各位河长发言。\n"]

  @Test func `answers with the objects of the command line and the page's place`() throws {
    let library = try ServedLibrary(Self.texts)
    let query = "河长制 “落实”"
    let response = library.get("/api/search?q=\(query.percentEncoded)&limit=3&offset=2")
    #expect(response.status == 200)
    #expect(response.header("Content-Type") == "application/json")
    let result = try library.open().search(SearchRequest(query: query, limit: 3, offset: 2))
    let lines = String(decoding: result.jsonLines(), as: UTF8.self).split(separator: "\n")
    let text = response.text
    #expect(text.hasSuffix("\"hits\":[\(lines.dropLast().joined(separator: ","))]}"))
    #expect(
      text.hasPrefix(
        #"{"version":1,"query":"河长制 “落实”","exact":{"documents":10,"occurrences":110},"#
          + #""related":{"documents":0},"generation":1,"elapsed_us":"#))
    #expect(
      text.contains(
        #","limit":3,"offset":2,"next":"/api/search?q=\#(query.percentEncoded)&limit=3&offset=5","#
      ))
  }

  @Test(arguments: [1, 3, 10, 11, 100])
  func `leads from page to page through all hits once`(limit: Int) throws {
    let library = try ServedLibrary(Self.texts)
    let all = try library.open().search(SearchRequest(query: "河长制", limit: 100)).hits
    #expect(all.count == 11)
    var identifiers: [String] = []
    var target: String? = "/api/search?q=河长制&limit=\(limit)"
    while let next = target {
      let text = library.get(next).text
      identifiers += text.parts(between: #""id":""#, and: "\"")
      target = text.parts(between: #""next":""#, and: "\"").first
      try #require(identifiers.count <= all.count)
    }
    #expect(identifiers == all.map(\.identifier.description))
  }

  @Test func `takes twenty hits from the first on where nothing else is asked for`() throws {
    let library = try ServedLibrary(Self.texts)
    #expect(library.get("/api/search?q=河").text.contains(#""limit":20,"offset":0,"next":null,"#))
  }

  @Test(arguments: [
    ("/api/search?q=河&limit=0", #""next":null,"hits":[]}"#),
    ("/api/search?q=河&offset=10000000", #""next":null,"hits":[]}"#),
    ("/api/search?q=没有的话", #""next":null,"hits":[]}"#),
  ])
  func `answers without hits`(target: String, end: String) throws {
    let response = try ServedLibrary(Self.texts).get(target)
    #expect(response.status == 200)
    #expect(response.text.hasSuffix(end))
  }

  @Test(arguments: [
    ("limit=101", "bad-parameter", "limit", "from 0 to 100"),
    ("limit=-1", "bad-parameter", "limit", "from 0 to 100"),
    ("limit=ten", "bad-parameter", "limit", "not “ten”"),
    ("limit=", "bad-parameter", "limit", "not “”"),
    ("offset=10000001", "bad-parameter", "offset", "from 0 to 10000000"),
    ("offset=99999999999999999999", "bad-parameter", "offset", "from 0 to 10000000"),
    ("sort=date", "unknown-parameter", "sort", "q, literal, limit, offset"),
    ("Q=x", "unknown-parameter", "Q", "q, literal, limit, offset"),
    ("limit=1&limit=2", "repeated-parameter", "limit", "more than once"),
  ])
  func `refuses a parameter it cannot obey`(
    parameter: String, code: String, name: String, detail: String
  ) throws {
    let response = try ServedLibrary(["通知"]).get("/api/search?q=通知&" + parameter)
    #expect(response.status == 400)
    #expect(response.header("Content-Type") == "application/problem+json")
    #expect(response.text.hasSuffix(#""code":"\#(code)","parameter":"\#(name)"}"#))
    #expect(response.text.contains(detail))
  }

  @Test(
    arguments: [
      ("", "empty-query", 0, 0), (" ", "empty-query", 0, 1),
      ("河 “长", "unclosed-quotation", 2, 1), ("😀 “河", "unclosed-quotation", 3, 1),
      ("河 “”", "empty-quotation", 2, 2), ("(河", "unclosed-parenthesis", 0, 1),
      ("河)", "unopened-parenthesis", 1, 1), ("河 ()", "empty-parentheses", 2, 2),
      ("河 OR", "missing-operand", 2, 2), ("河 -", "missing-operand", 2, 1),
      ("-河", "only-exclusions", 0, 2), ("河 \u{200B}", "empty-term", 2, 1),
      (String(repeating: "(", count: 1000) + "河", "query-too-deep", nil, nil),
      (String(repeating: "河", count: 100_000), "query-too-long", nil, nil),
    ] as [(String, String, Int?, Int?)])
  func `says where a query is wrong`(
    query: String, code: String, start: Int?, length: Int?
  ) throws {
    let response = try ServedLibrary(["通知"]).get("/api/search?q=\(query.percentEncoded)")
    #expect(response.status == 400)
    #expect(response.text.contains(#","code":"\#(code)","parameter":"q","start":"#))
    if let start, let length {
      #expect(response.text.hasSuffix(#""start":\#(start),"length":\#(length)}"#))
    }
  }

  @Test func `answers with a document as the command line does`() throws {
    let library = try ServedLibrary(Self.texts)
    let identifier = try #require(
      try library.open().search(SearchRequest(query: "会议纪要")).hits.first?.identifier)
    let response = library.get("/api/documents/\(identifier)")
    var json = JSONWriter()
    try library.open().shownDocument(identifier).write(to: &json)
    #expect(response.body == json.bytes)
    #expect(response.text.contains("各位河长发言。"))
  }

  @Test(arguments: [
    ("/api/documents/0123456789abcdef", 404, "not-found"),
    ("/api/documents/0123", 400, "bad-id"),
    ("/api/documents/%2B123456789abcdef", 400, "bad-id"),
    ("/api/documents/0123456789abcdef?q=河", 400, "unknown-parameter"),
    ("/healthz?x", 400, "unknown-parameter"),
    ("/api/nothing", 404, "not-found"),
  ])
  func `says what it does not have`(target: String, status: Int, code: String) throws {
    let response = try ServedLibrary(["通知"]).get(target)
    #expect(response.status == status)
    #expect(response.text.contains(#""code":"\#(code)""#))
  }
}
