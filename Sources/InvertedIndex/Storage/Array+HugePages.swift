import Glibc

extension Array where Element: FixedWidthInteger {
  /// An empty array with room for `capacity` elements, in pages of 2 MiB where the system has them: many
  /// megabytes then take hundreds of times fewer page faults, and accesses all over them mostly find the
  /// address of their page in the processor's buffer.
  init(hugePageCapacity capacity: Int) {
    self.init(unsafeUninitializedCapacity: capacity) { buffer, _ in
      Self.adviseHugePages(for: buffer)
    }
  }

  /// `count` elements of any value, to be written before they are read, see ``init(hugePageCapacity:)``.
  init(hugePageCount count: Int) {
    self.init(unsafeUninitializedCapacity: count) { buffer, initialized in
      Self.adviseHugePages(for: buffer)
      // SAFETY: all bits are a value of an integer.
      initialized = count
    }
  }

  /// `count` zeros, see ``init(hugePageCapacity:)``.
  package init(hugePageZeros count: Int) {
    self.init(unsafeUninitializedCapacity: count) { buffer, initialized in
      Self.adviseHugePages(for: buffer)
      // As bytes: for other modules this is not specialized, and each element would cost a call.
      UnsafeMutableRawBufferPointer(buffer).initializeMemory(as: UInt8.self, repeating: 0)
      // SAFETY: all bits clear are an integer's zero.
      initialized = count
    }
  }

  private static func adviseHugePages(for buffer: UnsafeMutableBufferPointer<Element>) {
    let size: UInt = 2 << 20
    let bytes = UnsafeMutableRawBufferPointer(buffer)
    let start = (UInt(bitPattern: bytes.baseAddress) &+ size &- 1) & ~(size &- 1)
    let end = UInt(bitPattern: bytes.baseAddress) &+ UInt(bytes.count)
    guard end >= start &+ size else { return }
    // Advice: where the system knows no such pages, all stays as it is.
    _ = madvise(UnsafeMutableRawPointer(bitPattern: start), Int(end &- start), MADV_HUGEPAGE)
  }
}
