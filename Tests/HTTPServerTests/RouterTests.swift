import HTTPServer
import Testing

@Suite struct `A router` {
  @Test(
    arguments: Transport.allCases,
    [
      ("GET", "/", 200, "<p>首页</p>"),
      ("GET", "/?x=1", 200, "<p>首页</p>"),
      ("GET", "/documents/latest", 200, "latest"),
      ("GET", "/documents/7", 200, "document 7"),
      ("GET", "/documents/a%2Fb", 200, "document a/b"),
      ("GET", "/documents/%E6%A0%91", 200, "document 树"),
      ("GET", "/documents/树", 200, "document 树"),
      ("GET", "/documents/a+b", 200, "document a+b"),
      ("GET", "/documents/..", 200, "document .."),
      ("GET", "/documents/7/parts/2", 200, "7/2"),
      ("GET", "/search?q=%E6%A0%91+%E6%9E%97&q=&n", 200, "q=树 林;q=;n="),
      ("GET", "/search?&&q=a=b%26c&", 200, "q=a=b&c"),
      ("GET", "/search?q=植树", 200, "q=植树"),
      ("GET", "/search", 200, ""),
      ("GET", "/checked?q=a&p=b&q=c", 200, "ac"),
      ("DELETE", "/documents/7", 204, ""),
    ])
  func `hands a request to the handler of its route`(
    transport: Transport, exchange: (method: String, target: String, status: Int, body: String)
  ) throws {
    let reply = try transport.send(exchange.target, method: exchange.method, to: .sample)
    #expect(reply.status == exchange.status)
    #expect(reply.text == exchange.body)
  }

  @Test(
    arguments: Transport.allCases,
    ["/nothing", "/documents/", "/documents//parts/2", "/documents/7/", "//", "/Search"])
  func `answers 404 where no route leads`(transport: Transport, target: String) throws {
    let reply = try transport.send(target, to: .sample)
    #expect(reply.status == 404)
    #expect(reply.header("Content-Type") == "application/problem+json")
    #expect(
      reply.text == """
        {"type":"about:blank","title":"Not found","status":404,\
        "detail":"There is nothing at this address.","instance":"\(target)","code":"not-found"}
        """)
  }

  @Test(
    arguments: Transport.allCases,
    [
      ("POST", "/search", "GET, HEAD"),
      ("OPTIONS", "/", "GET, HEAD"),
      ("PUT", "/documents/7", "DELETE, GET, HEAD"),
      ("GET", "/documents", "POST"),
      ("HEAD", "/documents", "POST"),
    ])
  func `answers 405 and says which methods it knows`(
    transport: Transport, exchange: (method: String, target: String, allow: String)
  ) throws {
    let reply = try transport.send(exchange.target, method: exchange.method, to: .sample)
    #expect(reply.status == 405)
    #expect(reply.header("Allow") == exchange.allow)
  }

  @Test(arguments: Transport.allCases)
  func `answers HEAD as it does GET, without the body`(transport: Transport) throws {
    let reply = try transport.send("/", method: "HEAD", to: .sample)
    #expect(reply.status == 200)
    #expect(reply.header("Content-Type") == "text/html; charset=utf-8")
    #expect(reply.body.isEmpty)
    if transport == .socket { #expect(reply.header("Content-Length") == "13") }
  }

  @Test(arguments: Transport.allCases)
  func `turns a handler's problem into a problem document`(transport: Transport) throws {
    let reply = try transport.send("/closed?x", to: .sample)
    #expect(reply.status == 503)
    #expect(
      reply.text == #"""
        {"type":"about:blank","title":"Closed","status":503,"detail":"Say \"open\" \\ 开\u0001.\n",\#
        "instance":"/closed","code":"closed"}
        """#)
  }

  @Test(arguments: Transport.allCases)
  func `names the path of a handler's problem and not its query`(transport: Transport) throws {
    let reply = try transport.send("/checked?p=1", to: .sample)
    #expect(reply.status == 400)
    #expect(reply.text.hasSuffix(#""instance":"/checked","code":"no-query"}"#))
  }

  @Test(arguments: Transport.allCases)
  func `passes a body on`(transport: Transport) throws {
    let reply = try transport.send(
      "/documents", method: "POST", body: String(repeating: "林", count: 70_000), to: .sample)
    #expect(reply.status == 201)
    #expect(reply.text == "210000")
  }

  @Test(arguments: Transport.allCases)
  func `finds headers whatever their case`(transport: Transport) throws {
    let headers = [Header("hOST", "localhost"), Header("User-Agent", "测试/1")]
    #expect(try transport.send("/agent", headers: headers, to: .sample).text == "测试/1")
  }

  @Test(
    arguments: Transport.allCases,
    [
      "/search?q=%", "/search?q=%E", "/search?q=%G0", "/search?q=% 41", "/search?q=%E6%A0",
      "/search?q=%FF", "/search?q=%C0%80", "/search?q=%00", "/search?%ED%A0%80", "/docu%ments",
      "/documents/%E6%A0", "/search?q=a\u{1}b",
    ])
  func `answers 400 to what it cannot decode`(transport: Transport, target: String) throws {
    let reply = try transport.send(target, to: .sample)
    #expect(reply.status == 400)
    #expect(reply.text.contains(#""code":"bad-encoding""#))
  }

  @Test(arguments: Transport.allCases, ["*", "http://localhost/", "search"])
  func `answers 400 to a target that is not a path`(transport: Transport, target: String) throws {
    let reply = try transport.send(target, to: .sample)
    #expect(reply.status == 400)
    #expect(reply.text.contains(#""code":"bad-target""#))
  }

  @Test(arguments: Transport.allCases)
  func `never sends a header with a line break in it`(transport: Transport) throws {
    let reply = try transport.send("/split", to: .sample)
    #expect(reply.status == 500)
    #expect(reply.header("X-Name") == nil)
    #expect(reply.header("Set-Cookie") == nil)
  }
}
