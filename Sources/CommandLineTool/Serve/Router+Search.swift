import HTTPServer

extension Router {
  /// The routes of the search server: the pages for people, the API for programs.
  init(libraries: LibraryProvider) {
    self.init()
    let api = SearchAPI(libraries: libraries)
    on("GET", "/api/search") { request throws(Problem) in try api.search(request) }
    on("GET", "/api/documents/{id}") { request throws(Problem) in try api.document(request) }
    on("GET", "/healthz") { request throws(Problem) in try api.health(request) }
    let pages = SearchPages(libraries: libraries)
    on("GET", "/") { request in pages.search(request) }
    on("GET", "/documents/{id}") { request in pages.document(request) }
    on("GET", "/style.css") { _ in
      Response(
        headers: [Header("Content-Type", "text/css; charset=utf-8")],
        body: Array(StyleSheet.text.utf8))
    }
  }
}
