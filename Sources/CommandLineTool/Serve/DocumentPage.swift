import DocumentParsing
import PolicySearch

/// The page of a document: what is known of it, its outline, and its cleaned text.
struct DocumentPage {
  /// From so many sections on the outline is shown only when asked for.
  private static let longOutline = 40

  let layout: PageLayout
  let document: ShownDocument
  /// The search that a link leads back to.
  let search: SearchTarget
  /// Where the query stands, in UTF-8 offsets of the document's text.
  let matches: [Range<Int>]
  /// The match that the reader is at, from 1.
  let current: Int

  /// Path and query of a document's page on which the query of a search is marked.
  static func link(
    _ identifier: DocumentIdentifier, from search: SearchTarget, match: Int? = nil
  ) -> String {
    let text = "/documents/\(identifier)?\(search.withoutFacets.text)"
    return match.map { "\(text)&\(SearchPages.match)=\($0)#\(anchor(match: $0))" } ?? text
  }

  /// The name of a match's element.
  static func anchor(match: Int) -> String { "m\(match)" }

  /// The page.
  func html() -> String {
    let title = document.title ?? layout.language.text(.untitled)
    let parts = DocumentLayout(document)
    return layout.html(title: title) { main in
      if !search.query.isEmpty { navigation(in: &main) }
      main.element("div", ["class": "document"]) { html in
        outline(parts, in: &html)
        html.element("article") { html in
          html.element("h1", text: title)
          facts(to: &html)
          text(parts, to: &html)
        }
      }
    }
  }

  // MARK: What is known

  private func facts(to html: inout HTMLWriter) {
    let speaker = [document.speaker?.office, document.speaker?.name].compactMap { $0 }
    let facts: [(name: Message, value: String?)] = [
      (.kind, document.kind), (.date, document.date?.description),
      (.speaker, speaker.isEmpty ? nil : speaker.joined(separator: " ")),
      (.issuer, document.issuer), (.number, document.number), (.region, document.region),
      (.occasion, document.occasion), (.adoption, document.adoption),
      (.passed, document.passed?.description), (.published, document.published?.description),
      (.effective, document.effective?.description),
    ]
    html.element("dl", ["class": "facts"]) { html in
      for (name, value) in facts {
        guard let value else { continue }
        html.element("div") { html in
          html.element("dt", message: name)
          html.element("dd", text: value)
        }
      }
      html.element("div") { html in
        html.element("dt", message: .source)
        for source in document.sources {
          let part = source.part > 1 ? html[.part(source.part)] : ""
          html.element("dd", ["class": "path"], text: source.path + part)
        }
      }
      html.element("div") { html in
        html.element("dt", message: .reference)
        html.element(
          "dd",
          [
            "id": "citation", "data-copy": html[.copy], "data-copied": html[.copied],
            "data-print": html[.printing],
          ], text: reference)
      }
    }
  }

  /// The document as one cites it: who, 《title》, number, date.
  private var reference: String {
    let author = document.speaker?.name ?? document.issuer
    let title = document.title.map { "《\($0)》" }
    let rest = [title, document.number, document.date?.chineseText].compactMap { $0 }
    return (author.map { "\($0)：" } ?? "") + rest.joined(separator: "，")
  }

  // MARK: Ways through the text

  /// Leads back to the results, and from match to match: by links here, by keys with the script.
  private func navigation(in html: inout HTMLWriter) {
    html.element("nav", ["class": "matches", "aria-label": html[.matches]]) { html in
      html.element("a", ["href": PageLayout.link(search)], message: .toResults)
      guard !matches.isEmpty else {
        html.element("span", message: .noMatch)
        return
      }
      link(to: current - 1, "prev", .previousMatch, in: &html)
      html.element(
        "span",
        [
          "id": "match-number", "role": "status", "data-count": String(matches.count),
          "data-current": String(current),
        ], message: .match(current, of: matches.count))
      link(to: current + 1, "next", .nextMatch, in: &html)
    }
  }

  /// A link to another match; without an address where there is none.
  private func link(
    to match: Int, _ relation: String, _ message: Message, in html: inout HTMLWriter
  ) {
    let exists = (1...matches.count).contains(match)
    html.element(
      "a",
      [
        "rel": exists ? relation : nil,
        "href": exists ? Self.link(document.identifier, from: search, match: match) : nil,
      ], message: message)
  }

  private func outline(_ parts: DocumentLayout, in html: inout HTMLWriter) {
    guard !parts.sections.isEmpty else { return }
    let isLong = parts.sections.count >= Self.longOutline
    html.element("nav", ["class": "outline", "aria-label": html[.outline]]) { html in
      html.element("details", ["open": isLong ? nil : ""]) { html in
        html.element("summary", message: .outline)
        html.element("ol") { html in
          for item in parts.sections {
            html.element("li", ["class": "depth-\(min(item.depth, 5))"]) { html in
              html.element("a", ["href": "#\(item.anchor)"], text: item.section.heading)
            }
          }
        }
      }
    }
  }

  // MARK: Text

  private func text(_ parts: DocumentLayout, to html: inout HTMLWriter) {
    var writer = ParagraphWriter(
      text: document.text, matches: matches, current: current, sections: parts.sections)
    let body = parts.paragraphs.prefix { $0.range.lowerBound < document.bodyEnd }
    for paragraph in body { writer.write(paragraph, to: &html) }
    let notices = parts.paragraphs[body.endIndex...]
    guard !notices.isEmpty else { return }
    html.element("section", ["class": "notices"]) { html in
      html.element("h2", message: .outsideText)
      for paragraph in notices { writer.write(paragraph, to: &html) }
    }
  }
}

extension PolicyDate {
  /// As it is written in a sentence: 2017年8月25日.
  fileprivate var chineseText: String {
    "\(year)年" + (month.map { "\($0)月" } ?? "") + (day.map { "\($0)日" } ?? "")
  }
}
