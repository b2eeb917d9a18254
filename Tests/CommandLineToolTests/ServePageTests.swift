import HTTPServer
import PolicySearch
import Testing

@testable import CommandLineTool

@Suite struct `The search page` {
  @Test func `marks the matches of a passage, characters beyond the BMP before them`() throws {
    let library = try ServedLibrary(["关于植树的通知\n\n𠮷日😀植树，再植树。\n"])
    let html = library.page("植树").text
    #expect(html.contains(#"<p class="passage">𠮷日😀<mark>植树</mark>，再<mark>植树</mark>。</p>"#))
  }

  @Test func `shows the tiers under their names, with exact totals`() throws {
    let library = try ServedLibrary([
      "关于河长制的通知\n\n落实河长制。\n", "会议纪要\n\n各位河长发言。\n",
    ])
    let html = library.page("河长制").text
    #expect(html.contains("原文一致 1 篇（2 处） · 相关 1 篇 · 用时 "))
    #expect(html.parts(between: "<section class=", and: "<ol ").count == 2)
    let related = try #require(html.firstRange(of: "<h2>相关<small>1</small><small>"))
    #expect(html[..<related.lowerBound].contains("关于河长制的通知</a></h3>"))
    #expect(html[related.upperBound...].contains(#"<ol start="2"><li id="hit-2"><h3>"#))
    #expect(html[related.upperBound...].contains("会议纪要</a></h3>"))
  }

