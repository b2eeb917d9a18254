import DocumentParsing
import PolicySearch

/// The page of a document: what is known of it, and its cleaned text.
enum DocumentPage {
  /// The paragraph with the first match.
  private static let firstMatch = "match"

  /// Path and query of a document's page on which the query of a search is marked.
  static func link(_ identifier: DocumentIdentifier, from search: SearchTarget) -> String {
    "/documents/\(identifier)?\(SearchTarget(query: search.query, filters: search.filters, comparison: search.comparison).text)"
  }

  /// The page, from which a link leads back to `search`; `matches` are in UTF-8 offsets of the
  /// document's text.
  static func html(
    _ document: ShownDocument, from search: SearchTarget, matches: [Range<Int>]
  ) -> String {
    let title = document.title ?? "（无标题）"
    return PageLayout.html(title: title, query: search.query, filters: search.filters) { main in
      main.element("article") { html in
        html.element("h1", text: title)
        facts(document, to: &html)
        if !search.query.isEmpty { navigation(to: search, count: matches.count, in: &html) }
        text(document.text, matches: matches, to: &html)
      }
    }
  }

  private static func facts(_ document: ShownDocument, to html: inout HTMLWriter) {
    let speaker = [document.speaker?.office, document.speaker?.name].compactMap { $0 }
    let facts: [(name: String, value: String?)] = [
      ("文种", document.kind), ("日期", document.date?.description),
      ("讲话人", speaker.isEmpty ? nil : speaker.joined(separator: " ")),
      ("机关", document.issuer), ("文号", document.number), ("地区", document.region),
    ]
    html.element("dl", ["class": "facts"]) { html in
      for (name, value) in facts {
        guard let value else { continue }
        html.element("div") { html in
          html.element("dt", text: name)
          html.element("dd", text: value)
        }
      }
      html.element("div") { html in
        html.element("dt", text: "来源")
        for source in document.sources {
          let part = source.part > 1 ? " 第 \(source.part) 篇" : ""
          html.element("dd", ["class": "path"], text: source.path + part)
        }
      }
    }
  }

  private static func navigation(
    to search: SearchTarget, count: Int, in html: inout HTMLWriter
  ) {
    html.element("nav", ["class": "matches", "aria-label": "匹配处"]) { html in
      html.element("a", ["href": PageLayout.link(search)], text: "回到检索结果")
      if count > 0 {
        html.element(
          "a", ["href": "#\(firstMatch)"], text: "\(HumanReadable.count(count)) 处匹配，看第一处")
      } else {
        html.element("span", text: "这篇文件里没有匹配处")
      }
    }
  }

  /// One paragraph for each line that is not blank. A match that goes on in the next line is marked in
  /// both.
  private static func text(
    _ text: String, matches: [Range<Int>], to html: inout HTMLWriter
  ) {
    func index(_ offset: Int) -> String.Index {
      text.utf8.index(text.startIndex, offsetBy: offset)
    }
    var rest = matches.map { index($0.lowerBound)..<index($0.upperBound) }[...]
    var isFirst = true
    for line in text.split(separator: "\n") where !line.allSatisfy(\.isWhitespace) {
      let whole = line.startIndex..<line.endIndex
      rest = rest.drop { $0.upperBound <= whole.lowerBound }
      let marked = rest.prefix { $0.lowerBound < whole.upperBound }.map { $0.clamped(to: whole) }
      html.element("p", ["id": isFirst && !marked.isEmpty ? firstMatch : nil]) { html in
        html.text(line, marking: marked)
      }
      if !marked.isEmpty { isFirst = false }
    }
  }
}
