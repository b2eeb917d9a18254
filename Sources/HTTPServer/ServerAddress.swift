import CMicroHTTPD
import Glibc

/// A numeric address to listen on.
package struct ServerAddress: Hashable, Sendable {
  /// As it was given: `127.0.0.1`, `::1`, `0.0.0.0` for all of IPv4, `::` for all of IPv6.
  package let text: String
  /// Whether it is one of IPv6.
  package let isIPv6: Bool
  /// Whether only this machine can connect to it.
  package let isLoopback: Bool

  /// `127.0.0.1`.
  package static let loopback = ServerAddress(text: "127.0.0.1", isIPv6: false, isLoopback: true)

  /// Reads an address; nil for any other text.
  package init?(_ text: String) {
    var isLoopback = false
    let family = cmicrohttpd_address_family(text, &isLoopback)
    guard family != 0 else { return nil }
    self.init(text: text, isIPv6: family == AF_INET6, isLoopback: isLoopback)
  }

  private init(text: String, isIPv6: Bool, isLoopback: Bool) {
    self.text = text
    self.isIPv6 = isIPv6
    self.isLoopback = isLoopback
  }

  /// The address as it stands in a URL.
  package var urlText: String { isIPv6 ? "[\(text)]" : text }
}
