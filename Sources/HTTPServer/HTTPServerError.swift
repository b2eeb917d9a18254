import Glibc

/// Why a server could not start.
package enum HTTPServerError: Error, Hashable, Sendable {
  /// Another program listens on the port.
  case portTaken(UInt16)
  /// The system reserves the port; below 1024 it commonly does.
  case portReserved(UInt16)
  /// The machine has no such address.
  case addressUnavailable(String)
  /// libmicrohttpd is not installed.
  case libraryMissing
  /// Anything else; the system's error number.
  case system(Int32)

  init(errno: Int32, address: String, port: UInt16) {
    self =
      switch errno {
      case EADDRINUSE: .portTaken(port)
      case EACCES: .portReserved(port)
      case EADDRNOTAVAIL, EAFNOSUPPORT: .addressUnavailable(address)
      case ELIBACC: .libraryMissing
      default: .system(errno)
      }
  }
}

extension HTTPServerError: CustomStringConvertible {
  /// What happened and what to do, in one line.
  package var description: String {
    switch self {
    case .portTaken(let port):
      "port \(port) is in use by another program; stop it, or choose another port (0 takes any free one)"
    case .portReserved(let port):
      "port \(port) is reserved by the system; choose one from 1024 on (0 takes any free one)"
    case .addressUnavailable(let address):
      "this machine has no address \(address); use another (127.0.0.1 is every machine's own)"
    case .libraryMissing:
      "libmicrohttpd is missing; install it (Debian: apt-get install libmicrohttpd12)"
    case .system(let number):
      "the server cannot start: \(String(cString: strerror(number))) (error \(number))"
    }
  }
}
