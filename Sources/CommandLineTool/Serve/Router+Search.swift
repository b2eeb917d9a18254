import CWebFiles
import HTTPServer

extension Router {
  /// The routes of the search server: the pages for people, the API for programs, and what both need.
  init(libraries: LibraryProvider) {
    self.init()
    let service = SearchService(libraries: libraries)
    observe = service.metrics.count
    addAPI(SearchAPI(service: service))
    on("GET", "/metrics") { request throws(Problem) in
      try request.checkParameters()
      return Response(
        headers: [Header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")],
        body: Array(service.metricsText().utf8))
    }
    on("GET", "/osd.xml") { request throws(Problem) in
      try request.checkParameters()
      return SearchDescription.response(to: request)
    }
    let pages = SearchPages(service: service)
    on("GET", "/") { request in pages.search(request) }
    on("GET", "/documents/{id}") { request in pages.document(request) }
    on("GET", "/timeline") { request in pages.timeline(request) }
    addFiles()
  }

  private mutating func addAPI(_ api: SearchAPI) {
    let queries: [(String, Handler)] = [
      ("/api/search", { request throws(Problem) in try api.search(request) }),
      ("/api/facets", { request throws(Problem) in try api.facets(request) }),
      ("/api/kwic", { request throws(Problem) in try api.concordance(request) }),
      ("/api/timeline", { request throws(Problem) in try api.timeline(request) }),
      ("/api/first", { request throws(Problem) in try api.first(request) }),
      ("/api/suggest", { request throws(Problem) in try api.suggest(request) }),
    ]
    for (path, handler) in queries {
      on("GET", path, handler)
      on("POST", path, handler)
    }
    on("GET", "/api/documents/{id}") { request throws(Problem) in try api.document(request) }
    on("GET", "/api/documents/{id}/outline") { request throws(Problem) in
      try api.outline(request)
    }
    on("GET", "/api/status") { request throws(Problem) in try api.status(request) }
    on("GET", "/healthz") { request throws(Problem) in try api.health(request) }
  }

  /// The files that are the same in every library: style sheet, script, icon, description of the API.
  private mutating func addFiles() {
    for number in 0..<cwebfiles_count() {
      let file = cwebfiles_at(number).pointee
      // SAFETY: the façade's files are constants of the program.
      let body = Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
      let response = Response(
        headers: [Header("Content-Type", String(cString: file.type))], body: body)
      let tag = String(
        body.reduce(14_695_981_039_346_656_037 as UInt64) { hash, byte in
          // FNV-1a.
          (hash ^ UInt64(byte)) &* 1_099_511_628_211
        }, radix: 36)
      on("GET", String(cString: file.path)) { request in response.tagged(tag, for: request) }
    }
  }
}
