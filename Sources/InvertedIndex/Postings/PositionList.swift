/// Ascending positions of one document, in memory that is kept for the next.
struct PositionList: ~Copyable {
  /// How many stand behind the positions at least: lists are compared four at a time.
  private static let padding = 3

  private(set) var count = 0
  private var capacity = 64
  private var positions = UnsafeMutablePointer<UInt32>.allocate(capacity: 64)

  deinit { positions.deallocate() }

  /// The last of at least one.
  var last: UInt32 { self[count - 1] }

  subscript(index: Int) -> UInt32 {
    precondition(0..<count ~= index)
    return positions[index]
  }

  /// Replaces the positions with those that `body`, given room for `capacity`, returns the number of.
  @inline(__always)
  mutating func replace(
    capacity: Int, _ body: (UnsafeMutablePointer<UInt32>) throws(IndexError) -> Int
  ) throws(IndexError) {
    if capacity + Self.padding > self.capacity { grow(to: 2 * (capacity + Self.padding)) }
    count = try body(positions)
  }

  @inline(never)
  private mutating func grow(to capacity: Int) {
    positions.deallocate()
    positions = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  /// Removes the positions below `least`.
  mutating func removePrefix(below least: UInt32) {
    var removed = 0
    while removed < count, positions[removed] < least { removed &+= 1 }
    guard removed > 0 else { return }
    count &-= removed
    positions.update(from: positions + removed, count: count)
  }

  /// Leaves no position that is less than `distance` behind the one before that stays.
  mutating func removeOverlaps(_ distance: Int) {
    guard distance > 1 else { return }
    var kept = 0
    var next = 0
    for index in 0..<count where Int(positions[index]) >= next {
      next = Int(positions[index]) + distance
      positions[kept] = positions[index]
      kept += 1
    }
    count = kept
  }

  /// Leaves the positions that `other` has, too. Neither list may be empty.
  ///
  /// Four of one are compared with four of the other at once. Which of them to go on from takes no
  /// branch, for none could be foreseen (Schlegel et al., “Fast sorted-set intersection using SIMD
  /// instructions”, 2011).
  ///
  /// - Parameter needsAll: else those of the first four that have any are enough.
  mutating func formIntersection(_ other: borrowing PositionList, needsAll: Bool) {
    let (own, others) = (positions, other.positions)
    let (count, otherCount) = (count, other.count)
    // SAFETY: there is room for so many behind the positions of either. No position is so great, so that
    // what stands there equals nothing.
    for place in 0..<Self.padding {
      own[count &+ place] = .max
      others[otherCount &+ place] = .max - 1
    }
    let (ownBytes, otherBytes) = (UnsafeRawPointer(own), UnsafeRawPointer(others))
    var kept = 0
    var next = 0
    var otherNext = 0
    while next < count, otherNext < otherCount {
      let four = ownBytes.loadUnaligned(fromByteOffset: next &* 4, as: SIMD4<UInt32>.self)
      let their = otherBytes.loadUnaligned(fromByteOffset: otherNext &* 4, as: SIMD4<UInt32>.self)
      let (end, otherEnd) = (own[next &+ 3], others[otherNext &+ 3])
      let isAmong =
        (four .== their) .| (four .== SIMD4(their[1], their[2], their[3], their[0]))
        .| (four .== SIMD4(their[2], their[3], their[0], their[1]))
        .| (four .== SIMD4(their[3], their[0], their[1], their[2]))
      let marks = SIMD4<UInt32>.zero.replacing(with: .init(repeating: .max), where: isAmong)
      let halves = unsafeBitCast(marks, to: SIMD2<UInt64>.self)
      if halves[0] | halves[1] != 0 {
        // What is written stands before what is still to be compared, or in its place: a number that
        // replaces others of its four is below all that the four will be compared with.
        for lane in 0..<4 where marks[lane] != 0 {
          own[kept] = four[lane]
          kept &+= 1
        }
        if !needsAll { break }
      }
      next &+= end <= otherEnd ? 4 : 0
      otherNext &+= otherEnd <= end ? 4 : 0
    }
    self.count = kept
  }
}
