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
        #","limit":3,"offset":2,"offset_unit":"utf16","next":"/api/search?q=\#(query.percentEncoded)&limit=3&offset=5","#
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
    #expect(
      library.get("/api/search?q=河").text.contains(
        #""limit":20,"offset":0,"offset_unit":"utf16","next":null,"#))
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
    ("order=date", "unknown-parameter", "order", "q, literal, limit, offset"),
    ("Q=x", "unknown-parameter", "Q", "q, literal, limit, offset"),
    ("sort=size", "bad-parameter", "sort", "relevance, date, -date, title, path"),
    ("literal=yes", "bad-parameter", "literal", "from 0 to 1"),
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

  @Test func `takes the same parameters from a form`() throws {
    let library = try ServedLibrary(Self.texts)
    for path in ["/api/search", "/api/facets", "/api/suggest"] {
      let parameters = "q=\("河长".percentEncoded)&limit=3".prefix {
        path != "/api/facets" || $0 != "&"
      }
      let got = library.get("\(path)?\(parameters)")
      let posted = library.post(path, String(parameters))
      #expect(got.status == 200 && posted.status == 200)
      #expect(
        got.text.replacing(#/"elapsed_us":\d+/#, with: "")
          == posted.text.replacing(#/"elapsed_us":\d+/#, with: ""))
      #expect(got.header("ETag") != nil && posted.header("ETag") == nil)
      #expect(library.post(path, "{}", type: "application/json").status == 415)
      #expect(library.post(path, "q=%").text.contains(#""code":"bad-encoding""#))
      #expect(library.post(path + "?q=a", "q=b").text.contains(#""code":"repeated-parameter""#))
    }
  }

  @Test(arguments: [
    ("", 6), ("&offset_unit=utf16", 6), ("&offset_unit=utf8", 14), ("&offset_unit=scalar", 4),
  ])
  func `counts offsets in the unit that is asked for`(parameter: String, start: Int) throws {
    let library = try ServedLibrary(["关于甲的通知\n\n😀𠮷日，植树。\n"])
    let text = library.get("/api/search?q=植树\(parameter)").text
    #expect(text.contains("\"matches\":[{\"start\":\(start),\"length\":\(start == 14 ? 6 : 2),"))
    #expect(library.get("/api/search?q=植树&offset_unit=byte").text.contains("utf16, utf8, scalar"))
  }

  @Test func `restricts by org as by issuer`() throws {
    let library = try ServedLibrary([
      "青岚市人民政府关于植树的通知\n\n请植树。\n\n青岚市人民政府\n\n2021年3月12日\n", "关于植树的通知\n\n请植树。\n",
    ])
    let name = "青岚市人民政府".percentEncoded
    #expect(library.get("/api/search?q=植树&org=\(name)").text.contains(#""documents":1,"#))
    #expect(library.get("/api/search?q=植树&issuer=\(name)").text.contains(#""documents":1,"#))
  }

  @Test func `validates answers by generation and address`() throws {
    let library = try ServedLibrary(Self.texts)
    let target = "/api/search?q=河长制"
    let tag = try #require(library.get(target).header("ETag"))
    #expect(tag.hasPrefix("W/\"1-"))
    #expect(library.get(target).header("ETag") == tag)
    let again = library.get(target, headers: [Header("If-None-Match", "W/\"a\", \(tag)")])
    #expect(again.status == 304 && again.body.isEmpty && again.header("ETag") == tag)
    library.write("河长制又一篇\n", to: "documents/new.txt")
    try library.update()
    let changed = library.get(target, headers: [Header("If-None-Match", tag)])
    #expect(changed.status == 200)
    #expect(changed.text.contains(#""exact":{"documents":11,"#))
    #expect(changed.header("ETag") != tag)
  }

  @Test(arguments: [
    ("gzip", true), ("br, GZIP;q=0.5", true), ("*", true), ("gzip;q=0", false), ("br", false),
    ("gzip;q=2", false), ("gzip;q=0, *", false), ("*;q=0, gzip", true),
  ])
  func `are compressed where the client accepts it`(encodings: String, isCompressed: Bool) throws {
    let library = try ServedLibrary(Self.texts)
    let plain = library.get("/api/search?q=河长制")
    let response = library.get(
      "/api/search?q=河长制", headers: [Header("Accept-Encoding", encodings)])
    #expect(response.header("Content-Encoding") == (isCompressed ? "gzip" : nil))
    #expect(response.header("Vary") == "Accept-Encoding")
    #expect(response.body.starts(with: [0x1F, 0x8B]) == isCompressed)
    #expect(plain.body.count > 1024)
    #expect((response.body.count < plain.body.count) == isCompressed)
  }

  @Test func `counts a result by its values`() throws {
    let library = try ServedLibrary(Self.texts)
    let all = library.get("/api/facets?q=河长制").text
    for name in ["kind", "speaker", "issuer", "region", "year"] {
      #expect(all.contains("\"\(name)\":["))
    }
    #expect(all.contains(#"{"value":"通知","exact":10,"related":0}"#))
    #expect(!library.get("/api/facets?q=河长制&facets=year").text.contains(#""kind""#))
  }

  @Test func `completes words, names and titles`() throws {
    let library = try ServedLibrary(
      Self.texts + ["临江省人民政府关于安全的决定\n\n各市县：安全生产，人人有责。\n\n临江省人民政府\n\n2021年3月12日\n"])
    let river = library.get("/api/suggest?q=河").text
    #expect(river.hasPrefix(#"{"type":"completions","version":1,"text":"河","words":[{"text":"河"#))
    #expect(library.get("/api/suggest?q=河长会").text.contains(#"","text":"河长会议纪要"}"#))
    #expect(
      library.get("/api/suggest?q=江省").text.contains(
        #"{"field":"issuer","text":"临江省人民政府","documents":1}"#))
    #expect(
      library.get("/api/suggest?q=河&limit=1").text.parts(between: "\"words\":[", and: "]")[0].parts(
        between: "{", and: "}"
      ).count == 1)
    for empty in ["", "%20", "%22", "%E2%80%8B", "没有", String(repeating: "河", count: 65)] {
      #expect(
        library.get("/api/suggest?q=\(empty)").text.hasSuffix(
          #""words":[],"names":[],"titles":[]}"#), "\(empty)")
    }
  }

  @Test func `gives the outline with the anchors of the page`() throws {
    let library = try ServedLibrary(["关于植树的通知\n\n一、任务\n\n甲。\n\n（一）山上\n\n乙。\n\n二、办法\n\n丙。\n"])
    let identifier = try #require(
      try library.open().search(SearchRequest(query: "植树")).hits.first?.identifier)
    let outline = library.get("/api/documents/\(identifier)/outline").text
    #expect(outline.parts(between: #""number":""#, and: "\"") == ["1", "1.1", "2"])
    let page = library.get("/documents/\(identifier)").text
    for anchor in outline.parts(between: #""anchor":""#, and: "\"") {
      #expect(page.contains("<span id=\"\(anchor)\""))
      #expect(page.contains("<a href=\"#\(anchor)\">"))
    }
    for number in outline.parts(between: #""paragraph":"#, and: "}") {
      #expect(page.contains("id=\"p\(number)\""))
    }
  }

  @Test func `lists every occurrence in its context`() throws {
    let library = try ServedLibrary(Self.texts)
    let text = library.get("/api/kwic?q=河长制&limit=3&context=2&sort=right").text
    #expect(text.contains(#""documents":10,"occurrences":55,"shown":3,"#))
    #expect(text.parts(between: #""left":""#, and: "\"") == ["落实", "落实", "落实"])
    #expect(library.get("/api/kwic?q=河&context=201").text.contains("from 0 to 200"))
    #expect(library.get("/api/kwic?q=河&sort=title").text.contains("path, left, right, date, -date"))
  }

  @Test func `counts by period, several texts at once`() throws {
    let library = try ServedLibrary([
      "关于植树的通知\n\n请植树。\n\n2021年3月12日\n", "关于防汛的通知\n\n植树。\n\n2022年3月12日\n", "植树随笔\n",
    ])
    let text = library.get("/api/timeline?q=植树&q=防汛").text
    #expect(
      text.contains(#"{"term":"植树","documents":3,"occurrences":4},{"term":"防汛","documents":1,"#))
    #expect(text.parts(between: #""period":"#, and: ",") == ["\"2021\"", "\"2022\"", "null"])
    #expect(library.get("/api/timeline?q=植树&by=month").text.contains(#""period":"2021-03""#))
    for wrong in ["", "?by=year", "?" + Array(repeating: "q=a", count: 9).joined(separator: "&")] {
      #expect(library.get("/api/timeline" + wrong).text.contains(#""parameter":"q""#))
    }
    let first = library.get("/api/first?q=植树&limit=1").text
    #expect(first.contains(#""dated":2,"undated":1,"#) && first.contains(#""date":"2021-03-12""#))
  }

  @Test(arguments: ["改革开放改革开放（(“", "改革开放（((("])
  func `says of which text the place at fault is`(query: String) throws {
    let library = try ServedLibrary(["通知"])
    let terms = "q=a&q=\(query.percentEncoded)"
    let page = library.get("/timeline?\(terms)")
    #expect(page.status == 400)
    #expect(page.text.contains("<code>改革开放"))
    let answer = library.get("/api/timeline?\(terms)")
    #expect(answer.status == 400)
    let start = try #require(
      answer.text.parts(between: #""start":"#, and: ",").first.flatMap { Int($0) })
    #expect((5..<query.utf16.count).contains(start))
  }

  @Test func `orders hits within their tiers`() throws {
    let library = try ServedLibrary(
      (1...9).map { "关于植树的通知\n\n请植树。\n\n\((2010 + $0 * 7 % 9))年3月12日\n" })
    func dates(_ order: String) -> [String] {
      library.get("/api/search?q=植树&sort=\(order)").text.parts(between: #""date":""#, and: "\"")
    }
    #expect(dates("date").count == 9 && dates("date") == dates("date").sorted())
    #expect(dates("-date") == dates("date").reversed())
    #expect(
      library.get("/api/search?q=植树&sort=-date&limit=2").text.contains(
        "&sort=-date&limit=2&offset=2"))
  }

  @Test(arguments: [
    ("q=植树&in=title", 1), ("q=植树&in=all", 2), ("q=春天 植树&scope=sentence", 1),
    ("q=春天 植树&scope=paragraph", 1), ("q=春天 植树", 2), ("q=植树 OR 防汛&in=title", 2),
    ("q=春天 (植树 OR 没有) -大旱&scope=sentence", 1),
    ("q=春天 (植树 OR 没有) -防汛&scope=sentence", 0),
  ])
  func `restricts where the words stand`(parameters: String, documents: Int) throws {
    let library = try ServedLibrary([
      "关于植树的通知\n\n春天到了。\n\n各单位请植树。\n", "关于防汛的通知\n\n春天植树，夏天防汛。\n".replacing("夏天防汛", with: "夏天下雨"),
    ])
    let target = parameters.split(separator: "&").map { part in
      let pair = part.split(separator: "=", maxSplits: 1)
      return "\(pair[0])=\(String(pair[1]).percentEncoded)"
    }.joined(separator: "&")
    let text = library.get("/api/search?" + target).text
    #expect(text.contains("\"exact\":{\"documents\":\(documents),"), "\(text.prefix(300))")
  }

  @Test(
    arguments: [
      ("in=title&scope=sentence", "scope"), ("q=title:a&in=title", "in"),
      ("q=a /s b c&scope=sentence&in=all", nil),
      ("scope=page", "scope"), ("in=body", "in"),
    ] as [(String, String?)])
  func `refuses restrictions that it cannot obey`(parameters: String, parameter: String?) throws {
    let target =
      "/api/search?" + (parameters.hasPrefix("q=") ? "" : "q=a&")
      + parameters.replacing(" ", with: "+")
    let response = try ServedLibrary(["通知"]).get(target)
    #expect((response.status == 400) == (parameter != nil))
    if let parameter { #expect(response.text.contains("\"parameter\":\"\(parameter)\"")) }
  }

  @Test func `is described as it is`() throws {
    let library = try ServedLibrary(["通知"])
    let description = library.get("/openapi.json").text
    for (method, pattern) in library.router.patterns where pattern.hasPrefix("/api/") {
      let operations = try #require(
        description.parts(between: "\n  \"\(pattern)\": {", and: "\n  }").first, "\(pattern)")
      #expect(operations.contains("\n   \"\(method.lowercased())\": {"), "\(method) \(pattern)")
      guard method == "POST" else { continue }
      let refusal = library.post(pattern, "q=a&nothing=").text
      let known = try #require(
        refusal.parts(between: "The parameters are ", and: ".\"").first, "\(pattern): \(refusal)")
      let form = try #require(
        operations.parts(between: "\"properties\": {", and: "\n        }").first, "\(pattern)")
      let described = form.parts(between: "\n         \"", and: "\": {")
      #expect(known.split(separator: ", ").map(String.init).sorted() == described.sorted())
    }
  }

  @Test func `compares literally where it is asked to`() throws {
    let library = try ServedLibrary(["关于植树的通知\n\n会议听取了林业局的汇报。\n", "關於植樹的通知\n"])
    for path in ["search", "facets", "kwic", "timeline", "first"] {
      let counted = path == "first" ? "\"undated\":" : "\"documents\":"
      for (parameters, documents) in [("", 2), ("&literal=0", 2), ("&literal=1", 1)] {
        let text = library.get("/api/\(path)?q=植树" + parameters).text
        #expect(text.contains("\(counted)\(documents),"), "\(path)")
      }
      #expect(
        library.get("/api/\(path)?q=植树&literal=2").text.contains(#""parameter":"literal""#))
    }
    #expect(
      library.get("/api/search?q=的&literal=1&limit=1").text.contains("&literal=1&limit=1&offset=1"))
    #expect(library.get("/timeline?q=植树&literal=1").text.contains("1 篇，1 处"))
  }

  @Test func `says what the library is, how it does, and how to reach it`() throws {
    let library = try ServedLibrary(Self.texts)
    #expect(library.get("/api/status").text.contains(#""documents":11,"#))
    _ = library.get("/api/search?q=河长制")
    _ = library.get("/api/search?q=河长制")
    _ = library.get("/nothing")
    let metrics = library.get("/metrics")
    #expect(metrics.header("Content-Type")?.hasPrefix("text/plain; version=0.0.4") == true)
    for line in [
      #"gongwen_http_requests_total{route="/api/search",status="200"} 2"#,
      #"gongwen_http_requests_total{route="none",status="404"} 1"#,
      "gongwen_answer_cache_hits_total 1", "gongwen_library_documents 11",
      "gongwen_http_request_duration_seconds_count 4",
    ] { #expect(metrics.text.contains("\n\(line)\n"), "\(line)") }
    let description = library.get("/osd.xml")
    #expect(description.text.contains(#"template="http://localhost/?q={searchTerms}""#))
  }

  @Test(
    arguments: [
      ("", "empty-query", 0, 0), (" ", "empty-query", 0, 1),
      ("河 “长", "unclosed-quotation", 2, 1), ("😀 “河", "unclosed-quotation", 3, 1),
      ("河 “”", "empty-quotation", 2, 2), ("(河", "unclosed-parenthesis", 0, 1),
      ("河)", "unopened-parenthesis", 1, 1), ("河 ()", "empty-parentheses", 2, 2),
      ("河 OR", "missing-operand", 2, 2), ("河 -", "missing-operand", 2, 1),
      ("-河", "only-exclusions", 0, 2), ("河 \u{200B}", "empty-term", 2, 1),
      ("河 py:qq", "unreadable-pinyin", 5, 2),
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
