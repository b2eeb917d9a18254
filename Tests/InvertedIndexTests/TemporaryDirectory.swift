import Glibc

/// A folder of its own for a test, removed with what is in it.
final class TemporaryDirectory {
  let path: String

  init() throws {
    var template = Array("/tmp/gongwen-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw TestFailure(call: "mkdtemp") }
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress.unsafelyUnwrapped) }
  }

  deinit {
    for name in names where unlink(path + "/" + name) != 0 { rmdir(path + "/" + name) }
    rmdir(path)
  }

  /// The names of the files in it.
  var names: [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  func remove(_ name: String) throws {
    guard unlink(path + "/" + name) == 0 else { throw TestFailure(call: "unlink") }
  }

  func makeFolder(_ name: String) throws {
    guard mkdir(path + "/" + name, 0o755) == 0 else { throw TestFailure(call: "mkdir") }
  }

  /// Replaces or creates a file; whoever has the old one open keeps it.
  func write(_ bytes: [UInt8], to name: String) throws {
    unlink(path + "/" + name)
    let descriptor = open(path + "/" + name, O_WRONLY | O_CREAT | O_EXCL, 0o644)
    guard descriptor >= 0 else { throw TestFailure(call: "open") }
    defer { close(descriptor) }
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
      throw TestFailure(call: "write")
    }
  }
}

/// A system call that a test needs has failed.
struct TestFailure: Error {
  let call: String
}
