import Glibc

/// Distinct terms of a field while it is being inverted, numbered from 0 in order of appearance.
///
/// Open addressing with linear probing. A term of at most 8 bytes is its own key, so that the common
/// short term costs one probe and no comparison of bytes; a longer one is kept in an arena and its
/// key is its checksum.
struct TermTable {
  private struct Slot {
    var key: UInt64
    var length: UInt32
    /// The term's number plus 1; 0 marks an empty slot.
    var mark: UInt32

    static let empty = Slot(key: 0, length: 0, mark: 0)
  }

  private var slots = [Slot](repeating: .empty, count: 1 << 12)
  /// 64 less the binary logarithm of the number of slots.
  private var shift: UInt64 = 64 - 12
  private(set) var count = 0
  /// By term number.
  private var keys: [UInt64] = []
  private var lengths: [UInt32] = []
  private var arenaOffsets: [Int] = []
  private var arena: [UInt8] = []

  /// Bytes of memory held.
  var memory: Int { slots.count * 16 + keys.capacity * 20 + arena.capacity }

  /// The number of the term of `length` (0 to 8) bytes whose bytes, read as a big-endian number with
  /// zeros behind, are `key`.
  mutating func number(key: UInt64, length: Int) -> UInt32 {
    let mask = slots.count &- 1
    var index = home(key)
    while true {
      let slot = slots[index]
      if slot.mark == 0 { break }
      if slot.key == key, slot.length == UInt32(truncatingIfNeeded: length) {
        return slot.mark &- 1
      }
      index = (index &+ 1) & mask
    }
    return insert(at: index, key: key, length: length, bytes: nil)
  }

  /// The number of a term given by its bytes.
  mutating func number(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    guard bytes.count > 8 else {
      return number(key: TermDictionaryWriter.key(bytes), length: bytes.count)
    }
    let mask = slots.count &- 1
    let key = Checksum.of(bytes)
    var index = home(key)
    while true {
      let slot = slots[index]
      if slot.mark == 0 { break }
      if slot.key == key, Int(slot.length) == bytes.count,
        isArena(at: arenaOffsets[Int(slot.mark - 1)], equalTo: bytes)
      {
        return slot.mark - 1
      }
      index = (index + 1) & mask
    }
    return insert(at: index, key: key, length: bytes.count, bytes: bytes)
  }

  /// The bytes of term `number`.
  func term(_ number: Int) -> [UInt8] {
    let length = Int(lengths[number])
    if length > 8 {
      let offset = arenaOffsets[number]
      return Array(arena[offset..<offset + length])
    }
    return withUnsafeBytes(of: keys[number].bigEndian) { Array($0.prefix(length)) }
  }

  /// Term numbers in bytewise order of their terms.
  func sorted() -> [UInt32] {
    var order: [(prefix: UInt64, number: UInt32)] = []
    order.reserveCapacity(count)
    for number in 0..<count {
      let length = Int(lengths[number])
      let prefix: UInt64
      if length > 8 {
        prefix = arena.withUnsafeBytes {
          let start = arenaOffsets[number]
          return TermDictionaryWriter.key(UnsafeRawBufferPointer(rebasing: $0[start..<start + 8]))
        }
      } else {
        prefix = keys[number]
      }
      order.append((prefix, UInt32(number)))
    }
    order.sort {
      guard $0.prefix == $1.prefix else { return $0.prefix < $1.prefix }
      return precedes(Int($0.number), Int($1.number))
    }
    return order.map(\.number)
  }

  /// Whether one term comes before another that agrees with it in the first 8 bytes.
  private func precedes(_ a: Int, _ b: Int) -> Bool {
    let (lengthA, lengthB) = (Int(lengths[a]), Int(lengths[b]))
    // A shorter one is a prefix, as only zeros were put behind it.
    if lengthA <= 8 || lengthB <= 8 { return lengthA < lengthB }
    let order = arena.withUnsafeBufferPointer { arena in
      // SAFETY: both terms stand whole in the arena; see `insert`.
      let start = arena.baseAddress.unsafelyUnwrapped
      return memcmp(start + arenaOffsets[a], start + arenaOffsets[b], min(lengthA, lengthB))
    }
    return order == 0 ? lengthA < lengthB : order < 0
  }

  private func isArena(at offset: Int, equalTo bytes: UnsafeRawBufferPointer) -> Bool {
    // Not `memcmp`: lending the arena to a closure costs more than comparing the dozen bytes of a word.
    for index in bytes.indices where arena[offset &+ index] != bytes[index] { return false }
    return true
  }

  /// The slot at which the search for a key begins.
  private func home(_ key: UInt64) -> Int {
    // Fibonacci hashing: short keys end in zeros, and only the highest bits of the product depend on
    // every bit of the key.
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> shift)
  }

  @inline(never)
  private mutating func insert(
    at index: Int, key: UInt64, length: Int, bytes: UnsafeRawBufferPointer?
  ) -> UInt32 {
    let number = UInt32(count)
    count += 1
    keys.append(key)
    lengths.append(UInt32(length))
    arenaOffsets.append(arena.count)
    if let bytes { arena.append(contentsOf: bytes) }
    slots[index] = Slot(key: key, length: UInt32(length), mark: number + 1)
    if count * 3 > slots.count * 2 { grow() }
    return number
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: .empty, count: old.count * 2)
    shift -= 1
    let mask = slots.count - 1
    for slot in old where slot.mark != 0 {
      var index = home(slot.key)
      while slots[index].mark != 0 { index = (index + 1) & mask }
      slots[index] = slot
    }
  }
}
