import Glibc

/// A file being written from front to back through one buffer.
///
/// Its name is the final one; it becomes part of the index only when a manifest names it, so a
/// half-written file is garbage that the next writer removes.
struct OutputFile: ~Copyable {
  let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  /// Bytes written so far, those in the buffer included.
  private(set) var offset = 0

  private static let bufferSize = 1 << 18

  init(path: String) throws(IndexError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .system(call: "open", file: path, code: errno) }
    self.path = path
    self.descriptor = descriptor
    buffer.reserveCapacity(Self.bufferSize)
  }

  deinit { close(descriptor) }

  mutating func write(_ bytes: UnsafeRawBufferPointer) throws(IndexError) {
    offset += bytes.count
    if buffer.count + bytes.count > Self.bufferSize {
      try flush()
      if bytes.count >= Self.bufferSize { return try writeAll(bytes) }
    }
    buffer.append(contentsOf: bytes)
  }

  /// Writes what is buffered and waits until the disk has it.
  consuming func finish() throws(IndexError) {
    try flush()
    guard fsync(descriptor) == 0 else { throw .system(call: "fsync", file: path, code: errno) }
  }

  private mutating func flush() throws(IndexError) {
    try buffer.withBytes { (bytes) throws(IndexError) in try writeAll(bytes) }
    buffer.removeAll(keepingCapacity: true)
  }

  private func writeAll(_ bytes: UnsafeRawBufferPointer) throws(IndexError) {
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
