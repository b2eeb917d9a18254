import HTTPServer

extension Router {
  /// A router with one route of each sort, whose answers show what they were asked.
  static var sample: Router {
    var router = Router()
    router.on("GET", "/") { _ in .html("<p>首页</p>") }
    router.on("GET", "/search") { request in
      .text(request.query.map { "\($0.name)=\($0.value)" }.joined(separator: ";"))
    }
    router.on("GET", "/documents/latest") { _ in .text("latest") }
    router.on("GET", "/documents/{id}") { request in
      .text("document \(request.pathParameters["id"] ?? "")")
    }
    router.on("GET", "/documents/{id}/parts/{part}") { request in
      .text(request.pathParameters.sorted { $0.key < $1.key }.map(\.value).joined(separator: "/"))
    }
    router.on("POST", "/documents") { request in .text("\(request.body.count)", status: 201) }
    router.on("DELETE", "/documents/{id}") { _ in Response(status: 204) }
    router.on("GET", "/closed") { _ throws(Problem) in
      throw Problem(
        status: 503, code: "closed", title: "Closed", detail: "Say \"open\" \\ 开\u{1}.\n")
    }
    router.on("GET", "/split") { _ in
      Response(headers: [Header("X-Name", "a\r\nSet-Cookie: b")])
    }
    router.on("GET", "/checked") { request throws(Problem) in
      guard request.queryValue("q") != nil else { throw .badRequest("no-query", "Say what.") }
      return .text(request.queryValues("q").joined())
    }
    router.on("GET", "/agent") { request in .text(request.header("user-AGENT") ?? "none") }
    return router
  }
}
