import Glibc

/// The right to write to an index: held by at most one process, released when the process ends,
/// however it ends.
struct IndexLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock of the index in `directory`, which must exist.
  init(directory: IndexDirectory) throws(IndexError) {
    let path = directory.path(of: "lock")
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .system(call: "open", file: path, code: errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      let holder = (try? IndexDirectory.contents(of: path)).flatMap { $0 } ?? []
      close(descriptor)
      guard code == EWOULDBLOCK else { throw .system(call: "flock", file: path, code: code) }
      let text = String(decoding: holder, as: UTF8.self)
      throw .locked(directory: directory.path, holder: text.isEmpty ? "another process" : text)
    }
    self.descriptor = descriptor
    let text = "process \(getpid())"
    // Who holds the lock is told as a courtesy; the lock does not depend on it.
    if ftruncate(descriptor, 0) == 0 {
      _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    }
  }

  deinit {
    // Explicitly: a process that another thread is just starting may hold a copy of the descriptor,
    // and with it the lock, until it runs its program.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
