import Glibc
import HTTPServer
import Testing

@testable import CommandLineTool

// One after another: a process must not inherit the pipe of one that starts beside it.
@Suite(.serialized) struct `The running server` {
  @Test(arguments: [SIGTERM, SIGINT])
  func `answers until it is told to stop`(signal: Int32) throws {
    let library = try ServedLibrary(["关于植树的通知\n"])
    let tool = try ToolProcess("serve", "--index", library.index, "--port", "0")
    let line = tool.readLine()
    let port = try #require(
      line.parts(between: "http://127.0.0.1:", and: "/").first.flatMap { UInt16($0) })
    #expect(line == "gongwen serve: http://127.0.0.1:\(port)/ (Ctrl-C stops)")
    let reply = exchange(
      "GET /api/search?q=植树 HTTP/1.1\r\nHost: localhost\r\nConnection: close", port)
    #expect(reply.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(reply.contains(#""exact":{"documents":1,"occurrences":1}"#))
    tool.send(signal)
    #expect(tool.exitStatus() == 0)
    #expect(exchange("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close", port) == "")
  }

  @Test func `brings the index up to date by itself when it is to watch the files`() throws {
    let library = try ServedLibrary(["关于植树的通知\n"])
    let tool = try ToolProcess("serve", "--index", library.index, "--port", "0", "--watch")
    let port = try #require(
      tool.readLine().parts(between: "http://127.0.0.1:", and: "/").first.flatMap { UInt16($0) })
    library.write("关于防汛的通知\n", to: "documents/new.txt")
    #expect(
      tool.readLine().hasPrefix("gongwen serve: index updated: 1 added, 0 changed, 0 removed;"))
    let reply = exchange(
      "GET /api/search?q=防汛 HTTP/1.1\r\nHost: localhost\r\nConnection: close", port)
    #expect(reply.contains(#""exact":{"documents":1,"occurrences":1}"#))
    tool.send(SIGTERM)
    #expect(tool.exitStatus() == 0)
  }

  @Test func `says what it means to listen elsewhere, and answers there to its address`() throws {
    let library = try ServedLibrary(["关于植树的通知\n"])
    let tool = try ToolProcess(
      "serve", "--index", library.index, "--port", "0", "--address", "0.0.0.0", "--host",
      "wen.example")
    #expect(tool.readLine().contains("0.0.0.0 is open to other machines"))
    let port = try #require(
      tool.readLine().parts(between: "http://0.0.0.0:", and: "/").first.flatMap { UInt16($0) })
    for (host, status) in [("192.168.0.1", 200), ("wen.example", 200), ("example.org", 403)] {
      let reply = exchange(
        "GET /healthz HTTP/1.1\r\nHost: \(host)\r\nConnection: close", port)
      #expect(reply.hasPrefix("HTTP/1.1 \(status) "), "\(host)")
    }
    tool.send(SIGTERM)
    #expect(tool.exitStatus() == 0)
  }

  @Test func `answers to the address it listens on`() throws {
    let arguments = try ArgumentParser.parse(
      [] as [String], flags: [ServeFlags.host, ServeFlags.origin], operands: .none,
      environment: Environment([:]))
    let address = try #require(ServerAddress("127.0.0.2"))
    var router = Router()
    router.access = try ServeFlags.access(arguments, address: address)
    for (host, status) in [("127.0.0.2", 404), ("127.0.0.2:7878", 404), ("127.0.0.3", 403)] {
      let response = router.answer(
        method: "GET", target: Array("/".utf8), headers: [Header("Host", host)])
      #expect(response.status == status, "\(host)")
    }
  }

  @Test(arguments: [
    ("--address=example.org", "must be a numeric address"),
    ("--address=", "must be a numeric address"),
    ("--host=a/b", "must be a name"), ("--host=", "must be a name"),
    ("--host=公文.local", "xn--"),
    ("--allow-origin=example.org", "must be a scheme and a host"),
    ("--allow-origin=http://a/b", "must be a scheme and a host"),
  ])
  func `refuses flags that it cannot obey`(flag: String, message: String) throws {
    let library = try ServedLibrary(["关于植树的通知\n"])
    let tool = try ToolProcess("serve", "--index", library.index, "--port", "0", flag)
    #expect(tool.readLine().contains(message))
    #expect(tool.exitStatus() == 2)
  }

  @Test(arguments: [
    "GET /..%2f..%2fetc/passwd HTTP/1.1", "GET /../../etc/passwd HTTP/1.1",
    "GET /documents/..%2f..%2f..%2fetc%2fpasswd HTTP/1.1", "GET /api/documents/%2e%2e HTTP/1.1",
    "GET //etc/passwd HTTP/1.1", "GET /%00 HTTP/1.1", "GET /?q=a%0d%0aSet-Cookie:x HTTP/1.1",
    "GET /?language=en&q=%0d%0aSet-Cookie:%20x=1 HTTP/1.1",
    "GET /\(String(repeating: "a", count: 40_000)) HTTP/1.1",
    "GET / HTTP/1.1\r\nX-Long: \(String(repeating: "a", count: 200_000))", "BREW / HTTP/1.1",
    "GET / HTTP/9.9",
    "POST /api/search HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99999999999",
    "POST /api/search HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked",
    "POST /api/search HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: -1",
    "\u{1}\u{2}",
  ])
  func `survives what is sent to hurt it, and tells nothing`(head: String) throws {
    let library = try ServedLibrary(["关于植树的通知\n"])
    let server = try HTTPServer.start(library.router, port: 0)
    defer { server.stop() }
    let reply = exchange(head + "\r\nHost: localhost\r\nConnection: close", server.port)
    #expect(!reply.contains("root:") && !reply.contains("\r\nSet-Cookie: x"))
    #expect(!reply.contains("/Sources/") && !reply.contains("Fatal"))
    #expect(reply == "" || !reply.hasPrefix("HTTP/1.1 5") || reply.hasPrefix("HTTP/1.1 505"))
    let next = exchange(
      "GET /api/search?q=植树 HTTP/1.1\r\nHost: localhost\r\nConnection: close", server.port)
    #expect(next.hasPrefix("HTTP/1.1 200 OK"))
  }

  @Test func `refuses to answer under a foreign name`() throws {
    let library = try ServedLibrary(["关于植树的通知\n"])
    let server = try HTTPServer.start(library.router, port: 0)
    defer { server.stop() }
    let reply = exchange(
      "GET /?q=植树 HTTP/1.1\r\nHost: example.org\r\nConnection: close", server.port)
    #expect(reply.hasPrefix("HTTP/1.1 403 "))
    #expect(!reply.contains("关于"))
  }

  @Test func `says that a port is taken and what to do`() throws {
    let library = try ServedLibrary(["关于植树的通知\n"])
    let server = try HTTPServer.start(library.router, port: 0)
    defer { server.stop() }
    let tool = try ToolProcess("serve", "--index", library.index, "--port", "\(server.port)")
    #expect(
      tool.readLine() == "gongwen serve: port \(server.port) is in use by another program; "
        + "stop it, or choose another port (0 takes any free one)")
    #expect(tool.exitStatus() == 2)
  }

  @Test func `starts without an index and says what is missing`() throws {
    let library = try ServedLibrary([])
    let tool = try ToolProcess("serve", "--index", library.index, "--port", "0")
    #expect(tool.readLine().contains("holds no index; build one with"))
    #expect(tool.readLine().contains("http://127.0.0.1:"))
    tool.send(SIGTERM)
    #expect(tool.exitStatus() == 0)
  }
}

