import CMicroHTTPD
import Glibc
import Synchronization

/// An HTTP/1.1 server, running from its start to ``stop(within:)``.
///
/// It speaks no TLS. Requests are answered on a pool of threads; a connection stays with the thread
/// that accepted it, so a slow handler delays the others of that thread. What libmicrohttpd itself
/// refuses (a malformed request line, headers beyond the connection's memory) gets its plain error
/// page; everything else goes through ``Router/answer(method:target:headers:body:refusal:)``.
///
/// The threads inherit the signal mask of the thread that starts the server; signals are the
/// caller's affair.
package final class HTTPServer: Sendable {
  /// How much the server takes on.
  package struct Limits: Sendable {
    /// Threads that answer requests, at least 1.
    package var threads = max(4, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    /// Connections open at once, at least one for each thread.
    package var connections = 256
    /// Seconds without a byte moving, after which a connection is closed.
    package var timeout = 30
    /// Seconds for a whole request to arrive, and then for its answer to be taken, however slowly a
    /// client sends or reads.
    package var deadline = 30
    /// Bytes of a request's path and query as sent; 414 beyond. A Han character takes nine.
    package var targetBytes = 32 << 10
    /// Bytes of a request's body; 413 beyond.
    package var bodyBytes = 1 << 20

    /// The usual limits: 128 KiB of memory for a connection, 32 MiB for all.
    package init() {}

    /// Room for the target as sent and as the library splits it, other headers, and output.
    fileprivate var connectionMemory: Int { 2 * targetBytes + 64 << 10 }
  }

  /// The port the server listens on, whatever was asked for.
  package let port: UInt16

  /// The address the server listens on.
  package let address: ServerAddress

  private final class Application: Sendable {
    let router: Router

    init(_ router: Router) {
      self.router = router
    }
  }

  private let application: Application
  private let server: Mutex<OpaquePointer?>

  /// Starts a server; `port` 0 takes any free one.
  package static func start(
    _ router: Router, address: ServerAddress = .loopback, port: UInt16, limits: Limits = Limits()
  ) throws(HTTPServerError) -> HTTPServer {
    let application = Application(router)
    var error: Int32 = 0
    var settings = cmicrohttpd_limits(
      threads: UInt32(limits.threads), connections: UInt32(limits.connections),
      timeout_seconds: UInt32(limits.timeout), deadline_seconds: UInt32(limits.deadline),
      connection_memory: limits.connectionMemory,
      target_bytes: limits.targetBytes, body_bytes: limits.bodyBytes)
    // SAFETY: the application outlives the C server, because `HTTPServer` holds it and stops that
    // server before it lets go.
    let context = Unmanaged.passUnretained(application).toOpaque()
    let started = cmicrohttpd_start(
      address.text, port, &settings,
      { context, request in
        let application = Unmanaged<Application>.fromOpaque(context).takeUnretainedValue()
        HTTPServer.answer(request, application.router)
      },
      context, &error)
    guard let started else {
      throw HTTPServerError(errno: error, address: address.text, port: port)
    }
    return HTTPServer(application, server: started, address: address)
  }

  private init(_ application: Application, server: sending OpaquePointer, address: ServerAddress) {
    self.application = application
    self.address = address
    port = cmicrohttpd_port(server)
    self.server = Mutex(server)
  }

  deinit { stop() }

  /// Takes no more connections, waits for the requests under way to be answered, at most for `grace`,
  /// and closes everything; returns when that is done. Does nothing when the server has stopped.
  ///
  /// A handler that runs longer is still waited for, but its answer may be lost. Not to be called
  /// from a handler, which would wait for itself.
  package func stop(within grace: Duration = .seconds(5)) {
    server.withLock { server in
      guard let running = server else { return }
      let milliseconds = grace / .milliseconds(1)
      cmicrohttpd_stop(running, UInt32(min(max(milliseconds, 0), Double(UInt32.max))))
      server = nil
    }
  }

  private static func answer(_ request: OpaquePointer, _ router: Router) {
    let refusal = cmicrohttpd_refusal(request)
    let response = router.answer(
      method: String(cString: cmicrohttpd_method(request)), target: target(of: request),
      headers: headers(of: request), body: body(of: request),
      refusal: refusal == 0 ? nil : Int(refusal))
    // Without an answer the library closes the connection: all that can be done when memory is short.
    guard
      let answer = response.body.withUnsafeBufferPointer({
        cmicrohttpd_response_create($0.baseAddress, $0.count)
      })
    else { return }
    for header in response.headers {
      // Cannot fail but for want of memory: the router sends only sound fields.
      _ = cmicrohttpd_response_add_header(answer, header.name, header.value)
    }
    cmicrohttpd_respond(request, UInt32(response.status), answer)
  }

  private static func target(of request: OpaquePointer) -> [UInt8] {
    let target = cmicrohttpd_target(request)
    // SAFETY: the façade's target is a C string that lives as long as the request.
    return Array(UnsafeRawBufferPointer(start: target, count: strlen(target)))
  }

  private static func body(of request: OpaquePointer) -> [UInt8] {
    // SAFETY: the façade's body has this length and lives as long as the request.
    Array(
      UnsafeBufferPointer(
        start: cmicrohttpd_body(request), count: cmicrohttpd_body_length(request)))
  }

  private static func headers(of request: OpaquePointer) -> [Header] {
    let collected = HeaderCollection()
    // SAFETY: the walk ends before this function does, and `collected` lives until then.
    withExtendedLifetime(collected) {
      let context = Unmanaged.passUnretained(collected).toOpaque()
      cmicrohttpd_each_header(request, HeaderCollection.visit, context)
    }
    return collected.headers
  }

  private final class HeaderCollection {
    var headers: [Header] = []

    static let visit: cmicrohttpd_header_visitor = {
      context, name, nameLength, value, valueLength in
      // SAFETY: `context` is the collection in `headers(of:)`; name and value have the lengths given
      // and live until this closure returns.
      let collection = Unmanaged<HeaderCollection>.fromOpaque(context).takeUnretainedValue()
      let name = UnsafeRawBufferPointer(start: name, count: nameLength)
      let value = UnsafeRawBufferPointer(start: value, count: valueLength)
      collection.headers.append(
        Header(String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self)))
    }
  }
}
