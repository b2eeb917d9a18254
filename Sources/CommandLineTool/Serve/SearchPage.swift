import DocumentParsing
import PolicySearch

/// The page to search on, and with it a page of results.
struct SearchPage {
  /// Hits on a page.
  static let size = 10
  /// Items of a list in a hit.
  private static let listedItems = 3

  let target: SearchTarget
  /// Hits before this page's.
  let offset: Int
  /// The library's; paths are shown from there on.
  let roots: [String]

  // MARK: Without results

  /// The page before anything has been searched: how to write a query.
  static func welcome() -> String {
    PageLayout.html(focusesSearch: true) { main in
      main.element("h1", text: "查找公文里的原话")
      help(to: &main)
    }
  }

  /// What is wrong with a query, and where.
  static func fault(_ fault: QueryFault, in target: SearchTarget) -> String {
    let query = target.query
    return PageLayout.html(
      title: fault.message, query: query, filters: target.filters, focusesSearch: true,
      faultyQuery: true
    ) { main in
      main.element("div", ["id": "fault"]) { html in
        html.element("h1", text: fault.message)
        html.element("p", text: "\(fault.remedy)。")
        if !query.allSatisfy(\.isWhitespace) { place(of: fault, in: query, to: &html) }
      }
      help(to: &main)
    }
  }

  /// The query with the faulty part set off, or a caret where something is missing.
  private static func place(of fault: QueryFault, in query: String, to html: inout HTMLWriter) {
    let start = query.utf8.index(query.startIndex, offsetBy: fault.range.lowerBound)
    let end = query.utf8.index(query.startIndex, offsetBy: fault.range.upperBound)
    html.element("p", ["class": "fault"]) { html in
      html.element("code") { html in
        html.text(query[..<start])
        html.element("mark", text: start == end ? "‸" : String(query[start..<end]))
        html.text(query[end...])
      }
      let number = query.unicodeScalars.distance(from: query.startIndex, to: start) + 1
      html.text("（第 \(number) 个字符）")
    }
  }

  private static func help(to html: inout HTMLWriter) {
    let lines: [(example: String, meaning: String)] = [
      ("安全 生产", "几个词都要出现，先后不论；一个字、半句话都可以查"),
      ("“安全生产责任制”", "引号里的话一字不差"),
      ("安全生产 -矿山", "不要含有“矿山”的文件"),
      ("矿山 OR 煤矿", "两个词有一个就行，可以用括号分组"),
    ]
    html.element("dl", ["class": "help"]) { html in
      for line in lines {
        html.element("div") { html in
          html.element("dt") { html in
            html.element(
              "a", ["href": PageLayout.link(SearchTarget(query: line.example))], text: line.example)
          }
          html.element("dd", text: line.meaning)
        }
      }
    }
  }

  // MARK: Results

  /// The page of a result.
  func html(_ result: SearchResult) -> String {
    PageLayout.html(
      title: target.query, query: target.query, filters: target.filters, focusesSearch: true
    ) { main in
      let facets = FacetLists(target: target)
      main.element("h1", ["class": "unseen"], text: "“\(target.query)”的检索结果")
      main.element("p", ["class": "totals"], text: Self.totals(result))
      facets.chosen(to: &main)
      if let absence = result.absence { AbsenceNote(target: target).write(absence, to: &main) }
      let total = result.exactDocuments + result.relatedDocuments
      if total == 0 {
        nothing(to: &main)
        return
      }
      main.element("div", ["class": "found"]) { html in
        html.element("div") { html in hits(result, total: total, to: &html) }
        facets.lists(of: result.facets, to: &html)
      }
    }
  }

  private func hits(_ result: SearchResult, total: Int, to html: inout HTMLWriter) {
    for tier in [Tier.exact, .related] {
      let hits = result.hits.filter { $0.tier == tier }
      if !hits.isEmpty { section(tier, hits, to: &html) }
    }
    if result.hits.isEmpty {
      html.element("p") { html in
        html.text("这一页没有结果，一共只有 \(total) 篇。")
        html.element("a", ["href": PageLayout.link(target)], text: "回到第一页")
      }
    }
    paging(total: total, shown: result.hits.count, to: &html)
  }

  private static func totals(_ result: SearchResult) -> String {
    let count = HumanReadable.count
    // Tenths of a millisecond, rounded up: no search takes no time.
    let tenths = (result.elapsed + 99) / 100
    return "原文一致 \(count(result.exactDocuments)) 篇（\(count(result.exactOccurrences)) 处）"
      + " · 相关 \(count(result.relatedDocuments)) 篇 · 用时 \(tenths / 10).\(tenths % 10) 毫秒"
  }

  private func nothing(to html: inout HTMLWriter) {
    html.element("h2", text: "没有找到")
    html.element("ul") { html in
      if !target.filters.isEmpty { html.element("li", text: "去掉一些筛选条件。") }
      html.element("li", text: "看看有没有错字；繁简、全半角、大小写不用管。")
      html.element("li", text: "把长句缩短，或者用空格把它分成几个词。")
      html.element("li", text: "去掉引号和要排除的词。")
    }
  }

  private func section(_ tier: Tier, _ hits: [SearchHit], to html: inout HTMLWriter) {
    html.element("section") { html in
      html.element("h2") { html in
        switch tier {
        case .exact: html.text("原文一致")
        case .related:
          html.text("相关")
          html.element("small", text: "含有检索词中的词语")
        }
      }
      html.element("ol", ["start": hits.first.map { String($0.rank) }]) { html in
        for hit in hits {
          html.element("li", ["id": Self.identifier(hit.rank)]) { html in item(hit, to: &html) }
        }
      }
    }
  }

