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
  }

  private var slots = [Slot](repeating: Slot(key: 0, length: 0, mark: 0), count: 1 << 12)
  private var mask = (1 << 12) - 1
  private(set) var count = 0
  /// By term number.
  private var keys: [UInt64] = []
  private var lengths: [UInt32] = []
  private var arenaOffsets: [Int] = []
  private var arena: [UInt8] = []

  /// Bytes of memory held.
  var memory: Int { (mask + 1) * 16 + keys.capacity * 20 + arena.capacity }

  /// The number of the term of `length` (0 to 8) bytes whose bytes, read as a big-endian number with
  /// zeros behind, are `key`.
  mutating func number(key: UInt64, length: Int) -> UInt32 {
    var index = Self.home(key) & mask
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
    let key = Checksum.of(bytes)
    var index = Self.home(key) & mask
    while true {
      let slot = slots[index]
      if slot.mark == 0 { break }
      if slot.key == key, Int(slot.length) == bytes.count {
        let offset = arenaOffsets[Int(slot.mark - 1)]
        if arena[offset..<offset + bytes.count].elementsEqual(bytes) { return slot.mark - 1 }
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
    return (0..<length).map { UInt8(truncatingIfNeeded: keys[number] >> UInt64(56 - $0 * 8)) }
  }

  /// Term numbers in bytewise order of their terms.
  func sorted() -> [UInt32] {
    var order: [(prefix: UInt64, number: UInt32)] = []
    order.reserveCapacity(count)
    for number in 0..<count {
      let length = Int(lengths[number])
      let prefix: UInt64
      if length > 8 {
        let offset = arenaOffsets[number]
        prefix = TermDictionaryWriter.key(arena[offset..<offset + 8])
      } else {
        prefix = keys[number]
      }
      order.append((prefix, UInt32(number)))
    }
    order.sort {
      guard $0.prefix == $1.prefix else { return $0.prefix < $1.prefix }
      let (a, b) = (Int($0.number), Int($1.number))
      // Equal first 8 bytes: a shorter one is a prefix, as only zeros were put behind it.
      if lengths[a] <= 8 || lengths[b] <= 8 { return lengths[a] < lengths[b] }
      return term(a).lexicographicallyPrecedes(term(b))
    }
    return order.map(\.number)
  }

  private static func home(_ key: UInt64) -> Int {
    // Fibonacci hashing; the upper half of the product mixes every bit of the key.
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32)
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
    if count * 3 > mask * 2 { grow() }
    return number
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(key: 0, length: 0, mark: 0), count: old.count * 2)
    mask = slots.count - 1
    for slot in old where slot.mark != 0 {
      var index = Self.home(slot.key) & mask
      while slots[index].mark != 0 { index = (index + 1) & mask }
      slots[index] = slot
    }
  }
}
