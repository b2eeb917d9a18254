import HTTPServer
import PolicySearch

/// The answers for people, as pages. They need no script.
struct SearchPages: Sendable {
  /// Parameters that only pages have: words to search for within the results, and the number of a match.
  static let within = "within"
  static let match = "match"

  let service: SearchService

  /// The search page: how to search, or a page of results.
  func search(_ request: Request) -> Response {
    page(request) { (request, layout) throws(Problem) in
      try request.checkParameters(
        "q", SearchTarget.literal, "offset", Self.within, SearchTarget.facets, SearchTarget.order,
        SearchTarget.versions, allowsFilters: true)
      var layout = layout
      let query = request.queryValue("q")
      let target = try request.searchTarget()
      if let words = request.queryValue(Self.within) {
        return .seeOther(PageLayout.link(words.isEmpty ? target : target.restricted(to: words)))
      }
      layout.search = target
      if query == nil, target.filters.isEmpty {
        layout.documents = try? service.library().documentCount
        return .html(HelpPage(layout: layout).welcome())
      }
      let search = SearchRequest(
        query: target.query, limit: SearchPage.size,
        offset: try request.integer("offset", in: SearchAPI.offsets) ?? 0,
        filters: target.filters, facets: FacetLists.facets(with: target.facets),
        comparison: target.comparison, order: target.order, explainsAbsence: true,
        foldsVersions: !target.unfoldsVersions)
      return try service.answer(request, in: layout.language) { (library) throws(Problem) in
        layout.documents = library.documentCount
        do throws(LibraryError) {
          let result = try library.search(search)
          let page = SearchPage(
            layout: layout, target: target, offset: search.offset, roots: library.roots)
          return .html(page.html(result))
        } catch {
          return try Self.page(for: error, layout)
        }
      }
    }
  }

  /// A document's page.
  func document(_ request: Request) -> Response {
    page(request) { (request, layout) throws(Problem) in
      try request.checkParameters(
        "q", SearchTarget.literal, Self.match, SearchTarget.order, SearchTarget.versions,
        allowsFilters: true)
      let identifier = try request.documentIdentifier()
      var layout = layout
      let search = try request.searchTarget()
      layout.search = search
      let match = try request.integer(Self.match, in: 1...Int.max)
      return try service.answer(request, in: layout.language) { (library) throws(Problem) in
        layout.documents = library.documentCount
        do throws(LibraryError) {
          let document = try library.shownDocument(identifier)
          let matches =
            search.query.isEmpty
            ? []
            : try document.matches(
              of: search.query, comparison: search.comparison, in: library)
          let page = DocumentPage(
            layout: layout, document: document, search: search, matches: matches,
            current: min(match ?? 1, max(matches.count, 1)))
          return .html(page.html())
        } catch {
          return try Self.page(for: error, layout)
        }
      }
    }
  }

  /// The page of a query by years; of several, one beside the other.
  func timeline(_ request: Request) -> Response {
    page(request) { (request, layout) throws(Problem) in
      try request.checkParameters(
        SearchTarget.literal, repeatable: ["q"], allowsFilters: true)
      let terms = try request.terms(ignoringEmpty: true)
      let search = SearchTarget(
        query: terms[0], filters: try request.filters(ignoringEmpty: true),
        comparison: try request.comparison())
      var layout = layout
      layout.search = search
      return try service.answer(request, in: layout.language) { (library) throws(Problem) in
        layout.documents = library.documentCount
        do throws(LibraryError) {
          let timeline = try library.timeline(
            of: terms, by: .year, filters: search.filters, comparison: search.comparison)
          return .html(TimelinePage(layout: layout, timeline: timeline, search: search).html())
        } catch {
          return try Self.page(for: error, layout)
        }
      }
    }
  }

  /// Answers with a page in the reader's language, or says what is wrong with the request on one.
  ///
  /// An address with a language leads to the same one without it, and the language is kept. That is a path of
  /// this server's: no page's begins with two slashes, as another site's name would.
  private func page(
    _ request: Request, _ body: (Request, PageLayout) throws(Problem) -> Response
  ) -> Response {
    let rest = request.query.filter { $0.name != Language.name }
      .map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }.joined(separator: "&")
    let address = request.path + (rest.isEmpty ? "" : "?\(rest)")
    if let chosen = request.queryValue(Language.name).flatMap(Language.init(rawValue:)) {
      var response = Response.seeOther(address)
      response.headers.append(
        Header(
          "Set-Cookie",
          "\(Language.name)=\(chosen.rawValue); Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly"
        ))
      return response
    }
    let layout = PageLayout(language: Language(of: request), address: address)
    var response: Response
    do throws(Problem) {
      response = try body(request, layout)
    } catch {
      response = Self.page(for: error, layout)
    }
    response.headers.append(Header("Content-Language", layout.language.rawValue))
    response.vary(by: "Accept-Language, Cookie")
    return response
  }

  /// The page that says what is wrong with a query; throws where something else is.
  private static func page(
    for error: LibraryError, _ layout: PageLayout
  ) throws(Problem) -> Response {
    guard let fault = QueryFault(error) else { throw Problem(error) }
    return .html(HelpPage(layout: layout).fault(fault), status: 400)
  }

  /// A page that says what is wrong. The heading is for everybody, the detail, which names parameters
  /// and files, for whoever runs the server.
  private static func page(for problem: Problem, _ layout: PageLayout) -> Response {
    let heading: Message =
      switch problem.status {
      case 404: .notFound
      case 503: .unavailable
      default:
        [SearchFilters.since, SearchFilters.until].contains(problem.parameter)
          ? .badDate : .badAddress
      }
    let html = layout.html(title: layout.language.text(heading)) { main in
      main.element("h1", message: heading)
      main.element("p", ["lang": "en"], text: problem.detail)
    }
    var response = Response.html(html, status: problem.status)
    if let seconds = problem.retryAfter {
      response.headers.append(Header("Retry-After", String(seconds)))
    }
    return response
  }
}

extension Request {
  /// What the parameters of a page look for. A form sends what was left empty, too; that is taken as left
  /// out.
  fileprivate func searchTarget() throws(Problem) -> SearchTarget {
    SearchTarget(
      query: queryValue("q") ?? "", filters: try filters(ignoringEmpty: true),
      facets: try facets(),
      comparison: try comparison(),
      order: try value(SearchTarget.order, of: ResultOrder.self) ?? .relevance,
      unfoldsVersions: try unfoldsVersions())
  }
}
