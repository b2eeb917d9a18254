import Glibc

/// Distinct terms of a field while it is being inverted, numbered from 0 in order of appearance.
///
/// Open addressing with linear probing, in two tables. A term of 4 bytes, by far the commonest (a pair
/// of UTF-16 units), stands itself in a slot of 8 bytes, so that twice as many fit into the caches. In
/// the other table a term of at most 8 bytes is its own key, so that it costs one probe and no
/// comparison of bytes; a longer one is kept in an arena and its key is its checksum.
struct TermTable {
  private struct QuadSlot {
    var key: UInt32
    /// The term's number plus 1; 0 marks an empty slot.
    var mark: UInt32

    static let empty = QuadSlot(key: 0, mark: 0)
  }

  private struct Slot {
    var key: UInt64
    var length: UInt32
    /// The term's number plus 1; 0 marks an empty slot.
    var mark: UInt32

    static let empty = Slot(key: 0, length: 0, mark: 0)
  }

  private var quads = [QuadSlot](repeating: .empty, count: 1 << 12)
  /// Terms in ``quads``.
  private var quadCount = 0
  private var slots = [Slot](repeating: .empty, count: 1 << 12)
  private(set) var count = 0
  /// By term number.
  private var keys: [UInt64] = []
  private var lengths: [UInt32] = []
  private var arenaOffsets: [Int] = []
  private var arena: [UInt8] = []

  /// Bytes of memory held.
  var memory: Int {
    quads.count * 8 + slots.count * 16 + keys.capacity * 20 + arena.capacity
  }

