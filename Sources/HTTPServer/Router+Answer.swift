extension Router {
  /// Answers a request as it came over the wire: everything a server does apart from the socket.
  ///
  /// Before any handler runs, the `Host` must name this machine (see ``LoopbackHost``), a request
  /// that may change something must not come from another site's page, and the target must decode.
  /// Every answer gets the security fields that its handler did not set. A header field that cannot
  /// be sent safely turns the answer into a 500.
  ///
  /// `refusal` is the status a request was refused with before its body was read, or nil.
  package func answer(
    method: String, target: [UInt8], headers: [Header], body: [UInt8] = [], refusal: Int? = nil
  ) -> Response {
    var response: Response
    do throws(Problem) {
      try LoopbackHost.check(headers)
      if let refusal { throw .refused(refusal) }
      try Self.checkOrigin(method: method, headers: headers)
      response = respond(
        to: try Request(method: method, target: target, headers: headers, body: body))
    } catch {
      response = .problem(error)
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

  /// Scripts, styles and everything else only from this server, nothing inline; no frames around
  /// it; no other site may load from it, guess at its types or learn its addresses, which hold
  /// people's queries.
  static let securityHeaders = [
    Header(
      "Content-Security-Policy",
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        + "object-src 'none'"),
    Header("X-Content-Type-Options", "nosniff"),
    Header("X-Frame-Options", "DENY"),
    Header("Referrer-Policy", "no-referrer"),
    Header("Cross-Origin-Resource-Policy", "same-origin"),
  ]

  /// A page of another site can send a POST here without being able to read the answer. Browsers name
  /// that site in `Origin`; clients that send none are not browsers.
  private static func checkOrigin(method: String, headers: [Header]) throws(Problem) {
    guard method != "GET", method != "HEAD", let origin = headers.value(named: "Origin"),
      let host = headers.value(named: "Host")
    else { return }
    guard origin.lowercased() == "http://\(host.lowercased())" else {
      throw Problem(
        status: 403, code: "foreign-origin", title: "Forbidden origin",
        detail: "A page from \(origin) may not change anything here. Use this server's own page.")
    }
  }
}
