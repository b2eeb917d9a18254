/// Under which names a server answers, and to pages of which sites.
///
/// Against DNS rebinding: a foreign page can make its own name point at this machine and then read what
/// a server here answers, but the browser still sends that name in `Host`.
package struct AccessRules: Hashable, Sendable {
  private static let loopback = ["localhost", "127.0.0.1", "[::1]"]

  /// Names that the server answers to besides this machine's own loopback names; in lower case.
  private let names: Set<String>
  /// Whether it also answers to any numeric address: nobody can make one of these point elsewhere.
  private let allowsAddresses: Bool
  /// Sites, as `Origin` names them, whose pages may read what is answered.
  private let origins: Set<String>

  /// The rules of a server on the loopback interface, or of one that other machines can reach.
  package init(
    names: some Sequence<String> = [], allowsAddresses: Bool = false,
    origins: some Sequence<String> = []
  ) {
    self.names = Set(names.map { $0.lowercased() })
    self.allowsAddresses = allowsAddresses
    self.origins = Set(origins.map { $0.lowercased() })
  }

  /// Throws 400 unless there is exactly one `Host`, and 403 unless it names this server, with or without
  /// a port. Any port will do, so that a forwarded one does.
  func checkHost(_ headers: [Header]) throws(Problem) {
    let hosts = headers.filter { $0.isNamed("Host") }
    guard hosts.count == 1 else {
      throw .badRequest("bad-host", "A request must have exactly one Host header field.")
    }
    guard allows(host: hosts[0].value) else {
      throw Problem(
        status: 403, code: "forbidden-host", title: "Forbidden host",
        detail: "This server does not answer to the name “\(hosts[0].value)”. Open it as "
          + "http://localhost or http://127.0.0.1, with its port; other names must be given when it "
          + "starts, with --host.")
    }
  }

  /// A page of another site can send a POST here without being able to read the answer. Browsers name
  /// that site in `Origin`; clients that send none are not browsers.
  func checkOrigin(method: String, headers: [Header]) throws(Problem) {
    guard method != "GET", method != "HEAD", let origin = headers.value(named: "Origin"),
      let host = headers.value(named: "Host"), !origins.contains(origin.lowercased())
    else { return }
    guard origin.lowercased() == "http://\(host.lowercased())" else {
      throw Problem(
        status: 403, code: "foreign-origin", title: "Forbidden origin",
        detail: "A page from \(origin) may not send anything here. Use this server's own page, or "
          + "name the site when the server starts, with --allow-origin.")
    }
  }

  /// The `Origin` of a request whose page may read the answer, or nil.
  func allowedOrigin(_ headers: [Header]) -> String? {
    guard let origin = headers.value(named: "Origin"), origins.contains(origin.lowercased()) else {
      return nil
    }
    return origin
  }

  /// Whether an answer can depend on `Origin`.
  var namesOrigins: Bool { !origins.isEmpty }

  func allows(host: String) -> Bool {
    let (name, rest) = Self.split(host.lowercased())
    guard rest.isEmpty || rest.first == ":" && Self.isPort(rest.dropFirst().utf8) else {
      return false
    }
    return Self.loopback.contains(name) || names.contains(name)
      || allowsAddresses && Self.isAddress(name)
  }

  /// The name, with the brackets of an IPv6 address, and what follows it.
  private static func split(_ host: String) -> (name: String, rest: Substring) {
    let end =
      host.hasPrefix("[")
      ? host.firstIndex(of: "]").map { host.index(after: $0) } : host.firstIndex(of: ":")
    guard let end else { return (host, "") }
    return (String(host[..<end]), host[end...])
  }

  private static func isPort(_ digits: Substring.UTF8View) -> Bool {
    (1...5).contains(digits.count)
      && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private static func isAddress(_ name: String) -> Bool {
    if name.hasPrefix("[") {
      return name.hasSuffix("]")
        && ServerAddress(String(name.dropFirst().dropLast()))?.isIPv6 == true
    }
    return ServerAddress(name)?.isIPv6 == false
  }
}
