extension Router {
  /// Answers a request as it came over the wire: everything a server does apart from the socket.
  ///
  /// Before any handler runs, the `Host` must name this server and a request that may change something
  /// must not come from another site's page (see ``AccessRules``), and the target must decode. Every
  /// answer gets the security fields that its handler did not set, and is compressed for clients that
  /// accept it. A header field that cannot be sent safely turns the answer into a 500.
  ///
  /// `refusal` is the status a request was refused with before its body was read, or nil.
  package func answer(
    method: String, target: [UInt8], headers: [Header], body: [UInt8] = [], refusal: Int? = nil
  ) -> Response {
    let start = ContinuousClock.now
    var response: Response
    var route: String?
    do throws(Problem) {
      try access.checkHost(headers)
      if let refusal { throw .refused(refusal) }
      try access.checkOrigin(method: method, headers: headers)
      let request = try Request(method: method, target: target, headers: headers, body: body)
      if let preflight = preflight(request) {
        response = preflight
      } else {
        (response, route) = respond(to: request)
      }
    } catch {
      response = .problem(error)
    }
    response = finished(response, for: headers)
    observe?(
      Observation(
        route: route, status: response.status, duration: ContinuousClock.now - start))
    return response
  }

  private func finished(_ response: Response, for headers: [Header]) -> Response {
    var response = response.compressed(for: headers)
    if access.namesOrigins { response.vary(by: "Origin") }
    if let origin = access.allowedOrigin(headers) {
      response.headers.append(Header("Access-Control-Allow-Origin", origin))
      response.headers.append(Header("Cross-Origin-Resource-Policy", "cross-origin"))
    }
    if let unsound = response.headers.first(where: { !$0.isSound }) {
      response = .problem(
        Problem(
          status: 500, code: "unsound-header", title: "Internal error",
          detail: "The answer's header field \(unsound.name) could not be sent. "
            + "This is a fault of the program; please report it."))
    }
    for header in Self.securityHeaders where response.header(header.name) == nil {
      response.headers.append(header)
    }
    return response
  }

  /// Scripts, styles, pictures and everything else only from this server, nothing inline; no frames
  /// around it; no other site may load from it, guess at its types or learn its addresses, which hold
  /// people's queries.
  static let securityHeaders = [
    Header(
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"),
    Header("X-Content-Type-Options", "nosniff"),
    Header("X-Frame-Options", "DENY"),
    Header("Referrer-Policy", "no-referrer"),
    Header("Cross-Origin-Resource-Policy", "same-origin"),
  ]

  /// The answer to a browser that asks, before a request of an allowed site's page, whether it may send
  /// it; nil for any other request.
  private func preflight(_ request: Request) -> Response? {
    guard request.method == "OPTIONS", request.header("Access-Control-Request-Method") != nil,
      access.allowedOrigin(request.headers) != nil
    else { return nil }
    return Response(
      status: 204,
      headers: [
        Header("Access-Control-Allow-Methods", "GET, HEAD, POST"),
        Header("Access-Control-Allow-Headers", "Content-Type, If-None-Match"),
        Header("Access-Control-Max-Age", "600"),
      ])
  }
}