  @Test func `shows what is known of a document`() throws {
    let library = try ServedLibrary([
      "青岚市人民政府关于植树的通知\n\n各单位：\n\n请植树。\n\n青岚市人民政府\n\n2021年3月12日\n"
    ])
    let html = library.page("植树").text
    #expect(
      html.contains(
        #"<ul class="facts"><li>通知</li><li>2021-03-12</li><li>青岚市人民政府</li>"#
          + #"<li class="path">0.txt</li></ul>"#))
  }

  @Test func `says where else a document and its passages stand`() throws {
    let library = try ServedLibrary(ServedLibrary.duplicates)
    let html = library.page("护林").text
    #expect(html.contains(#"<p class="also">另见 1.txt</p>"#))
    #expect(html.contains(#"<p class="also">同文另见 第 4 行（二、办法）</p>"#))
    #expect(
      html.contains(
        ##"<p class="also">同文又见 <a href="#hit-2">第 2 条</a><a href="#hit-3">第 3 条</a></p>"##))
    #expect(
      html.contains(##"<p class="also">第 2 行，与 <a href="#hit-1">第 1 条</a> 相同</p>"##))
    #expect(
      html.contains(
        ##"<p class="also">正文与 <a href="#hit-1">第 1 条</a> 相同，只有正文之外的内容或信息不同</p>"##))
    #expect(html.parts(between: #"<p class="passage">"#, and: "</p>").count == 1)
    #expect(html.contains(#"<li id="hit-1">"#))
  }

  @Test func `folds the versions of a text, and unfolds them`() throws {
    let library = try ServedLibrary(ServedLibrary.versions)
    let folded = library.page("苗圃").text
    #expect(folded.contains("原文一致 2 篇"))
    let note = try #require(
      folded.parts(between: #"<p class="also">另有 1 个版本："#, and: "</p>").first)
    #expect(note.contains(">2015-03-01</a> · <a href="))
    let target = try #require(note.parts(between: #"<a href="/?"#, and: "\"").first)
    let unfolded = library.get("/?" + target.replacing("&amp;", with: "&")).text
    #expect(unfolded.contains(#"<li id="hit-2">"#))
    #expect(!unfolded.contains("个版本"))
    #expect(unfolded.contains("合并版本</a>"))
    let document = try #require(unfolded.parts(between: #"href="/documents/"#, and: "\"").first)
    #expect(
      library.get("/documents/" + document.replacing("&amp;", with: "&")).status == 200)
    #expect(library.get("/api/search?q=苗圃").text.contains(#""version_count":1"#))
    #expect(library.get("/api/search?q=苗圃&versions=1").text.contains(#""rank":2"#))
    #expect(library.get("/api/search?q=苗圃&versions=2").status == 400)
  }

  @Test func `leads from page to page and back`() throws {
    let library = try ServedLibrary((1...23).map { "关于第\($0)次植树的通知\n" })
    let all = try library.open().search(SearchRequest(query: "植树 通知", limit: 100)).hits
    var identifiers: [String] = []
    var targets = ["/?q=\("植树 通知".percentEncoded)"]
    while identifiers.count < 100 {
      let html = try library.get(#require(targets.last)).text
      identifiers += html.parts(between: #"href="/documents/"#, and: "?")
      let previous = html.parts(
        between: #"<nav class="paging" aria-label="翻页"><a href=""#, and: "\"")
      let next = html.parts(between: "篇</span><a href=\"", and: "\"")
      if targets.count > 1 {
        #expect(previous.first?.replacing("&amp;", with: "&") == targets[targets.count - 2])
      }
      guard let target = next.first else { break }
      targets.append(target.replacing("&amp;", with: "&"))
    }
    #expect(targets.count == 3)
    #expect(identifiers == all.map(\.identifier.description))
  }

  @Test(arguments: [
    ("/?q=", 400, "没有检索词"),
    ("/?q=+", 400, "请输入一个或几个词。"),
    ("/?q=河+%22", 400, #"<code>河 <mark>&quot;</mark></code>（第 3 个字符）"#),
    ("/?q=河+OR", 400, "OR 的两边都要有词"),
    ("/?q=-河", 400, "<code><mark>-河</mark></code>（第 1 个字符）"),
    ("/?q=没有", 200, "没有找到"),
    ("/?q=通知&offset=10", 200, "这一页没有结果，一共只有 1 篇。"),
    ("/?q=通知&offset=x", 400, "这个网址不对"),
    ("/?q=通知&page=2", 400, "这个网址不对"),
    ("/documents/0123456789abcdef", 404, "库里没有这篇文件"),
    ("/documents/x", 400, "这个网址不对"),
  ])
  func `says clearly what is wrong`(target: String, status: Int, message: String) throws {
    let response = try ServedLibrary(["通知"]).get(target)
    #expect(response.status == status)
    #expect(response.header("Content-Type") == "text/html; charset=utf-8")
    #expect(response.text.contains(message))
  }
}

@Suite struct `The page of a document` {
  private static func marks(_ html: String) -> [String] {
    html.parts(between: "<mark", and: "</mark>").map { mark in
      String(mark.drop { $0 != ">" }.dropFirst())
    }
  }

  private static func page(of text: String, marking query: String) throws -> String {
    let library = try ServedLibrary([text])
    let identifier = try #require(
      try library.open().search(SearchRequest(query: "通知")).hits.first?.identifier)
    return library.get(DocumentPage.link(identifier, from: SearchTarget(query: query))).text
  }

  @Test func `marks every match, in both paragraphs where one goes on in the next`() throws {
    let html = try Self.page(of: "关于植树的通知\n\n😀请植树。\n\n春天植\n\n树。\n", marking: "植树")
    #expect(Self.marks(html) == ["植树", "植树", "植", "树"])
    #expect(html.contains(#"关于<mark id="m1" class="current" data-match="1">植树</mark>的通知</p>"#))
    #expect(html.contains(#"春天<mark id="m3" data-match="3">植</mark></p>"#))
    #expect(html.contains(#"<mark data-match="3">树</mark>。</p>"#))
    #expect(html.contains("第 1 处，共 3 处"))
  }

  @Test func `marks the words of a text that does not stand in it`() throws {
    let html = try Self.page(of: "关于安全的通知\n\n恢复生产。\n", marking: "安全生产")
    #expect(Self.marks(html) == ["安全", "生产"])
  }

  @Test(arguments: ["", "植树", "通知 OR 不在"])
  func `has the whole text whatever is marked`(query: String) throws {
    let html = try Self.page(of: "关于植树的通知\n\n甲 < 乙 && 丙。\n\n植树、通知。\n", marking: query)
    let paragraphs = html.parts(between: "<p id=\"p", and: "</p>").map { paragraph in
      paragraph.drop { $0 != ">" }.dropFirst().replacing(#/<[^>]*>/#, with: "")
    }
    #expect(paragraphs == ["关于植树的通知", "甲 &lt; 乙 &amp;&amp; 丙。", "植树、通知。"])
  }

  @Test func `says when the query does not stand in it`() throws {
    #expect(try Self.page(of: "关于植树的通知\n", marking: "防汛").contains("这篇文件里没有匹配处"))
  }
}

@Suite struct `The page of the years` {
  @Test func `has a bar and a row for each year, and leads to its documents`() throws {
    let library = try ServedLibrary([
      "关于植树的通知\n\n请植树。\n\n2021年3月12日\n", "关于防汛的通知\n\n植树。\n\n2023年3月12日\n", "植树随笔\n",
    ])
    let html = library.get("/timeline?q=植树&q=防汛").text
    #expect(
      html.parts(between: "<svg", and: "</svg>").map { $0.parts(between: "<rect", and: ">").count }
        == [2, 1])
    #expect(html.parts(between: "<th scope=\"row\">", and: "</th>") == ["2021", "2023", "没有日期"])
    #expect(html.contains("<title>2021：2 处，1 篇，每万字 "))
    let link = try #require(
      html.parts(between: "<a href=\"", and: "\"").first { $0.contains("since=2021") })
    let year = library.get(link.replacing("&amp;", with: "&")).text
    #expect(year.contains("原文一致 1 篇"))
    let narrowed = library.get("/timeline?q=植树&q=防汛&since=2021&until=2022").text
    #expect(narrowed.parts(between: "<th scope=\"row\">", and: "</th>").contains("2021"))
    let wider = try #require(
      narrowed.parts(between: "<a href=\"", and: "\"").first {
        !$0.contains("until") && $0.contains("since")
      })
    let widened = library.get(wider.replacing("&amp;", with: "&")).text
    #expect(widened.parts(between: "<figcaption><a", and: "</a>").count == 2)
    #expect(widened.parts(between: "<th scope=\"row\">", and: "</th>").contains("2023"))
    #expect(library.get("/?q=植树").text.contains(#"<a href="/timeline?q="#))
    for (terms, hasForm) in [(7, true), (8, false)] {
      let target = "/timeline?" + Array(repeating: "q=植树", count: terms).joined(separator: "&")
      #expect(library.get(target).text.contains(#"class="comparison""#) == hasForm)
    }
  }
}

@Suite struct `Every page` {
  static let hostile = #"</title><script>alert("1")</script>&amp;'"#

  /// Everything the server shows to people.
  static let targets = [
    "/", "/?q=", "/?q=通知", "/?q=没有", "/?q=通知&offset=10", "/?q=\(hostile.percentEncoded)",
    "/?q=\(("“" + hostile + "”").percentEncoded)", "/?q=\(("(" + hostile).percentEncoded)",
    "/?q=通知&\(hostile.percentEncoded)=1", "/documents/\(hostile.percentEncoded)",
    "/documents/0123456789abcdef", "/documents/ID", "/documents/ID?q=\(hostile.percentEncoded)",
    "/documents/ID?q=%22", "/?q=通知&kind=通知&since=2000&facets=region", "/?kind=通知",
    "/?q=通知&kind=\(hostile.percentEncoded)&speaker=x", "/?q=通知&since=\(hostile.percentEncoded)",
    "/?q=通知&facets=\(hostile.percentEncoded)", "/documents/ID?q=通知&kind=通知",
    "/?q=通知&sort=-date", "/timeline?q=通知&q=\(hostile.percentEncoded)", "/timeline?q=",
    "/timeline?q=%22",
  ]

  private static func page(_ target: String) throws -> String {
    let library = try ServedLibrary([
      "关于\(hostile)的通知\n\n\(hostile)\n", "关于植树的通知\n\n请植树。<img src=x onerror=alert(1)>\n",
    ])
    let identifier = try #require(
      try library.open().search(SearchRequest(query: "通知 “alert”")).hits.first?.identifier)
    return library.get(target.replacing("ID", with: identifier.description)).text
  }

  @Test(arguments: targets) func `shows markup as text`(target: String) throws {
    let html = try Self.page(target)
    #expect(html.parts(between: "<script", and: ">") == [#" src="/page.js" defer="""#])
    #expect(!html.contains("<img") && !html.contains("alert(\""))
  }

  @Test(arguments: targets) func `is well formed and has what finds the way in it`(target: String)
    throws
  {
    let html = try Self.page(target)
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">"))
    var open: [Substring] = []
    var names: [Substring] = []
    for tag in html.parts(between: "<", and: ">").dropFirst() {
      let name = tag.prefix { $0 != " " }
      if name.hasPrefix("/") {
        #expect(open.popLast() == name.dropFirst())
      } else {
        names.append(name)
        if !["meta", "link", "input"].contains(name) { open.append(name) }
        #expect(tag.wholeMatch(of: #/[a-z0-9]+( [a-zA-Z-]+="[^"]*")*/#) != nil)
      }
    }
    #expect(open.isEmpty)
    for name in ["title", "header", "main", "h1", "footer"] {
      #expect(names.filter { $0 == name }.count == 1, "\(name)")
    }
    #expect(html.contains(#"<label class="unseen" for="q">"#))
    #expect(html.contains(#"<meta name="viewport" content="width=device-width, initial-scale=1">"#))
  }

  @Test(arguments: targets) func `loads nothing but files of this server`(target: String) throws {
    let html = try Self.page(target)
    let attributes = html.parts(between: "<", and: ">").joined()
    #expect(attributes.replacing(#"src="/page.js""#, with: "").contains("src=") == false)
    #expect(!attributes.contains("style=") && !attributes.contains(" on"))
    #expect(!html.contains("<style"))
    #expect(
      html.parts(between: "href=\"", and: "\"").allSatisfy {
        $0.hasPrefix("/") || $0.hasPrefix("#")
      })
  }

  @Test(arguments: [
    ("/page.css", "text/css; charset=utf-8"), ("/page.js", "text/javascript; charset=utf-8"),
    ("/icon.svg", "image/svg+xml"), ("/openapi.json", "application/json"),
  ])
  func `finds its files, which are asked for again only when they have changed`(
    path: String, type: String
  ) throws {
    let library = try ServedLibrary([])
    let response = library.get(path)
    #expect(response.header("Content-Type") == type)
    #expect(response.body.count > 100)
    let tag = try #require(response.header("ETag"))
    let again = library.get(path, headers: [Header("If-None-Match", tag)])
    #expect(again.status == 304 && again.body.isEmpty)
    #expect(library.get(path, headers: [Header("If-None-Match", "W/\"x\"")]).status == 200)
  }

  @Test func `has no tag where it says what is wrong`() throws {
    let response = try ServedLibrary(["关于植树的通知"]).get(
      "/?q=(", headers: [Header("If-None-Match", "*")])
    #expect(response.status == 400 && !response.body.isEmpty)
    #expect(response.header("ETag") == nil)
  }

  @Test(
    arguments: [
      ([], "zh-CN"), ([Header("Accept-Language", "en-US,en;q=0.9")], "en"),
      ([Header("Accept-Language", "zh-TW, en;q=0.8")], "zh-CN"),
      ([Header("Accept-Language", "en;q=0.5, zh;q=0.6")], "zh-CN"),
      ([Header("Accept-Language", "fr")], "zh-CN"),
      ([Header("Accept-Language", "en"), Header("Cookie", "a=b; language=zh-CN")], "zh-CN"),
      ([Header("Cookie", "language=en")], "en"), ([Header("Cookie", "language=xx")], "zh-CN"),
    ] as [([Header], String)])
  func `is in the language of its reader`(headers: [Header], language: String) throws {
    let library = try ServedLibrary(["关于植树的通知"])
    for target in ["/", "/?q=植树", "/?q=没有", "/?q=(", "/documents/x"] {
      let response = library.get(target, headers: headers)
      #expect(response.text.contains("<html lang=\"\(language)\">"))
      #expect(response.header("Content-Language") == language)
      #expect(response.header("Vary")?.contains("Accept-Language, Cookie") == true)
    }
  }

  @Test func `keeps the language that is chosen, at the same address`() throws {
    let library = try ServedLibrary(["关于植树的通知"])
    let target = "/?q=\("植树 通知".percentEncoded)&offset=10&language=en"
    let response = library.get(target)
    #expect(response.status == 303)
    #expect(response.header("Location") == "/?q=\("植树 通知".percentEncoded)&offset=10")
    #expect(response.header("Set-Cookie")?.hasPrefix("language=en; Path=/;") == true)
  }

  @Test(arguments: [
    ("q=植树&within=通知", "q=植树 通知"), ("q=植树 OR 防汛&within=通知", "q=(植树 OR 防汛) 通知"),
    ("q=植树&within=甲|乙&kind=通知", "q=植树 (甲|乙)&kind=通知"), ("q=植树&within=", "q=植树"),
    ("q=甲&within=改革 OR(职工)", "q=甲 (改革 OR(职工))"), ("q=改革 OR(职工)&within=甲", "q=(改革 OR(职工)) 甲"),
    ("q=植树&within=“甲|乙”", "q=植树 “甲|乙”"), ("q=&within=甲", "q=甲"),
    ("q=植树&within=-甲", "q=植树 -甲"), ("q=植树&within=OR 甲", "q=植树 (OR 甲)"),
  ])
  func `leads to the search within its results`(parameters: String, target: String) throws {
    let encoded = parameters.split(separator: "&").map { part in
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return "\(pair[0])=\(String(pair[1]).percentEncoded)"
    }.joined(separator: "&")
    let response = try ServedLibrary(["关于植树的通知"]).get("/?" + encoded)
    #expect(response.status == 303)
    let location = try #require(response.header("Location"))
    let decoded = try String(percentEncoded: location.utf8, plusIsSpace: true)
    #expect(decoded == "/?\(target)")
  }
}
