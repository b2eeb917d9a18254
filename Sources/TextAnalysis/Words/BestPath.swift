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

  /// For every place of the run, the length of the last word on the cheapest way to it; after
  /// ``wordLengths(count:)`` that of the word that starts there.
  private var lengths: [UInt8] = []

  /// Begins a run of `count` units. Inlined, for most runs are so short that moving the walk would show.
  @inline(always)
  @_lifetime(&self)
  mutating func begin(count: Int) -> Walk {
    if lengths.count <= count { lengths = [UInt8](repeating: 0, count: 2 * count + 64) }
    return Walk(lengths: lengths.mutableSpan)
  }

  /// The lengths of the words of the run of `count` units, all of whose places were settled: each at the
  /// place where the word starts, the first at 0. What stands elsewhere means nothing. To be asked once.
  @_lifetime(&self)
  mutating func wordLengths(count: Int) -> Span<UInt8> {
    // From the end, let each word's length stand at its start instead of its end.
    var lengths = self.lengths.mutableSpan
    var end = count
    var length = lengths[end]
    while end > 0 {
      end -= Int(length)
      (length, lengths[end]) = (lengths[end], length)
    }
    return self.lengths.span
  }

  /// Appends the words of the run of `count` units, all of whose places were settled, and which starts
  /// at `start` of the text, ascending. To be called once, instead of ``wordLengths(count:)``.
  mutating func appendWords(from start: Int32, count: Int, to words: inout [Range<Int32>]) {
    let lengths = wordLengths(count: count)
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

    /// The steps to the next two places by the words of one and of two units that start just before them.
    /// Most words are of these: kept out of ``steps``, they need not wait for its stores.
    private var single: UInt64
    private var pair = UInt64.max
    private var laterPair = UInt64.max

    /// A walk at the first place of a run, with room for the lengths at all its places.
    @inline(always)
    @_lifetime(copy lengths)
    fileprivate init(lengths: consuming MutableSpan<UInt8>) {
      self.lengths = lengths
      single = Self.step(cost: BestPath.origin, length: 0)
    }

    /// Settles `place`, to which no further step may be offered, and returns the cost of the way to it.
    @inline(always)
    mutating func settle(_ place: Int) -> UInt64 {
      let step = min(steps[place & 31], min(single, pair))
      steps[place & 31] = .max
      single = .max
      pair = laterPair
      laterPair = .max
      lengths[place] = UInt8(truncatingIfNeeded: 31 &- (step & 31))
      return step >> 5
    }

    /// Offers the unit at the place settled last as a word, with which the way costs `cost`.
    @inline(always)
    mutating func offerSingle(cost: UInt64) { single = Self.step(cost: cost, length: 1) }

    /// Offers the two units from the place settled last on as a word, with which the way costs `cost`;
    /// none if the word's own cost is 0. Without a branch, which could not be foreseen.
    @inline(always)
    mutating func offerPair(cost: UInt64, wordCost: UInt64) {
      let none = 0 &- ((wordCost &- 1) &>> 63)
      laterPair = Self.step(cost: cost, length: 2) | none
    }

    /// Offers a word of 1–31 units from `place` on, with which the way costs `cost`.
    @inline(always)
    mutating func offer(from place: Int, length: Int, cost: UInt64) {
      let index = (place &+ length) & 31
      steps[index] = min(steps[index], Self.step(cost: cost, length: length))
    }

    @inline(always)
    private static func step(cost: UInt64, length: Int) -> UInt64 {
      cost &<< 5 | UInt64(truncatingIfNeeded: 31 &- length)
    }
  }
}
