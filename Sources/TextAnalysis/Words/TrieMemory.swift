import Glibc

/// The bytes of a ``CharacterTrie``: made in memory, or a mapped file.
///
///     offset       0  header of the file, 4,096 bytes
///              4,096  UInt16  labels of all units, 65,536
///            135,168  UInt64  slots
///
/// Whatever the slots are, behind them zeros follow up to the highest index that a base and a label can
/// make, so that damaged ones lead nowhere else. They take addresses but no memory.
final class TrieMemory: @unchecked Sendable {
  // Unchecked, for there is a pointer; after the memory is filled nothing writes there.

  static let headerSize = 4096
  static let labelCount = 0x1_0000
  static let slotsOffset = headerSize + labelCount * MemoryLayout<UInt16>.stride
  static let slotLimit = CharacterTrie.Slot.baseLimit + labelCount
  static let byteLimit = slotsOffset + slotLimit * MemoryLayout<UInt64>.stride

  private let base: UnsafeMutableRawPointer

  /// All zeros. Nil without memory.
  init?() {
    guard
      let base = mmap(
        nil, Self.byteLimit, PROT_READ | PROT_WRITE,
        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0), base != MAP_FAILED
    else { return nil }
    // Loads from all over the memory would mostly miss the buffer of 4 KB pages' addresses; and filling
    // it costs a thousandth of the page faults.
    madvise(base, Self.byteLimit, MADV_HUGEPAGE)
    self.base = base
  }

  /// The first `count` bytes of an open file. Nil without memory.
  ///
  /// - Precondition: `count` is not above ``byteLimit``.
  convenience init?(descriptor: Int32, count: Int) {
    precondition(count <= Self.byteLimit)
    self.init()
    let flags = MAP_PRIVATE | MAP_FIXED
    guard mmap(base, count, PROT_READ, flags, descriptor, 0) != MAP_FAILED else { return nil }
  }

  deinit { munmap(base, Self.byteLimit) }

  /// The first `count` bytes.
  func withBytes<Result, Failure>(
    count: Int, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(count <= Self.byteLimit)
    return try body(UnsafeRawBufferPointer(start: base, count: count))
  }

  /// Calls `body` with all labels and slots, to fill them.
  ///
  /// - Precondition: nothing else uses the memory yet, and no file is mapped.
  func fill(_ body: (inout MutableSpan<UInt16>, inout MutableSpan<UInt64>) -> Void) {
    // SAFETY: both parts are within the memory, aligned, and do not overlap; any bits are a value.
    let labels = UnsafeMutableBufferPointer(
      start: (base + Self.headerSize).assumingMemoryBound(to: UInt16.self), count: Self.labelCount)
    let slots = UnsafeMutableBufferPointer(
      start: (base + Self.slotsOffset).assumingMemoryBound(to: UInt64.self), count: Self.slotLimit)
    var labelSpan = labels.mutableSpan
    var slotSpan = slots.mutableSpan
    body(&labelSpan, &slotSpan)
  }

  var labels: UnsafeBufferPointer<UInt16> {
    // SAFETY: as in `fill`.
    UnsafeBufferPointer(
      start: (base + Self.headerSize).assumingMemoryBound(to: UInt16.self), count: Self.labelCount)
  }

  var slots: UnsafeBufferPointer<UInt64> {
    // SAFETY: as in `fill`.
    UnsafeBufferPointer(
      start: (base + Self.slotsOffset).assumingMemoryBound(to: UInt64.self), count: Self.slotLimit)
  }
}
