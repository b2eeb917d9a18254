import Glibc

/// A file being written from front to back, without a buffer.
///
/// Its name is the final one; it becomes part of the index only when a manifest names it, so a
/// half-written file is garbage that the next writer removes.
struct OutputFile: ~Copyable {
  let path: String
  private let descriptor: Int32

  init(path: String) throws(IndexError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .system(call: "open", file: path, code: errno) }
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Waits until the disk has what was written.
  func synchronize() throws(IndexError) {
    guard fsync(descriptor) == 0 else { throw .system(call: "fsync", file: path, code: errno) }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(IndexError) {
    var rest = bytes
    while !rest.isEmpty {
      let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if written < 0 {
        if errno == EINTR { continue }
        throw .system(call: "write", file: path, code: errno)
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
  }
}

extension Array where Element: BitwiseCopyable {
  /// Calls `body` with the elements' bytes; unlike the standard library's method it keeps the
  /// error's type.
  func withBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws(IndexError) -> Result
  ) throws(IndexError) -> Result {
    try withUnsafeBufferPointer { (elements) throws(IndexError) in
      try body(UnsafeRawBufferPointer(elements))
    }
  }
}
