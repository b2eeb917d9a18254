import Glibc

/// Standard output, collected and written 64 KiB at a time; the last part when it is flushed.
///
/// A reader that goes away ends the process by SIGPIPE, as it ends grep; where that signal is
/// ignored, writing throws ``OutputError/closed``.
final class StandardOutput {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private static let capacity = 64 * 1024

  /// The descriptor is somebody else's to close.
  init(descriptor: Int32 = STDOUT_FILENO) {
    self.descriptor = descriptor
    buffer.reserveCapacity(Self.capacity)
  }

  /// Appends the text as UTF-8.
  func write(_ text: String) throws(OutputError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.capacity { try flush() }
  }

  /// Writes out what has been appended. If that fails it is lost.
  func flush() throws(OutputError) {
    defer { buffer.removeAll(keepingCapacity: true) }
    try buffer.withUnsafeBufferPointer { bytes throws(OutputError) in
      try writeAll(UnsafeRawBufferPointer(bytes), to: descriptor)
    }
  }
}
