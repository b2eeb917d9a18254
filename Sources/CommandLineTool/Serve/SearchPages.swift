import HTTPServer
import PolicySearch

/// The answers for people, as pages. They need no script.
struct SearchPages: Sendable {
  let libraries: LibraryProvider

  /// The search page: how to search, or a page of results.
  func search(_ request: Request) -> Response {
    do throws(Problem) {
      try request.checkParameters(
        "q", SearchTarget.literal, "offset", SearchTarget.facets, allowsFilters: true)
      let query = request.queryValue("q")
      let target = SearchTarget(
        query: query ?? "", filters: try request.filters(), facets: try request.facets(),
        comparison: try request.comparison())
      if query == nil, target.filters.isEmpty { return .html(SearchPage.welcome()) }
      let search = SearchRequest(
        query: target.query, limit: SearchPage.size,
        offset: try request.integer("offset", in: SearchAPI.offsets) ?? 0,
        filters: target.filters, facets: FacetLists.facets(with: target.facets),
        comparison: target.comparison, explainsAbsence: true)
      do throws(LibraryError) {
        let library = try libraries.library()
        let result = try library.search(search)
        let page = SearchPage(target: target, offset: search.offset, roots: library.roots)
        return .html(page.html(result))
      } catch {
        guard let fault = QueryFault(error) else { throw Problem(error) }
        return .html(SearchPage.fault(fault, in: target), status: 400)
      }
    } catch {
      return Self.page(for: error)
    }
  }

  /// A document's page.
  func document(_ request: Request) -> Response {
    do throws(Problem) {
      try request.checkParameters("q", SearchTarget.literal, allowsFilters: true)
      let identifier = try request.documentIdentifier()
      let search = SearchTarget(
        query: request.queryValue("q") ?? "", filters: try request.filters(),
        comparison: try request.comparison())
      do throws(LibraryError) {
        let library = try libraries.library()
        let document = try library.shownDocument(identifier)
        let matches =
          search.query.isEmpty
          ? []
          : try document.matches(of: search.query, comparison: search.comparison, in: library)
        return .html(DocumentPage.html(document, from: search, matches: matches))
      } catch {
        guard let fault = QueryFault(error) else { throw Problem(error) }
        return .html(SearchPage.fault(fault, in: search), status: 400)
      }
    } catch {
      return Self.page(for: error)
    }
  }

  /// A page that says what is wrong. The heading is for everybody, the detail, which names parameters
  /// and files, for whoever runs the server.
  private static func page(for problem: Problem) -> Response {
    let heading =
      switch problem.status {
      case 404: "库里没有这篇文件"
      case 503: "文件库暂时读不出来"
      default: "这个网址不对"
      }
    var response = Response.html(
      PageLayout.html(title: heading) { main in
        main.element("h1", text: heading)
        main.element("p", ["lang": "en"], text: problem.detail)
      }, status: problem.status)
    if let seconds = problem.retryAfter {
      response.headers.append(Header("Retry-After", String(seconds)))
    }
    return response
  }
}
