import Glibc

/// How paths are shown.
enum PathDisplay {
  /// The path as seen from the working folder when it lies below it, else as it is.
  static func relative(_ path: String) -> String {
    guard let working, path.hasPrefix(working + "/") else { return path }
    return String(path.dropFirst(working.count + 1))
  }

  /// The absolute path of a file that exists, without links; else the path as it is.
  static func absolute(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The last part of a path.
  static func name(_ path: String) -> String {
    String(path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...])
  }

  /// The working folder; nil where it was removed or may not be read.
  static let working: String? = {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }()
}
