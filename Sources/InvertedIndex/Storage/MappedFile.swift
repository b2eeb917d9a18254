import Glibc

/// A whole file, mapped read-only and shared.
///
/// The mapping stays valid when the file is unlinked or renamed over, which is what lets a search
/// keep the generation it opened. It is not protected against another program truncating the file
/// in place: the writer never does, it replaces.
package final class MappedFile: @unchecked Sendable {
  package let path: String
  package let bytes: UnsafeRawBufferPointer

  /// Maps the file at `path`. Cost: one `open`, `fstat`, `mmap`; no page is read.
  package init(path: String) throws(IndexError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT ? .missing(file: path) : .system(call: "open", file: path, code: errno)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .system(call: "fstat", file: path, code: errno)
    }
    let count = Int(status.st_size)
    guard count > 0 else { throw .corrupt(file: path, offset: 0, reason: "the file is empty") }
    guard let base = mmap(nil, count, PROT_READ, MAP_SHARED, descriptor, 0), base != MAP_FAILED
    else { throw .system(call: "mmap", file: path, code: errno) }
    self.path = path
    bytes = UnsafeRawBufferPointer(start: base, count: count)
  }

  /// Lets go of the pages read so far: they no longer count as this process' memory, and are mapped
  /// anew, mostly from the system's cache, when touched again.
  func releasePages() {
    // Advice: when it is not taken, nothing but memory is lost.
    _ = madvise(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count, MADV_DONTNEED)
  }

  deinit {
    munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
  }
}
