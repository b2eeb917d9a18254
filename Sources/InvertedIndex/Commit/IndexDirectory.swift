import Glibc

/// The folder of an index: which generation is visible, and how the next becomes so.
package struct IndexDirectory: Sendable {
  package let path: String

  package init(path: String) {
    self.path = path
  }

  package func path(of file: String) -> String { path + "/" + file }

  /// Whether the folder holds an index, damaged or not.
  package var containsIndex: Bool {
    access(path(of: Manifest.fileName), F_OK) == 0
  }

  /// The visible generation's manifest.
  package func readManifest() throws(IndexError) -> Manifest {
    let file = path(of: Manifest.fileName)
    guard let bytes = try Self.contents(of: file) else { throw .noIndex(directory: path) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .corrupt(file: file, offset: 0, reason: "it is not text")
    }
    return try Manifest(parsing: text, path: file)
  }

  /// The generation number alone, for polling; nil when it cannot be read.
  package var generation: Int? { try? readManifest().generation }

  /// Makes `manifest` visible: it is written beside, brought to disk, and renamed over the old one.
  /// All files that it names must be on disk already.
  func commit(_ manifest: Manifest) throws(IndexError) {
    let temporary = path(of: Manifest.fileName + ".new")
    var file = try OutputFile(path: temporary)
    try Array(manifest.text.utf8).withBytes { (bytes) throws(IndexError) in try file.write(bytes) }
    try file.finish()
    let final = path(of: Manifest.fileName)
    // The new files' names must be on disk before the name that makes them count.
    try synchronize()
    guard rename(temporary, final) == 0 else {
      throw .system(call: "rename", file: final, code: errno)
    }
    try synchronize()
  }

  private func synchronize() throws(IndexError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(call: "open", file: path, code: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .system(call: "fsync", file: path, code: errno) }
  }

  /// Creates the folder, and the folders above it, when missing.
  func create() throws(IndexError) {
    var prefix = ""
    for component in path.split(separator: "/", omittingEmptySubsequences: false) {
      prefix += component + "/"
      if prefix == "/" { continue }
      guard mkdir(prefix, 0o755) == 0 || errno == EEXIST else {
        throw .system(call: "mkdir", file: prefix, code: errno)
      }
    }
  }

  /// Removes files that an index writer made and that `manifest` does not name: what an interrupted
  /// run or an earlier generation left. Files of other names are not touched.
  func removeUnreferenced(_ manifest: Manifest) {
    guard let directory = opendir(path) else { return }
    defer { closedir(directory) }
    let needed = manifest.files
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if Self.isOurs(name), !needed.contains(name) { unlink(path(of: name)) }
    }
  }

  /// A name that `IndexWriter` gives: a letter, six or more digits, and the kind.
  private static func isOurs(_ name: String) -> Bool {
    guard name != Manifest.fileName + ".new" else { return true }
    let parts = name.split(separator: ".")
    guard parts.count == 2, ["seg", "live", "files"].contains(parts[1]), parts[0].utf8.count >= 7
    else { return false }
    return parts[0].dropFirst().allSatisfy(\.isWholeNumber)
  }

  /// The whole content of a file, or nil when there is none of that name.
  package static func contents(of path: String) throws(IndexError) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .system(call: "open", file: path, code: errno)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .system(call: "fstat", file: path, code: errno)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size) + 1)
    var chunk = [UInt8](repeating: 0, count: max(4096, min(Int(status.st_size) + 1, 1 << 20)))
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw .system(call: "read", file: path, code: errno)
      }
      guard count > 0 else { return bytes }
      bytes.append(contentsOf: chunk[..<count])
    }
  }
}
