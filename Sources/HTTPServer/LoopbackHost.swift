/// The check against DNS rebinding: a foreign page can make its own name point at this machine and
/// then read what a server here answers, but the browser still sends that name in `Host`.
enum LoopbackHost {
  /// Throws 400 unless there is exactly one `Host`, and 403 unless it is `localhost`, `127.0.0.1` or
  /// `[::1]`, with or without a port. Any port will do, so that a forwarded one does.
  static func check(_ headers: [Header]) throws(Problem) {
    let hosts = headers.filter { $0.isNamed("Host") }
    guard hosts.count == 1 else {
      throw .badRequest("bad-host", "A request must have exactly one Host header field.")
    }
    guard isAllowed(hosts[0].value) else {
      throw Problem(
        status: 403, code: "forbidden-host", title: "Forbidden host",
        detail: "This server does not answer to the name “\(hosts[0].value)”, only to this machine "
          + "itself. Open it as http://localhost or http://127.0.0.1, with its port.")
    }
  }

  static func isAllowed(_ host: String) -> Bool {
    let host = host.utf8.map(\.asciiLowercased)
    return ["localhost", "127.0.0.1", "[::1]"].contains { name in
      guard host.starts(with: name.utf8) else { return false }
      let rest = host.dropFirst(name.utf8.count)
      return rest.isEmpty || rest.first == UInt8(ascii: ":") && isPort(rest.dropFirst())
    }
  }

  private static func isPort(_ digits: ArraySlice<UInt8>) -> Bool {
    (1...5).contains(digits.count)
      && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
