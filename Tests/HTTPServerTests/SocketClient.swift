import Glibc
import HTTPServer

/// A client that writes bytes into a socket and reads what comes back.
struct SocketClient: ~Copyable {
  struct Failure: Error {
    let call: String
    let number: Int32
  }

  private let socket: Int32

  init(port: UInt16, address: ServerAddress = .loopback) throws(Failure) {
    let ipv6 = address.isIPv6
    socket = Glibc.socket(ipv6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    // A hanging server fails the test instead of stopping it.
    var timeout = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    let connected =
      if ipv6 {
        Self.connect(
          socket,
          sockaddr_in6(
            sin6_family: sa_family_t(AF_INET6), sin6_port: port.bigEndian, sin6_flowinfo: 0,
            sin6_addr: in6addr_loopback, sin6_scope_id: 0))
      } else {
        Self.connect(
          socket,
          sockaddr_in(
            sin_family: sa_family_t(AF_INET), sin_port: port.bigEndian,
            sin_addr: in_addr(s_addr: INADDR_LOOPBACK.bigEndian), sin_zero: (0, 0, 0, 0, 0, 0, 0, 0)
          ))
      }
    // From here on `deinit` closes the socket, after a throw too.
    guard connected == 0 else { throw Failure(call: "connect", number: errno) }
  }

  deinit { Glibc.close(socket) }

  private static func connect(_ socket: Int32, _ address: some Sendable) -> Int32 {
    withUnsafeBytes(of: address) { bytes in
      // SAFETY: callers pass a socket address; the system reads as many bytes as it has.
      Glibc.connect(
        socket, bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
    }
  }

  func write(_ bytes: some Sequence<UInt8>) throws(Failure) {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { throw Failure(call: "send", number: errno) }
      rest = rest.dropFirst(sent)
    }
  }

  /// The bytes that come next; none once the server has closed the connection.
  func read() throws(Failure) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = buffer.withUnsafeMutableBytes { recv(socket, $0.baseAddress, $0.count, 0) }
    guard count >= 0 else { throw Failure(call: "recv", number: errno) }
    return Array(buffer[..<count])
  }

  /// Everything the server sends until it closes the connection.
  func readToEnd() throws(Failure) -> [UInt8] {
    var received: [UInt8] = []
    while case let bytes = try read(), !bytes.isEmpty { received += bytes }
    return received
  }
}
