/// The cheapest way to cut a run of characters into words, found from its start to its end (the
/// dynamic programme of ICU's `CjkBreakEngine`).
///
/// A search begins a walk and goes through the places of the run and its end in ascending order: at each
/// it settles the place and then offers the words that start there, one of a single character among
/// them.
struct BestPath {
  /// Longest word, in units: ICU matches no longer ones.
  static let maximumLength = 20

  /// The cost of a character that is not a word of the dictionary, as a word of its own.
  static let unknownCost: UInt64 = 255

  /// The cost of the way to the start of a run. Ways get cheaper than this by hard words, in a run of
  /// fewer than 2³¹ units never by more.
  static let origin: UInt64 = 1 << 46

  /// How much a hard word of one unit is cheaper than nothing.
  ///
  /// A path without a hard word that overlaps no other hard one cannot be the cheapest: with it, two
  /// words at most are cut up, which costs less than 2 · 19 · 255.
  static let hardReward: UInt64 = 1 << 14

  /// For every place of the run, the length of the last word on the cheapest way to it.
  private var lengths: [UInt8] = []

  /// Begins a run of `count` units.
  @_lifetime(&self)
  mutating func begin(count: Int) -> Walk {
    if lengths.count <= count { lengths = [UInt8](repeating: 0, count: 2 * count + 64) }
    return Walk(lengths: lengths.mutableSpan)
  }

  /// Appends the words of the run of `count` units, all of whose places were settled, and which starts
  /// at `start` of the text, ascending.
  mutating func appendWords(from start: Int32, count: Int, to words: inout [Range<Int32>]) {
    // From the end, let each word's length stand at its start instead of its end.
    var lengths = self.lengths.mutableSpan
    var end = count
    var length = lengths[end]
    while end > 0 {
      end -= Int(length)
      (length, lengths[end]) = (lengths[end], length)
    }
    var place = 0
    while place < count {
      let next = place + Int(lengths[place])
      words.append(start + Int32(place)..<start + Int32(next))
      place = next
    }
  }
}

extension BestPath {
  /// A way through a run that is being found.
  ///
  /// A step is the cost of the way to a place in the bits from 5 upwards and, in the low 5, 31 minus the
  /// length of its last word. So the smaller of two is the cheaper one and, of equally cheap ones, that
  /// with the longer last word: the one that ICU, which takes the earliest, finds. Costs below 2¹⁶ of fewer than
  /// 2³¹ units above the origin cannot overflow 59 bits.
  struct Walk: ~Copyable, ~Escapable {
    private var lengths: MutableSpan<UInt8>

    /// The best steps known to the next 31 places, by the low 5 bits of the place.
    private var steps = [32 of UInt64](repeating: .max)

    /// A walk at the first place of a run, with room for the lengths at all its places.
    @_lifetime(copy lengths)
    fileprivate init(lengths: consuming MutableSpan<UInt8>) {
      self.lengths = lengths
      steps[0] = Self.step(cost: BestPath.origin, length: 0)
    }

    /// Settles `place`, to which no further step may be offered, and returns the cost of the way to it.
    @inline(always)
    mutating func settle(_ place: Int) -> UInt64 {
      let step = steps[place & 31]
      steps[place & 31] = .max
      lengths[place] = UInt8(truncatingIfNeeded: 31 &- (step & 31))
      return step >> 5
    }

    /// Offers a word of 1–31 units from `place` on, with which the way costs `cost`; none if not
    /// `isWord`.
    @inline(always)
    mutating func offer(from place: Int, length: Int, cost: UInt64, isWord: Bool = true) {
      let index = (place &+ length) & 31
      steps[index] = min(steps[index], isWord ? Self.step(cost: cost, length: length) : .max)
    }

    private static func step(cost: UInt64, length: Int) -> UInt64 {
      cost &<< 5 | UInt64(truncatingIfNeeded: 31 &- length)
    }
  }
}
