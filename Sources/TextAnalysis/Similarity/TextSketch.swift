/// What two texts share, told without reading either: 128 bits of each, of which the more agree the more of
/// the runs of four characters that stand in either text stand in both.
///
/// Every distinct run is hashed into one of 128 bins, each bin keeps the smallest of its hashes, and of that
/// one bit. One-permutation hashing: Li, Owen and Zhang, 2012; a bin that nothing fell into takes the smallest
/// hash of another, the same for every text: Shrivastava, 2017; one bit of each: Li and König, 2010.
package struct TextSketch: Equatable, Sendable {
  package let low: UInt64
  package let high: UInt64

  package init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// The sketch of a folded text. Cost: some nanoseconds a character; no memory beyond a kilobyte.
  package init(of units: Span<UInt16>) {
    var smallest = Bins(repeating: .max)
    var run: UInt64 = 0
    // A shorter text is one run.
    let firstEnd = min(units.count, Self.runLength)
    for index in 0..<firstEnd { run = run << 16 | UInt64(units[index]) }
    if firstEnd > 0 { Self.add(run, to: &smallest) }
    for index in firstEnd..<units.count {
      run = run << 16 | UInt64(units[index])
      Self.add(run, to: &smallest)
    }
    var words: [UInt64] = [0, 0]
    if !units.isEmpty {
      for bin in smallest.indices {
        // Bins that take the same hash take different bits of it, none of the high ones: those of the smallest
        // are mostly zeros.
        let bit = smallest[Self.filledBin(for: bin, smallest)] >> UInt64(7 + bin % 32) & 1
        words[bin / 64] |= bit << UInt64(bin % 64)
      }
    }
    (low, high) = (words[0], words[1])
  }

  /// An estimate of the runs of four characters that both texts have, as a share of those that either has
  /// (Jaccard): up to 1, about 0 and perhaps below for texts that have nothing in common. Its standard deviation
  /// is 0.08 for texts that share half of their runs and 0.04 for those that share nine tenths, and more where a
  /// text has fewer than some hundred runs.
  package func similarity(to other: TextSketch) -> Double {
    let differing = (low ^ other.low).nonzeroBitCount + (high ^ other.high).nonzeroBitCount
    // Bits of different hashes agree half of the time.
    return 1 - 2 * Double(differing) / Double(Self.binCount)
  }

  private typealias Bins = [128 of UInt64]
  private static let binCount = Bins.count
  /// UTF-16 units: as many as fit a number.
  private static let runLength = 4

  private static func add(_ run: UInt64, to smallest: inout Bins) {
    let hash = hash(run)
    let bin = Int(truncatingIfNeeded: hash >> 57)
    // Without the bits that number the bin, so that it never equals that of an empty bin.
    if hash << 7 < smallest[bin] { smallest[bin] = hash << 7 }
  }

  /// The first bin that something fell into, of one and those that are tried after it.
  private static func filledBin(for bin: Int, _ smallest: borrowing Bins) -> Int {
    var filled = bin
    var attempt: UInt64 = 0
    while smallest[filled] == .max {
      attempt += 1
      filled = Int(truncatingIfNeeded: hash(attempt << 7 | UInt64(bin)) >> 57)
    }
    return filled
  }

  /// SplitMix64 (Steele, Lea and Flood, 2014).
  private static func hash(_ value: UInt64) -> UInt64 {
    var hash = value &+ 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
    return hash ^ hash >> 31
  }
}
