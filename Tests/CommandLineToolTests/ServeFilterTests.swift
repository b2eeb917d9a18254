import HTTPServer
import PolicySearch
import Testing

@testable import CommandLineTool

/// Documents of several kinds, issuers and years, all of which contain 植树; the last without any of them.
private let texts =
  (1...12).map { number in
    "\(["青岚市", "海屿市"][number % 2])人民政府关于第\(number)次植树的\(["通知", "决定", "意见"][number % 3])\n\n"
      + "请植树。\n\n\(2010 + number)年3月12日\n"
  } + ["随手写下植树\n"]

@Suite struct `The search API with filters` {
  @Test func `answers with what the library finds, and keeps its parameters from page to page`()
    throws
  {
    let library = try ServedLibrary(texts)
    var filters = SearchFilters()
    filters[.kind] = ["通知", "决定"]
    filters[.issuer] = ["青岚市人民政府"]
    let expected = try library.open().search(
      SearchRequest(query: "植树", limit: 100, filters: filters)
    ).hits.map(\.identifier.description)
    #expect(expected.count == 4)
    let parameters =
      "q=\("植树".percentEncoded)&kind=\("通知".percentEncoded)&kind=\("决定".percentEncoded)"
      + "&issuer=\("青岚市人民政府".percentEncoded)&facets=year,kind"
    var identifiers: [String] = []
    var target: String? = "/api/search?\(parameters)&limit=3"
    while let next = target, identifiers.count <= expected.count {
      let text = library.get(next).text
      #expect(text.contains(#","exact":{"documents":4,"#))
      #expect(
        text.contains(
          #""kind":[{"value":"决定","exact":2,"related":0},{"value":"通知","exact":2,"related":0}]},"limit""#
        ))
      #expect(text.contains(#""facets":{"year":[{"value":"#))
      identifiers += text.parts(between: #""id":""#, and: "\"")
      target = text.parts(between: #""next":""#, and: "\"").first
      if let target { #expect(target == "/api/search?\(parameters)&limit=3&offset=3") }
    }
    #expect(identifiers == expected)
  }

  @Test(arguments: [
    ("since=2013&until=2015", 3, 6), ("since=2015-03-13", 7, 14), ("until=2012-02", 1, 2),
    ("speaker=x", 0, 0), ("region=青岚市&region=海屿市", 12, 24), ("region=青岚市&region=未知", 6, 12),
    ("", 13, 25),
  ])
  func `restricts the totals`(parameters: String, documents: Int, occurrences: Int) throws {
    let response = try ServedLibrary(texts).get("/api/search?q=植树&" + parameters)
    #expect(response.status == 200)
    #expect(
      response.text.contains(
        #""exact":{"documents":\#(documents),"occurrences":\#(occurrences)}"#))
    #expect(!response.text.contains("facets"))
  }

  @Test(arguments: [
    ("since=soon", "bad-parameter", "since", "2017-08 or"),
    ("until=2017-02-30", "bad-parameter", "until", "not “2017-02-30”"),
    ("since=2018&until=2017-12", "bad-parameter", "until", "exchange the two"),
    ("kind=", "bad-parameter", "kind", "must not be empty"),
    ("facets=kind,size", "bad-parameter", "facets", "kind, speaker, issuer, region, year"),
    ("facets=", "bad-parameter", "facets", "kind, speaker, issuer, region, year"),
    ("since=2017&since=2018", "repeated-parameter", "since", "more than once"),
    ("facets=kind&facets=year", "repeated-parameter", "facets", "more than once"),
    ("year=2017", "unknown-parameter", "year", "since, until"),
  ])
  func `refuses what it cannot obey`(
    parameter: String, code: String, name: String, detail: String
  ) throws {
    for path in ["/api/search", "/api/facets", "/"] {
      // A form sends what was left empty, too.
      guard path != "/" || !parameter.hasSuffix("kind=") else { continue }
      let response = try ServedLibrary(["通知"]).get("\(path)?q=通知&\(parameter)")
      #expect(response.status == 400)
      #expect(response.text.contains(detail))
      guard path != "/" else { continue }
      #expect(response.text.hasSuffix(#""code":"\#(code)","parameter":"\#(name)"}"#))
    }
  }

  @Test(arguments: ["q=&kind=通知", "kind=通知", "q=+&since=2017"])
  func `says that filters need a query`(parameters: String) throws {
    let library = try ServedLibrary(["通知"])
    let answer = library.get("/api/search?" + parameters)
    #expect(answer.status == 400)
    #expect(answer.text.contains(#""code":"empty-query","parameter":"q","start":0,"length":0"#))
    #expect(answer.text.contains("filters only narrow down"))
    let page = library.get("/?" + parameters)
    #expect(page.status == 400)
    #expect(page.text.contains("筛选条件只能缩小检索范围"))
  }
}

@Suite struct `The search page with filters` {
  private static func target(_ text: some StringProtocol) -> String {
    String(text).replacing("&amp;", with: "&")
  }

  @Test func `lists values with their documents, each with a link that restricts to it`() throws {
    let library = try ServedLibrary(texts)
    let html = library.page("植树").text
    let aside = try #require(html.parts(between: "<aside", and: "</aside>").first)
    #expect(
      aside.parts(between: "<h2>", and: "</h2>") == ["文种", "年份", "机关", "讲话人"])
    #expect(aside.contains("<li><span>（未注明）</span><small>1 + 0</small></li>"))
    let link = try #require(aside.parts(between: "<li><a href=\"", and: "\"").first)
    let restricted = library.get(Self.target(link)).text
    #expect(restricted.contains("原文一致 4 篇"))
    let year = try #require(
      aside.parts(between: "<li><a href=\"", and: "</a>").first { $0.hasSuffix(">2013") })
    let ofYear = library.get(Self.target(try #require(year.split(separator: "\"").first))).text
    #expect(ofYear.contains("原文一致 1 篇"))
    #expect(ofYear.contains("不早于 2013 ✕</a>") && ofYear.contains("不晚于 2013 ✕</a>"))
    #expect(ofYear.contains(#"<span aria-current="true">2013</span>"#))
  }

  @Test func `says how many values it leaves out, and leads to all of them`() throws {
    let library = try ServedLibrary(texts)
    let html = library.page("植树").text
    // Twelve years and the documents without one.
    let more = try #require(
      html.parts(between: "<li><a href=\"", and: "</a>").first { $0.contains("全部列出") })
    #expect(more.hasSuffix(">另有 3 项，全部列出"))
    #expect(html.parts(between: "全部列出", and: "<").count == 1)
    let all = library.get(Self.target(try #require(more.split(separator: "\"").first))).text
    #expect(!all.contains("全部列出"))
    for year in 2011...2022 { #expect(all.contains(">\(year)</a><small>1 + 0</small>")) }
  }

  @Test func `shows the filters, takes each away by a link, and keeps the others`() throws {
    let library = try ServedLibrary(texts)
    let parameters = "kind=通知&kind=决定&issuer=青岚市人民政府&since=2012&until=2020-06&literal=1"
    let html = library.get("/?q=植树&" + parameters).text
    let chosen = try #require(
      html.parts(between: #"<nav class="chosen" aria-label="筛选条件"><ul>"#, and: "</ul>").first)
    #expect(
      chosen.parts(between: "\">", and: "</a>") == [
        "文种：通知 ✕", "文种：决定 ✕", "机关：青岚市人民政府 ✕", "不早于 2012 ✕", "不晚于 2020-06 ✕", "逐字比较 ✕",
        "全部去掉",
      ])
    let links = chosen.parts(between: "href=\"", and: "\"").map(Self.target)
    for (index, link) in links.dropLast().enumerated() {
      let next = library.get(link).text
      #expect(next.parts(between: " ✕", and: "</a>").count == 5, "\(index)")
    }
    #expect(links.last == PageLayout.link(SearchTarget(query: "植树")))
    // A new query from the form keeps them.
    #expect(
      html.parts(between: "<header>", and: "</header>")[0]
        .parts(between: #"<input type="hidden" name=""#, and: "\">").map(Self.target) == [
          #"kind" value="通知"#, #"kind" value="决定"#, #"issuer" value="青岚市人民政府"#,
          #"since" value="2012"#, #"until" value="2020-06"#, #"literal" value="1"#,
        ])
    let document = try #require(
      html.parts(between: #"<a class="hit" href="/documents"#, and: "\"").first)
    let page = library.get("/documents" + Self.target(document)).text
    let back = try #require(
      page.parts(between: #"<a href=""#, and: #"">回到检索结果"#).last?.split(separator: "\"").last)
    #expect(library.get(Self.target(back)).text.contains(chosen))
  }

  @Test func `keeps filters from page to page`() throws {
    let library = try ServedLibrary((1...12).map { "关于第\($0)次植树的通知\n" })
    let html = library.get("/?q=植树&kind=通知").text
    let next = try #require(html.parts(between: "篇</span><a href=\"", and: "\"").first)
    let second = library.get(Self.target(next)).text
    #expect(second.contains("第 11–12 条，共 12 篇") && second.contains("文种：通知 ✕"))
  }

  @Test func `says that filters may be too narrow`() throws {
    let html = try ServedLibrary(texts).get("/?q=植树&kind=通只").text
    #expect(html.contains("没有找到") && html.contains("去掉筛选条件：<a href="))
    #expect(html.contains("文种：通只 ✕") && !html.contains("<aside"))
  }
}
