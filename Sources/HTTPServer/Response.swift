/// An answer to a request.
package struct Response: Hashable, Sendable {
  /// The status, 200 to 599.
  package var status: Int

  /// Header fields; the server adds `Content-Length`, `Date` and the security fields.
  package var headers: [Header]

  /// The body. To a HEAD request it is not sent, but its length is stated.
  package var body: [UInt8]

  /// Makes a response of bytes.
  package init(status: Int = 200, headers: [Header] = [], body: [UInt8] = []) {
    precondition((200...599).contains(status), "an answer's status is 200 to 599")
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// A page.
  package static func html(_ text: String, status: Int = 200) -> Response {
    Response(
      status: status, headers: [Header("Content-Type", "text/html; charset=utf-8")],
      body: Array(text.utf8))
  }

  /// A JSON text, as UTF-8 bytes.
  package static func json(_ bytes: [UInt8], status: Int = 200) -> Response {
    Response(
      status: status, headers: [Header("Content-Type", "application/json")], body: bytes)
  }

  /// A redirection to a path with its query, which is asked for with GET.
  package static func seeOther(_ location: String) -> Response {
    Response(status: 303, headers: [Header("Location", location)])
  }

  /// Plain text.
  package static func text(_ text: String, status: Int = 200) -> Response {
    Response(
      status: status, headers: [Header("Content-Type", "text/plain; charset=utf-8")],
      body: Array(text.utf8))
  }

  /// A problem document; see ``Problem``.
  package static func problem(_ problem: Problem) -> Response {
    var headers = [Header("Content-Type", "application/problem+json")]
    if let seconds = problem.retryAfter { headers.append(Header("Retry-After", String(seconds))) }
    return Response(status: problem.status, headers: headers, body: Array(problem.json.utf8))
  }

  /// The answer with a weak validator: `tag` stands for everything that a reader would notice in it.
  /// A request that has the tag already gets 304 without the body (RFC 9110 §13.1.2).
  /// Only an answer with 200 gets one.
  package func tagged(_ tag: String, for request: Request) -> Response {
    guard status == 200 else { return self }
    let tag = "W/\"\(tag)\""
    let known = request.header("If-None-Match")?.split(separator: ",").contains { item in
      let item = item.drop { $0 == " " }
      return item == "*" || item.trimmingSuffix { $0 == " " } == tag
        || "W/" + item.trimmingSuffix { $0 == " " } == tag
    }
    var response = known == true ? Response(status: 304, headers: headers) : self
    response.headers.append(Header("ETag", tag))
    // To be asked for each time: the index may have changed.
    response.headers.append(Header("Cache-Control", "no-cache"))
    return response
  }

  /// The value of the first header field of this name, whatever its case.
  package func header(_ name: String) -> String? { headers.value(named: name) }
}

extension Substring {
  fileprivate func trimmingSuffix(_ isTrimmed: (Character) -> Bool) -> Substring {
    guard let last = lastIndex(where: { !isTrimmed($0) }) else { return "" }
    return self[...last]
  }
}
