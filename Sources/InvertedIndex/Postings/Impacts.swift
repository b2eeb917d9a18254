/// The best (term frequency, document length) pairs of a set of postings.
///
/// A pair is kept when no other has both a frequency at least as large and a length at most as
/// large; so for every similarity that grows with the frequency and falls with the length, the best
/// score of the set is the best over these pairs, whatever the parameters and the average length
/// (Lucene calls them competitive impacts). On disk there are four; see ``reduced``.
struct Impacts: Sendable {
  static let capacity = 4
  /// Bytes on disk: four pairs of frequency and length code; unused pairs repeat the last.
  static let encodedSize = 8
  /// A stored frequency that stands for itself and everything larger.
  static let saturated: UInt8 = .max

  /// Ascending in frequency and in length code; at least one, once built.
  private(set) var pairs: [(frequency: UInt8, length: UInt8)] = []

  /// Gathers the pairs of postings; `smallest[f]` is the least length code at frequency `f`.
  struct Builder {
    private var smallest = [UInt16](repeating: .max, count: 256)
    private var largest = 0

    /// Adds a posting.
    mutating func add(frequency: UInt32, lengthCode: UInt8) {
      let frequency = Int(min(frequency, UInt32(Impacts.saturated)))
      if UInt16(lengthCode) < smallest[frequency] { smallest[frequency] = UInt16(lengthCode) }
      largest = max(largest, frequency)
    }

    /// Adds all postings of which `impacts` has the best.
    mutating func add(_ impacts: Impacts) {
      for pair in impacts.pairs { add(frequency: UInt32(pair.frequency), lengthCode: pair.length) }
    }

    /// The impacts of all postings since the last call, of which there is at least one.
    mutating func take() -> Impacts {
      var impacts = Impacts()
      var bound = UInt16.max
      for frequency in stride(from: largest, through: 1, by: -1) where smallest[frequency] < bound {
        bound = smallest[frequency]
        impacts.pairs.append((UInt8(frequency), UInt8(bound)))
      }
      for frequency in 0...largest { smallest[frequency] = .max }
      largest = 0
      impacts.pairs.reverse()
      return impacts
    }
  }

  /// At most ``capacity`` pairs that bound the same postings: neighbours are joined into their upper
  /// corner.
  var reduced: Impacts {
    var reduced = self
    while reduced.pairs.count > Self.capacity { reduced.joinNearest() }
    return reduced
  }

  /// Joins the two neighbours whose upper corner is nearest, in relative terms, to both.
  private mutating func joinNearest() {
    var best = 0
    var bestCost = Int.max
    for index in 0..<pairs.count - 1 {
      let (low, high) = (pairs[index], pairs[index + 1])
      // Eight length codes double a length; 64ths of the frequency are weighed against them.
      let cost =
        Int(high.frequency - low.frequency) * 64 / Int(high.frequency)
        + Int(high.length - low.length) * 8
      if cost < bestCost { (best, bestCost) = (index, cost) }
    }
    pairs[best].frequency = pairs[best + 1].frequency
    pairs.remove(at: best + 1)
  }

  /// Appends ``encodedSize`` bytes; there must be 1 to ``capacity`` pairs.
  func append(to output: inout [UInt8]) {
    for index in 0..<Self.capacity {
      let pair = pairs[min(index, pairs.count - 1)]
      output.append(pair.frequency)
      output.append(pair.length)
    }
  }
}
