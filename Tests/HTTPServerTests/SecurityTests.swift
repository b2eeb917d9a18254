import HTTPServer
import Testing

@Suite struct `A request's origin` {
  @Test(
    arguments: Transport.allCases,
    [
      "localhost", "LocalHost", "localhost:8080", "127.0.0.1", "127.0.0.1:1", "[::1]",
      "[::1]:65535",
    ]
  )
  func `is accepted from this machine's own names`(transport: Transport, host: String) throws {
    #expect(try transport.send("/", headers: [Header("Host", host)], to: .sample).status == 200)
  }

  @Test(
    arguments: Transport.allCases,
    [
      "example.org", "example.org:8080", "localhost.example.org", "localhost.", "127.0.0.1.",
      "127.0.0.1.example.org", "127.0.0.2", "127.1", "0.0.0.0", "2130706433", "192.168.0.1",
      "[::]", "::1", "[::1", "[::1]x", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "localhost:",
      "localhost:80a", "localhost:123456", "localhost:80:80", "user@localhost", "localhost@x.org",
      "xlocalhost", "本机",
    ])
  func `is refused under any other name, which the answer repeats`(
    transport: Transport, host: String
  ) throws {
    let reply = try transport.send("/", headers: [Header("Host", host)], to: .sample)
    #expect(reply.status == 403)
    #expect(reply.text.contains(#""code":"forbidden-host""#))
    #expect(reply.text.contains("“\(host)”"))
    #expect(reply.text.contains("http://localhost"))
  }

  @Test(arguments: Transport.allCases)
  func `is refused under an empty name`(transport: Transport) throws {
    #expect(try transport.send("/", headers: [Header("Host", "")], to: .sample).status == 403)
  }

  @Test(
    arguments: Transport.allCases,
    [[], [Header("Host", "localhost"), Header("host", "example.org")]])
  func `must be named exactly once`(transport: Transport, headers: [Header]) throws {
    let reply = try transport.send("/", headers: headers, to: .sample)
    #expect(reply.status == 400)
    #expect(reply.text.contains(#""code":"bad-host""#))
  }

  @Test(
    arguments: Transport.allCases,
    [
      ("http://localhost:80", 201), ("HTTP://LOCALHOST:80", 201), ("http://localhost", 403),
      ("http://example.org", 403), ("https://localhost:80", 403), ("null", 403),
    ])
  func `must be this server's own page for a change`(
    transport: Transport, exchange: (origin: String, status: Int)
  ) throws {
    let headers = [Header("Host", "localhost:80"), Header("Origin", exchange.origin)]
    let post = try transport.send(
      "/documents", method: "POST", headers: headers, body: "a", to: .sample)
    #expect(post.status == exchange.status)
    #expect(try transport.send("/", headers: headers, to: .sample).status == 200)
  }
}

@Suite struct `Security headers` {
  @Test(
    arguments: Transport.allCases,
    ["/", "/nothing", "/closed", "/split", "/search?q=%", "*"])
  func `are on every answer`(transport: Transport, target: String) throws {
    let reply = try transport.send(target, to: .sample)
    let policy = try #require(reply.header("Content-Security-Policy"))
    #expect(policy.hasPrefix("default-src 'self';"))
    #expect(policy.contains("frame-ancestors 'none'"))
    #expect(!policy.contains("unsafe"))
    #expect(reply.header("X-Content-Type-Options") == "nosniff")
    #expect(reply.header("X-Frame-Options") == "DENY")
    #expect(reply.header("Referrer-Policy") == "no-referrer")
    #expect(reply.header("Cross-Origin-Resource-Policy") == "same-origin")
  }

  @Test func `give way to a handler's own`() {
    var router = Router()
    router.on("GET", "/") { _ in
      Response(headers: [Header("content-security-policy", "default-src 'none'")])
    }
    let response = router.answer(
      method: "GET", target: Array("/".utf8), headers: [Header("Host", "localhost")])
    #expect(response.header("Content-Security-Policy") == "default-src 'none'")
    #expect(response.headers.count == 5)
  }
}
