import PolicySearch

/// What all pages share: the head, the search form above the content, and what stands below it.
struct PageLayout {
  let language: Language
  /// Path and query of the page itself, to which the switch of language leads back.
  var address = "/"
  /// Documents in the library; nil while it cannot be read.
  var documents: Int?
  /// What the form above the page is filled with.
  var search = SearchTarget(query: "")
  var focusesSearch = false
  /// Whether the query is at fault; an element `fault` then says why.
  var isFaulty = false

  /// A page. `main` writes its content, first the one heading of level 1.
  func html(title: String? = nil, _ main: (inout HTMLWriter) -> Void) -> String {
    var writer = HTMLWriter(in: language)
    writer.element("html", ["lang": language.rawValue]) { html in
      html.element("head") { head in self.head(title, to: &head) }
      html.element("body") { body in
        body.element("a", ["class": "skip", "href": "#content"], message: .toContent)
        body.element("header") { header in
          header.element("a", ["class": "brand", "href": "/"], message: .product)
          form(to: &header)
          languageSwitch(to: &header)
        }
        body.element("main", ["id": "content"]) { main(&$0) }
        body.element("footer") { footer in
          if let documents { footer.element("span", message: .library(documents: documents)) }
          footer.element("span", ["class": "keys"], message: .keys)
          footer.element("a", ["href": "/openapi.json"], message: .programs)
        }
      }
    }
    return writer.html
  }

  private func head(_ title: String?, to head: inout HTMLWriter) {
    head.void("meta", ["charset": "utf-8"])
    head.void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
    head.void("meta", ["name": "color-scheme", "content": "light dark"])
    head.element("title", message: title.map(Message.titled) ?? .product)
    head.void("link", ["rel": "stylesheet", "href": "/page.css"])
    head.void("link", ["rel": "icon", "type": "image/svg+xml", "href": "/icon.svg"])
    head.void(
      "link",
      [
        "rel": "search", "type": "application/opensearchdescription+xml", "href": "/osd.xml",
        "title": head[.product],
      ])
    head.element("script", ["src": "/page.js", "defer": ""], text: "")
  }

  /// The next search keeps the filters and the order, which the page shows.
  private func form(to html: inout HTMLWriter) {
    html.element("form", ["id": "search", "role": "search", "action": "/", "method": "get"]) {
      form in
      form.element("label", ["class": "unseen", "for": "q"], message: .query)
      form.void(
        "input",
        [
          "id": "q", "name": "q", "type": "search", "value": search.query, "spellcheck": "false",
          "autocomplete": "off", "autofocus": focusesSearch ? "" : nil,
          "aria-invalid": isFaulty ? "true" : nil, "aria-describedby": isFaulty ? "fault" : nil,
          "data-completions": form[.completions],
        ])
      search.hiddenFields(besides: "q", to: &form)
      form.element("button", ["type": "submit"], message: .search)
    }
  }

  private func languageSwitch(to html: inout HTMLWriter) {
    let other = language.other
    html.element(
      "a",
      [
        "class": "language", "lang": other.rawValue, "hreflang": other.rawValue,
        "href": address + (address.contains("?") ? "&" : "?")
          + "\(Language.name)=\(other.rawValue)",
      ], text: other.ownName)
  }

  /// Path and query of the page of a search, from the hit after the first `offset` on.
  static func link(_ target: SearchTarget, offset: Int = 0) -> String {
    "/?\(target.text)" + (offset > 0 ? "&offset=\(offset)" : "")
  }
}
