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

@Suite struct `Access rules` {
  private static let elsewhere = {
    var router = Router.sample
    router.access = AccessRules(
      names: ["Wen.example"], allowsAddresses: true, origins: ["http://site.example"])
    return router
  }()

  @Test(
    arguments: Transport.allCases,
    [
      ("localhost", 200), ("wen.example:7878", 200), ("WEN.example", 200), ("192.168.0.7", 200),
      ("192.168.0.7:7878", 200), ("[fe80::1]:80", 200), ("example.org", 403),
      ("x.wen.example", 403),
      ("192.168.0", 403), ("192.168.0.7.example.org", 403), ("[fe80::1", 403),
      ("[example.org]", 403),
      ("fe80::1", 403), ("2130706433", 403),
    ])
  func `allow names that were given, and numeric addresses where other machines can connect`(
    transport: Transport, exchange: (host: String, status: Int)
  ) throws {
    let reply = try transport.send(
      "/", headers: [Header("Host", exchange.host)], to: Self.elsewhere)
    #expect(reply.status == exchange.status)
  }

  @Test(arguments: Transport.allCases)
  func `let only the pages of sites that were given read an answer`(transport: Transport) throws {
    for (origin, allowed) in [
      ("http://site.example", "http://site.example" as String?), ("http://other.example", nil),
      ("http://site.example.org", nil), ("null", nil),
    ] {
      let headers = [Header("Host", "localhost"), Header("Origin", origin)]
      let reply = try transport.send("/", headers: headers, to: Self.elsewhere)
      #expect(reply.status == 200)
      #expect(reply.header("Access-Control-Allow-Origin") == allowed)
      #expect(
        reply.header("Cross-Origin-Resource-Policy")
          == (allowed == nil ? "same-origin" : "cross-origin"))
      #expect(reply.header("Vary")?.contains("Origin") == true)
      let ask = headers + [Header("Access-Control-Request-Method", "POST")]
      let preflight = try transport.send(
        "/documents", method: "OPTIONS", headers: ask, to: Self.elsewhere)
      #expect(preflight.status == (allowed == nil ? 403 : 204))
      #expect(preflight.header("Access-Control-Allow-Origin") == allowed)
    }
    let reply = try transport.send(
      "/", headers: [Header("Host", "localhost"), Header("Origin", "http://site.example")],
      to: .sample)
    #expect(reply.header("Access-Control-Allow-Origin") == nil)
  }
}

@Suite struct `Security headers` {
  @Test(
    arguments: Transport.allCases,
    ["/", "/nothing", "/closed", "/split", "/search?q=%", "*"])
  func `are on every answer`(transport: Transport, target: String) throws {
    let reply = try transport.send(target, to: .sample)
    let policy = try #require(reply.header("Content-Security-Policy"))
    #expect(policy.hasPrefix("default-src 'none'; script-src 'self';"))
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
