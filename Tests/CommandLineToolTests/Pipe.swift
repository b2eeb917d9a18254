import Glibc

/// A pipe, closed when it goes.
final class Pipe {
  let writeEnd: Int32
  private let readEnd: Int32
  private var isReadEndOpen = true
  private var isWriteEndOpen = true

  init() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { fatalError("no pipe for the test") }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    closeReadEnd()
    closeWriteEnd()
  }

  func closeReadEnd() {
    if isReadEndOpen { close(readEnd) }
    isReadEndOpen = false
  }

  private func closeWriteEnd() {
    if isWriteEndOpen { close(writeEnd) }
    isWriteEndOpen = false
  }

  /// Ends the writing and returns what was written.
  func readAll() -> String {
    closeWriteEnd()
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(readEnd, &buffer, buffer.count)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }
}
