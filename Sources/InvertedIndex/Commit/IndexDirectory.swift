import Glibc

/// The folder of an index: which generation is visible, and how the next becomes so.
package struct IndexDirectory: Sendable {
  package let path: String

  /// Where the next manifest is written before it takes the name.
  private static let nextManifest = Manifest.fileName + ".new"

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

  /// Makes `manifest` visible: it is written beside, brought to disk, and renamed over the old one.
  /// All files that it names must be on disk already.
  func commit(_ manifest: Manifest) throws(IndexError) {
    let temporary = path(of: Self.nextManifest)
    let file = try OutputFile(path: temporary)
    try Array(manifest.text.utf8).withBytes { (bytes) throws(IndexError) in try file.write(bytes) }
    try file.synchronize()
    let final = path(of: Manifest.fileName)
    // The new files' names must be on disk before the name that makes them count.
    try synchronize(path, O_DIRECTORY)
    guard rename(temporary, final) == 0 else {
      throw .system(call: "rename", file: final, code: errno)
    }
    try synchronize(path, O_DIRECTORY)
  }

  /// Waits until a file of the index is on disk.
  func synchronize(_ name: String) throws(IndexError) {
    try synchronize(path(of: name), 0)
  }

  private func synchronize(_ path: String, _ flags: Int32) throws(IndexError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | flags)
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
    let needed = manifest.files
    for name in names() {
      let isOurs = name == Self.nextManifest || IndexFileName(name) != nil
      if isOurs, !needed.contains(name) { unlink(path(of: name)) }
    }
  }

  /// The largest number in the name of a file that an index writer made, named by the manifest or
  /// not; 0 when there is none.
  func largestFileNumber() -> Int {
    names().reduce(0) { max($0, IndexFileName($1)?.number ?? 0) }
  }

  /// The names in the folder; none when it cannot be read.
  private func names() -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      names.append(name)
    }
    return names
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
    // A byte more than the file has shows its end.
    let expected = Int(status.st_size) + 1
    bytes.reserveCapacity(expected)
    while true {
      let room = bytes.count < expected ? expected - bytes.count : 1 << 16
      var count = 0
      bytes.append(addingCapacity: room) { output in
        output.withUnsafeMutableBufferPointer { buffer, initializedCount in
          count = read(descriptor, buffer.baseAddress.map { $0 + initializedCount }, room)
          initializedCount += max(count, 0)
        }
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw .system(call: "read", file: path, code: errno)
      }
      guard count > 0 else { return bytes }
    }
  }
}