/// The tool as a process, killed when it goes; its standard error is read line by line.
private final class ToolProcess {
  struct CannotStart: Error { let number: Int32 }

  private let process: pid_t
  private let messages: UnsafeMutablePointer<FILE>?
  private var hasEnded = false

  init(_ arguments: String...) throws {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw CannotStart(number: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO)
    var words: [UnsafeMutablePointer<CChar>?] = ([Tool.path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    let failure = posix_spawn(&process, Tool.path, &actions, nil, &words, environ)
    close(ends[1])
    messages = fdopen(ends[0], "r")
    self.process = process
    guard failure == 0 else { throw CannotStart(number: failure) }
  }

  deinit {
    if !hasEnded { kill(process, SIGKILL) }
    if let messages { fclose(messages) }
  }

  /// The next line of standard error; empty at its end.
  func readLine() -> String {
    var line: [UInt8] = []
    while case let byte = getc(messages), byte != EOF, byte != 0x0A { line.append(UInt8(byte)) }
    return String(decoding: line, as: UTF8.self)
  }

  func send(_ signal: Int32) { kill(process, signal) }

  /// Waits for the end; 128 and more where a signal has brought it.
  func exitStatus() -> Int32 {
    hasEnded = true
    return Tool.wait(for: process)
  }
}

/// Sends the lines of a request's head and returns all that comes back until the connection is closed;
/// nothing where nobody listens.
private func exchange(_ head: String, _ port: UInt16) -> String {
  let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(socket) }
  // A hanging server fails the test instead of stopping it.
  var timeout = timeval(tv_sec: 10, tv_usec: 0)
  setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
  let address = sockaddr_in(
    sin_family: sa_family_t(AF_INET), sin_port: port.bigEndian,
    sin_addr: in_addr(s_addr: INADDR_LOOPBACK.bigEndian), sin_zero: (0, 0, 0, 0, 0, 0, 0, 0))
  let connected = withUnsafeBytes(of: address) { bytes in
    // SAFETY: the bytes are those of a socket address, of the length given.
    connect(
      socket, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count))
  }
  guard connected == 0 else { return "" }
  let request = Array((head + "\r\n\r\n").utf8)
  guard send(socket, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
    return ""
  }
  var reply: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = recv(socket, &buffer, buffer.count, 0), count > 0 {
    reply += buffer[..<count]
  }
  return String(decoding: reply, as: UTF8.self)
}
