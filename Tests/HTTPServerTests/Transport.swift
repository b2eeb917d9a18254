import HTTPServer

/// The two ways from a request to its answer; what holds on one must hold on the other.
enum Transport: CaseIterable {
  /// Through the router, without a socket.
  case direct
  /// Through a running server and a socket.
  case socket

  /// Sends one request and returns the answer.
  func send(
    _ target: String, method: String = "GET",
    headers: [Header] = [Header("Host", "localhost")], body: String = "", to router: Router
  ) throws -> Reply {
    switch self {
    case .direct:
      let response = router.answer(
        method: method, target: Array(target.utf8), headers: headers, body: Array(body.utf8))
      return Reply(
        status: response.status, headers: response.headers,
        body: method == "HEAD" ? [] : response.body)
    case .socket:
      let server = try HTTPServer.start(router, port: 0)
      defer { server.stop() }
      let client = try SocketClient(port: server.port)
      try client.write(Self.message(method, target, headers: headers, body: body).utf8)
      return try Reply(parsing: client.readToEnd())
    }
  }

  /// A request as bytes, for one exchange on a connection.
  static func message(
    _ method: String, _ target: String, headers: [Header], body: String = ""
  ) -> String {
    var fields = headers + [Header("Connection", "close")]
    if !body.isEmpty { fields.append(Header("Content-Length", String(body.utf8.count))) }
    let lines = fields.map { "\($0.name): \($0.value)\r\n" }.joined()
    return "\(method) \(target) HTTP/1.1\r\n\(lines)\r\n\(body)"
  }
}
