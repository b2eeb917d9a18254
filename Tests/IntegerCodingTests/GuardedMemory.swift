import Glibc

/// Memory that ends where the next page must not be touched: a read past the end kills the process.
final class GuardedMemory {
  private let pages: UnsafeMutableRawPointer
  private let size: Int
  private let pageSize: Int

  init(capacity: Int) {
    pageSize = sysconf(Int32(_SC_PAGESIZE))
    size = (capacity + pageSize - 1) / pageSize * pageSize + pageSize
    guard
      let pages = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      pages != MAP_FAILED,
      mprotect(pages + (size - pageSize), pageSize, PROT_NONE) == 0
    else { fatalError("no memory for the test") }
    self.pages = pages
  }

  deinit { munmap(pages, size) }

  /// Copies the bytes to the very end and returns where they stand.
  func place(_ bytes: some Collection<UInt8>) -> UnsafeRawBufferPointer {
    let region = UnsafeMutableRawBufferPointer(
      start: pages + (size - pageSize - bytes.count), count: bytes.count)
    region.copyBytes(from: bytes)
    return UnsafeRawBufferPointer(region)
  }
}
