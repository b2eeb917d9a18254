import PolicySearch

/// What all pages share: the head, and the search form above the content.
enum PageLayout {
  /// The product as its readers know it.
  static let name = "公文检索"

  /// A page. `main` writes its content, first the one heading of level 1.
  static func html(
    title: String? = nil, query: String = "", filters: SearchFilters = SearchFilters(),
    focusesSearch: Bool = false, faultyQuery: Bool = false,
    _ main: (inout HTMLWriter) -> Void
  ) -> String {
    var writer = HTMLWriter()
    writer.element("html", ["lang": "zh-CN"]) { html in
      html.element("head") { head in
        head.void("meta", ["charset": "utf-8"])
        head.void(
          "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        head.element("title", text: title.map { "\($0) - \(name)" } ?? name)
        head.void("link", ["rel": "stylesheet", "href": "/style.css"])
      }
      html.element("body") { body in
        body.element("header") { header in
          header.element("a", ["class": "brand", "href": "/"], text: name)
          form(query, filters, focuses: focusesSearch, isFaulty: faultyQuery, to: &header)
        }
        body.element("main") { main(&$0) }
      }
    }
    return writer.html
  }

  /// The next search keeps the filters, which the page shows.
  private static func form(
    _ query: String, _ filters: SearchFilters, focuses: Bool, isFaulty: Bool,
    to html: inout HTMLWriter
  ) {
    html.element("form", ["role": "search", "action": "/", "method": "get"]) { form in
      form.element("label", ["class": "unseen", "for": "q"], text: "检索词")
      form.void(
        "input",
        [
          "id": "q", "name": "q", "type": "search", "value": query, "spellcheck": "false",
          "autofocus": focuses ? "" : nil, "aria-invalid": isFaulty ? "true" : nil,
          "aria-describedby": isFaulty ? "fault" : nil,
        ])
      for (name, value) in filters.parameters {
        form.void("input", ["type": "hidden", "name": name, "value": value])
      }
      form.element("button", ["type": "submit"], text: "检索")
    }
  }

  /// Path and query of the page of a search, from the hit after the first `offset` on.
  static func link(_ target: SearchTarget, offset: Int = 0) -> String {
    "/?\(target.text)" + (offset > 0 ? "&offset=\(offset)" : "")
  }
}
