import Glibc

/// How paths are shown.
enum PathDisplay {
  /// The path as seen from the working folder when it lies below it, else as it is.
  static func relative(_ path: String) -> String {
    guard let working, path.hasPrefix(working + "/") else { return path }
    return String(path.dropFirst(working.count + 1))
  }

  private static let working: String? = {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }()
}
