import HTTPServer

/// What all pages share: the head, and the search form above the content.
enum PageLayout {
  /// The product as its readers know it.
  static let name = "公文检索"

  /// A page. `main` writes its content, first the one heading of level 1.
  static func html(
    title: String? = nil, query: String = "", focusesSearch: Bool = false,
    faultyQuery: Bool = false,
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
          form(query, focuses: focusesSearch, isFaulty: faultyQuery, to: &header)
        }
        body.element("main") { main(&$0) }
      }
    }
    return writer.html
  }

  private static func form(
    _ query: String, focuses: Bool, isFaulty: Bool, to html: inout HTMLWriter
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
      form.element("button", ["type": "submit"], text: "检索")
    }
  }

  /// Path and query of the search for `query`, from the hit after the first `offset` on.
  static func searchLink(_ query: String, offset: Int = 0) -> String {
    "/?q=\(query.percentEncoded)" + (offset > 0 ? "&offset=\(offset)" : "")
  }
}
