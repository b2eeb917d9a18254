import Glibc

/// A folder for one test, removed with all that is in it when the last reference goes.
final class TemporaryFolder: Sendable {
  /// Absolute, without symbolic links.
  let path: String

  init() throws {
    var template = Array("/tmp/gongwen-library-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil, let resolved = realpath(template, nil) else {
      throw FileError(path: "/tmp", code: errno)
    }
    path = String(cString: resolved)
    free(resolved)
  }

  deinit { Self.removeAll(path) }

  private static func removeAll(_ path: String) {
    guard remove(path) != 0, errno == ENOTEMPTY || errno == EEXIST else { return }
    for name in (try? names(in: path)) ?? [] { removeAll(path + "/" + name) }
    remove(path)
  }

  /// The names in a folder, without `.` and `..`.
  static func names(in folder: String) throws -> [String] {
    guard let directory = opendir(folder) else { throw FileError(path: folder, code: errno) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names.filter { $0 != "." && $0 != ".." }
  }

  /// The path of something in the folder.
  func callAsFunction(_ name: String) -> String { path + "/" + name }

  /// Writes a file, in folders that are created when missing.
  func write(_ text: String, to name: String) throws {
    try write(Array(text.utf8), to: name)
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    try makeFolder(above: name)
    let file = path + "/" + name
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else { throw FileError(path: file, code: errno) }
    defer { close(descriptor) }
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
      throw FileError(path: file, code: errno)
    }
  }

  func makeFolder(above name: String) throws {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/" + part
      guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
        throw FileError(path: folder, code: errno)
      }
    }
  }

  func move(_ name: String, to other: String) throws {
    try makeFolder(above: other)
    guard rename(path + "/" + name, path + "/" + other) == 0 else {
      throw FileError(path: name, code: errno)
    }
  }

  func delete(_ name: String) throws {
    guard remove(path + "/" + name) == 0 else { throw FileError(path: name, code: errno) }
  }

  func link(_ name: String, to target: String) throws {
    guard symlink(target, path + "/" + name) == 0 else { throw FileError(path: name, code: errno) }
  }

  /// The regular files with a text's extension below a folder.
  static func files(below folder: String) throws -> [String] {
    var files: [String] = []
    for name in try names(in: folder) {
      let path = folder + "/" + name
      var status = stat()
      guard stat(path, &status) == 0 else { throw FileError(path: path, code: errno) }
      if status.st_mode & S_IFMT == S_IFDIR {
        files += try Self.files(below: path)
      } else if name.hasSuffix(".txt") || name.hasSuffix(".md") {
        files.append(path)
      }
    }
    return files
  }

  static func contents(of path: String) throws -> [UInt8] {
    guard let file = fopen(path, "r") else { throw FileError(path: path, code: errno) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while true {
      let part = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
        count = fread(buffer.baseAddress, 1, buffer.count, file)
      }
      if part.isEmpty { return bytes }
      bytes += part
    }
  }
}

struct FileError: Error {
  var path: String
  var code: Int32
}