  /// The number of the term of `length` (0 to 8) bytes whose bytes, read as a big-endian number with
  /// zeros behind, are `key`.
  mutating func number(key: UInt64, length: Int) -> UInt32 {
    if length == 4 { return number(quad: UInt32(truncatingIfNeeded: key &>> 32)) }
    let mask = slots.count &- 1
    let shift = Self.shift(slots.count)
    var index = Self.home(key, shift: shift)
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

  private mutating func number(quad term: UInt32) -> UInt32 {
    let slot = quads[place(ofQuad: term)]
    return slot.mark != 0 ? slot.mark - 1 : insert(quad: term)
  }

  /// Where a term of 4 bytes stands in ``quads``, or the empty slot where it belongs.
  private func place(ofQuad term: UInt32) -> Int {
    let mask = quads.count &- 1
    var place = Self.home(quad: term, shift: Self.shift(quads.count))
    while quads[place].mark != 0, quads[place].key != term { place = (place &+ 1) & mask }
    return place
  }

  /// The number of a term given by its bytes.
  mutating func number(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    guard bytes.count > 8 else {
      return number(key: TermDictionaryWriter.key(bytes), length: bytes.count)
    }
    let mask = slots.count &- 1
    let key = Checksum.of(bytes)
    var index = Self.home(key, shift: Self.shift(slots.count))
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

  /// Calls `body` with the bytes of term `number`.
  func withTerm<Result, Failure>(
    _ number: Int, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let length = Int(lengths[number])
    if length > 8 {
      let offset = arenaOffsets[number]
      return try arena.withUnsafeBufferPointer { (arena) throws(Failure) in
        try body(
          UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(arena)[offset..<offset + length]))
      }
    }
    var key = keys[number].bigEndian
    return try withUnsafeBytes(of: &key) { (bytes) throws(Failure) in
      try body(UnsafeRawBufferPointer(rebasing: bytes[..<length]))
    }
  }

  /// Term numbers in bytewise order of their terms.
  func sorted() -> [UInt32] {
    var order: [PrefixedTerm] = []
    order.reserveCapacity(count)
    for number in 0..<count {
      let prefix: UInt64
      if lengths[number] > 8 {
        prefix = arena.withUnsafeBytes {
          let start = arenaOffsets[number]
          return TermDictionaryWriter.key(UnsafeRawBufferPointer(rebasing: $0[start..<start + 8]))
        }
      } else {
        prefix = keys[number]
      }
      order.append(PrefixedTerm(prefix: prefix, number: UInt32(number)))
    }
    PrefixedTerm.sort(&order)
    // Few terms agree in all 8 bytes.
    var start = 0
    for end in stride(from: 1, through: order.count, by: 1)
    where end == order.count || order[end].prefix != order[start].prefix {
      if end - start > 1 {
        order[start..<end].sort { precedes(Int($0.number), Int($1.number)) }
      }
      start = end
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

  /// 64 less the binary logarithm of a number of slots.
  private static func shift(_ slotCount: Int) -> UInt64 {
    UInt64(truncatingIfNeeded: slotCount.leadingZeroBitCount &+ 1)
  }

  /// The slot at which the search for a key begins.
  private static func home(_ key: UInt64, shift: UInt64) -> Int {
    // Fibonacci hashing: short keys end in zeros, and only the highest bits of the product depend on
    // every bit of the key.
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> shift)
  }

  /// The slot at which the search for a term of 4 bytes begins.
  private static func home(quad term: UInt32, shift: UInt64) -> Int {
    home(UInt64(term), shift: shift)
  }

  @inline(never)
  private mutating func insert(quad term: UInt32) -> UInt32 {
    let number = appendTerm(key: UInt64(term) << 32, length: 4)
    quads[place(ofQuad: term)] = QuadSlot(key: term, mark: number + 1)
    quadCount += 1
    // At most half full: a probe that misses the cache is dear.
    if quadCount * 2 > quads.count { growQuads() }
    return number
  }

  @inline(never)
  private mutating func insert(
    at index: Int, key: UInt64, length: Int, bytes: UnsafeRawBufferPointer?
  ) -> UInt32 {
    let number = appendTerm(key: key, length: length)
    if let bytes { arena.append(contentsOf: bytes) }
    slots[index] = Slot(key: key, length: UInt32(length), mark: number + 1)
    if (count - quadCount) * 3 > slots.count * 2 { grow() }
    return number
  }

  /// Numbers a new term, whose bytes, if long, come next in the arena.
  private mutating func appendTerm(key: UInt64, length: Int) -> UInt32 {
    let number = UInt32(count)
    count += 1
    keys.append(key)
    lengths.append(UInt32(length))
    arenaOffsets.append(arena.count)
    return number
  }

  private mutating func growQuads() {
    let old = quads
    quads = [QuadSlot](repeating: .empty, count: old.count * 2)
    for slot in old where slot.mark != 0 { quads[place(ofQuad: slot.key)] = slot }
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: .empty, count: old.count * 2)
    let shift = Self.shift(slots.count)
    let mask = slots.count - 1
    for slot in old where slot.mark != 0 {
      var index = Self.home(slot.key, shift: shift)
      while slots[index].mark != 0 { index = (index + 1) & mask }
      slots[index] = slot
    }
  }
}

/// A term by its first 8 bytes, as a number that orders as the bytes do.
private struct PrefixedTerm {
  var prefix: UInt64
  var number: UInt32

  /// Sorts by prefix and leaves equal ones in their order: a radix sort by 11 bits at a time, without
  /// the digits in which all agree (of a field of 4-byte terms three are left).
  static func sort(_ terms: inout [PrefixedTerm]) {
    guard let first = terms.first else { return }
    let varying = terms.reduce(0) { $0 | ($1.prefix ^ first.prefix) }
    var other = terms
    for shift in stride(from: 0, to: 64, by: 11) as StrideTo<UInt64>
    where varying &>> shift & 0x7FF != 0 {
      var places = [Int](repeating: 0, count: 0x800)
      for term in terms { places[Int(term.prefix &>> shift & 0x7FF)] += 1 }
      var sum = 0
      for digit in places.indices { (places[digit], sum) = (sum, sum + places[digit]) }
      for term in terms {
        let digit = Int(term.prefix &>> shift & 0x7FF)
        other[places[digit]] = term
        places[digit] += 1
      }
      swap(&terms, &other)
    }
  }
}
