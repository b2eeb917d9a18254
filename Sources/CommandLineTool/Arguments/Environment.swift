import Glibc

/// Environment variables. One that is set to nothing counts as not set.
struct Environment {
  private let lookUp: (String) -> String?

  init(_ values: [String: String]) {
    lookUp = { values[$0] }
  }

  private init(lookUp: @escaping (String) -> String?) {
    self.lookUp = lookUp
  }

  /// The variables of this process.
  static var process: Environment {
    Environment { name in getenv(name).map { String(cString: $0) } }
  }

  subscript(name: String) -> String? {
    guard let value = lookUp(name), !value.isEmpty else { return nil }
    return value
  }
}