  private func item(_ hit: SearchHit, to html: inout HTMLWriter) {
    html.element("h3") { html in
      html.element(
        "a", ["href": DocumentPage.link(hit.identifier, from: target)],
        text: hit.title ?? "（无标题）")
    }
    html.element("ul", ["class": "facts"]) { html in
      let facts = [hit.kind, hit.date?.description, hit.speaker?.name, hit.issuer]
      for fact in facts.compactMap({ $0 }) { html.element("li", text: fact) }
      html.element("li", ["class": "path"], text: place(hit.sources[0]))
    }
    if hit.sources.count > 1 {
      let others = hit.sources.dropFirst().map(place)
      let listed = Self.listed(others, count: others.count, unit: "个文件")
      html.element("p", ["class": "also"], text: "另见 " + listed)
    }
    if let rank = hit.sameTextAs {
      html.element("p", ["class": "also"]) { html in
        html.text("正文与 ")
        Self.link(to: rank, in: &html)
        html.text(" 相同，只有正文之外的内容或信息不同")
      }
    }
    for passage in hit.passages where hit.sameTextAs == nil || passage.sameAs == nil {
      self.passage(passage, to: &html)
    }
  }

  private func passage(_ passage: Passage, to html: inout HTMLWriter) {
    if passage.isNotice { html.element("p", text: "正文之外（水印、广告、网页说明等）：") }
    if !passage.section.isEmpty {
      html.element("p", ["class": "section"], text: passage.section.joined(separator: " → "))
    }
    if let rank = passage.sameAs {
      html.element("p", ["class": "also"]) { html in
        html.text("第 \(passage.position.line) 行，与 ")
        Self.link(to: rank, in: &html)
        html.text(" 相同")
      }
      return
    }
    html.element("p", ["class": "passage"]) { html in
      html.text(passage.text[...], marking: passage.matchIndices)
    }
    let differences = passage.differences
    if !differences.isEmpty {
      let told = differences.map { "“\($0.text)”：\($0.equivalence.chineseRemark)" }
      html.element("p", ["class": "also"], text: told.joined(separator: "；"))
    }
    if passage.repetitionCount > 0 {
      let places = passage.repetitions.map { place in
        "第 \(place.position.line) 行"
          + (place.section == passage.section
            ? "" : "（\(place.section.joined(separator: " → "))）")
      }
      let listed = Self.listed(places, count: passage.repetitionCount, unit: "处")
      html.element("p", ["class": "also"], text: "同文另见 " + listed)
    }
    if !passage.alsoIn.isEmpty {
      html.element("p", ["class": "also"]) { html in
        html.text("同文又见 ")
        for rank in passage.alsoIn { Self.link(to: rank, in: &html) }
      }
    }
  }

  /// A link to a hit of the page.
  private static func link(to rank: Int, in html: inout HTMLWriter) {
    html.element("a", ["href": "#\(identifier(rank))"], text: "第 \(rank) 条")
  }

  /// The name of a hit's element.
  private static func identifier(_ rank: Int) -> String { "hit-\(rank)" }

  /// The first of `count` items, and how many there are.
  private static func listed(_ items: [String], count: Int, unit: String) -> String {
    let shown = items.prefix(listedItems).joined(separator: "、")
    return count > listedItems ? "\(shown) 等 \(HumanReadable.count(count)) \(unit)" : shown
  }

  /// A file as people see it, and the document's number in it.
  private func place(_ source: DocumentSource) -> String {
    path(source.path) + (source.part > 1 ? " 第 \(source.part) 篇" : "")
  }

  /// A path without the root that it lies below; of nested roots the innermost.
  private func path(_ path: String) -> String {
    let root = roots.filter { path.hasPrefix($0 + "/") }.max { $0.utf8.count < $1.utf8.count }
    return root.map { String(path.dropFirst($0.count + 1)) } ?? path
  }

  private func paging(total: Int, shown: Int, to html: inout HTMLWriter) {
    guard total > Self.size, shown > 0 else { return }
    let next = offset + Self.size
    html.element("nav", ["class": "paging", "aria-label": "翻页"]) { html in
      if offset > 0 {
        let previous = PageLayout.link(target, offset: max(0, offset - Self.size))
        html.element("a", ["href": previous, "rel": "prev"], text: "上一页")
      }
      let first = HumanReadable.count(offset + 1)
      let last = HumanReadable.count(offset + shown)
      html.element("span", text: "第 \(first)–\(last) 篇，共 \(HumanReadable.count(total)) 篇")
      if next < total, SearchAPI.offsets ~= next {
        html.element(
          "a", ["href": PageLayout.link(target, offset: next), "rel": "next"], text: "下一页")
      }
    }
  }
}

extension Passage {
  /// The matches as ranges of `text`. Cost: linear in the text.
  fileprivate var matchIndices: [Range<String.Index>] {
    var index = text.startIndex
    var offset = 0
    func moved(to unit: Int) -> String.Index {
      index = text.utf16.index(index, offsetBy: unit - offset)
      offset = unit
      return index
    }
    return matches.map { match in
      let start = moved(to: match.lowerBound)
      return start..<moved(to: match.upperBound)
    }
  }
}
