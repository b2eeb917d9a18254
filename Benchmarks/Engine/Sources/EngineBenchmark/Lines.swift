import Glibc

/// The lines of a part of a mapped file, without their line feeds.
struct Lines: Sequence, IteratorProtocol {
  private var rest: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) {
    rest = bytes
  }

  mutating func next() -> UnsafeRawBufferPointer? {
    guard let start = rest.baseAddress, !rest.isEmpty else { return nil }
    let end = memchr(start, 0x0A, rest.count).map { UnsafeRawPointer($0) - start } ?? rest.count
    let line = UnsafeRawBufferPointer(rebasing: rest[..<end])
    rest = UnsafeRawBufferPointer(rebasing: rest[Swift.min(end + 1, rest.count)...])
    return line
  }
}

extension UnsafeRawBufferPointer {
  /// The parts between bytes equal to `separator`.
  func fields(_ separator: UInt8) -> [UnsafeRawBufferPointer] {
    split(separator: separator, omittingEmptySubsequences: false).map {
      UnsafeRawBufferPointer(rebasing: $0)
    }
  }

  var text: String { String(decoding: self, as: UTF8.self) }
}
