import Glibc

/// Standard error: messages and progress, unbuffered.
enum StandardError {
  /// Writes the text. If that fails there is nobody left to tell.
  static func write(_ text: String) {
    var text = text
    text.withUTF8 { try? writeAll(UnsafeRawBufferPointer($0), to: STDERR_FILENO) }
  }
}
