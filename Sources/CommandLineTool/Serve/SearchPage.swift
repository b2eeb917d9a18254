import DocumentParsing
import PolicySearch

/// A page of results.
struct SearchPage {
  /// Hits on a page.
  static let size = 10
  let layout: PageLayout
  let target: SearchTarget
  /// Hits before this page's.
  let offset: Int
  /// The library's; paths are shown from there on.
  let roots: [String]

  /// The page of a result.
  func html(_ result: SearchResult) -> String {
    layout.html(title: target.query) { main in
      let facets = FacetLists(target: target)
      main.element("h1", ["class": "unseen"], message: .results(of: target.query))
      main.element("p", ["class": "totals", "role": "status"], message: Self.totals(result))
      facets.chosen(to: &main)
      orders(to: &main)
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

  /// The orders that the results can have, and the way to the years.
  private func orders(to html: inout HTMLWriter) {
    html.element("nav", ["class": "orders", "aria-label": html[.order]]) { html in
      for (order, message) in [
        (ResultOrder.relevance, Message.byRelevance), (.latest, .latestFirst),
        (.date, .earliestFirst),
        (.title, .byTitle),
      ] {
        var target = target
        target.order = order
        if order == self.target.order {
          html.element("span", ["aria-current": "true"], message: message)
        } else {
          html.element("a", ["href": PageLayout.link(target)], message: message)
        }
      }
      if target.unfoldsVersions {
        var target = target
        target.unfoldsVersions = false
        html.element("a", ["href": PageLayout.link(target)], message: .foldVersions)
      }
      html.element("a", ["href": TimelinePage.link(target)], message: .timeline)
    }
  }

  private func hits(_ result: SearchResult, total: Int, to html: inout HTMLWriter) {
    for tier in [Tier.exact, .related] {
      let hits = result.hits.filter { $0.tier == tier }
      let count = tier == .exact ? result.exactDocuments : result.relatedDocuments
      if !hits.isEmpty { section(tier, hits, of: count, to: &html) }
    }
    if result.hits.isEmpty {
      html.element("p") { html in
        html.text(.emptyPage(total: total))
        html.element("a", ["href": PageLayout.link(target)], message: .firstPage)
      }
    }
    paging(result, total: total, to: &html)
  }

  private static func totals(_ result: SearchResult) -> Message {
    .totals(
      exact: result.exactDocuments, occurrences: result.exactOccurrences,
      related: result.relatedDocuments,
      elapsed: HumanReadable.duration(.microseconds(result.elapsed)))
  }

  private func nothing(to html: inout HTMLWriter) {
    html.element("h2", message: .nothing)
    html.element("ul") { html in
      if !target.filters.isEmpty {
        html.element("li") { html in
          html.text(.tipFilters)
          html.element(
            "a",
            [
              "href": PageLayout.link(
                SearchTarget(query: target.query, comparison: target.comparison))
            ], message: .removeAll)
        }
      }
      for tip in [Message.tipTypos, .tipShorten, .tipQuotes] { html.element("li", message: tip) }
    }
  }

  private func section(
    _ tier: Tier, _ hits: [SearchHit], of count: Int, to html: inout HTMLWriter
  ) {
    html.element("section", ["class": tier.rawValue]) { html in
      html.element("h2") { html in
        html.text(tier == .exact ? Message.exact : .related)
        html.element("small", text: HumanReadable.count(count))
        if tier == .related { html.element("small", message: .relatedMeaning) }
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
        "a", ["class": "hit", "href": DocumentPage.link(hit.identifier, from: target)],
        text: hit.title ?? html[.untitled])
    }
    html.element("ul", ["class": "facts"]) { html in
      let facts = [hit.kind, hit.date?.description, hit.speaker?.name, hit.issuer]
      for fact in facts.compactMap({ $0 }) { html.element("li", text: fact) }
      html.element("li", ["class": "path"], text: place(hit.sources[0], in: html.language))
    }
    if hit.sources.count > 1 {
      let others = hit.sources.dropFirst().map { place($0, in: html.language) }
      let listed = html.language.listed(others, count: others.count, Message.files)
      html.element("p", ["class": "also"], message: .alsoIn(listed))
    }
    if hit.versionCount > 0 { versions(of: hit, to: &html) }
    if let rank = hit.sameTextAs {
      html.element("p", ["class": "also"]) { html in
        html.text(.sameTextBefore)
        Self.link(to: rank, in: &html)
        html.text(.sameTextAfter)
      }
    }
    for passage in hit.passages where hit.sameTextAs == nil || passage.sameAs == nil {
      self.passage(passage, to: &html)
    }
    let left = hit.occurrences - hit.passages.reduce(0) { $0 + $1.matches.count }
    if hit.tier == .exact, left > 0 {
      html.element("p", ["class": "also"]) { html in
        html.element(
          "a",
          [
            "href": DocumentPage.link(hit.identifier, from: target) + "#"
              + DocumentPage.anchor(match: 1)
          ],
          message: .more(left))
      }
    }
  }

  /// The other versions of a hit, and the way to the same search with each by itself.
  private func versions(of hit: SearchHit, to html: inout HTMLWriter) {
    html.element("p", ["class": "also"]) { html in
      html.text(.alsoInVersions(hit.versionCount))
      for (index, version) in hit.versions.enumerated() {
        if index > 0 { html.text(html.language == .chinese ? "、" : ", ") }
        html.element(
          "a", ["href": DocumentPage.link(version.identifier, from: target)],
          text: version.date?.description ?? place(version.source, in: html.language))
      }
      html.text(" · ")
      var target = target
      target.unfoldsVersions = true
      html.element(
        "a", ["href": PageLayout.link(target)], message: .unfoldVersions)
    }
  }

  private func passage(_ passage: Passage, to html: inout HTMLWriter) {
    if passage.isNotice { html.element("p", ["class": "also"], message: .noticeMeaning) }
    if !passage.section.isEmpty {
      html.element("p", ["class": "section"], text: passage.section.joined(separator: " → "))
    }
    if let rank = passage.sameAs {
      html.element("p", ["class": "also"]) { html in
        html.text(.sameLine(passage.position.line))
        Self.link(to: rank, in: &html)
        html.text(.sameAfter)
      }
      return
    }
    html.element("p", ["class": "passage"]) { html in
      html.text(passage.text[...], marking: passage.matchIndices)
    }
    differences(of: passage, to: &html)
    if passage.repetitionCount > 0 {
      let places = passage.repetitions.map { place in
        html[.line(place.position.line)]
          + (place.section == passage.section
            ? "" : "（\(place.section.joined(separator: " → "))）")
      }
      let listed = html.language.listed(places, count: passage.repetitionCount, Message.places)
      html.element("p", ["class": "also"], message: .repeated(listed))
    }
    if !passage.alsoIn.isEmpty {
      html.element("p", ["class": "also"]) { html in
        html.text(.sameIn)
        for rank in passage.alsoIn { Self.link(to: rank, in: &html) }
      }
    }
  }

  /// In what the matches of a passage differ from the query, each with the first text that does so.
  private func differences(of passage: Passage, to html: inout HTMLWriter) {
    let differences = passage.differences.map { text, equivalence in
      html[.difference("“\(text)”", html[.name(of: equivalence)])]
    }
    guard !differences.isEmpty else { return }
    let separator = html.language == .chinese ? "；" : "; "
    html.element("p", ["class": "also"], text: differences.joined(separator: separator))
  }

  /// A link to a hit of the page.
  private static func link(to rank: Int, in html: inout HTMLWriter) {
    html.element("a", ["href": "#\(identifier(rank))"], message: .hit(rank))
  }

  /// The name of a hit's element.
  private static func identifier(_ rank: Int) -> String { "hit-\(rank)" }

  /// A file as people see it, and the document's number in it.
  private func place(_ source: DocumentSource, in language: Language) -> String {
    path(source.path) + (source.part > 1 ? language.text(.part(source.part)) : "")
  }

  /// A path without the root that it lies below; of nested roots the innermost.
  private func path(_ path: String) -> String {
    let root = roots.filter { path.hasPrefix($0 + "/") }.max { $0.utf8.count < $1.utf8.count }
    return root.map { String(path.dropFirst($0.count + 1)) } ?? path
  }

  private func paging(_ result: SearchResult, total: Int, to html: inout HTMLWriter) {
    let shown = result.hits.count
    guard offset > 0 || result.hasMore, shown > 0 else { return }
    let next = offset + Self.size
    html.element("nav", ["class": "paging", "aria-label": html[.paging]]) { html in
      if offset > 0 {
        let previous = PageLayout.link(target, offset: max(0, offset - Self.size))
        html.element("a", ["href": previous, "rel": "prev"], message: .previousPage)
      }
      html.element(
        "span", message: .shown(first: offset + 1, last: offset + shown, total: total))
      if result.hasMore, SearchAPI.offsets ~= next {
        html.element(
          "a", ["href": PageLayout.link(target, offset: next), "rel": "next"], message: .nextPage)
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

extension Language {
  /// Items of a list in a hit.
  private static let listedItems = 3

  /// The first of `count` items, and how many there are.
  fileprivate func listed(
    _ items: [String], count: Int, _ more: (String, Int) -> Message
  ) -> String {
    let shown = items.prefix(Self.listedItems).joined(separator: self == .chinese ? "、" : ", ")
    return count > Self.listedItems ? text(more(shown, count)) : shown
  }
}
