/// The best (term frequency, document length) pairs of a set of postings.
///
/// A pair is kept when no other has both a frequency at least as large and a length at most as
/// large; so for every similarity that grows with the frequency and falls with the length, the best
/// score of the set is the best over these pairs, whatever the parameters and the average length
/// (Lucene calls them competitive impacts). More than four are reduced by joining neighbours into
/// their upper corner, which keeps the bound valid.
struct Impacts: Equatable {
  static let capacity = 4
  /// Bytes on disk: four pairs of frequency and length code; unused pairs repeat the last.
  static let encodedSize = 8
  /// A stored frequency that stands for itself and everything larger.
  static let saturated: UInt8 = .max

  /// Ascending in frequency and in length code; 1 to 4 pairs.
  private(set) var pairs: [(frequency: UInt8, length: UInt8)] = []

  static func == (a: Impacts, b: Impacts) -> Bool {
    a.pairs.elementsEqual(b.pairs) { $0 == $1 }
  }

  /// Gathers the pairs of postings; `smallest[f]` is the least length code at frequency `f`.
  struct Builder {
    private var smallest = [UInt16](repeating: .max, count: 256)
    private var largest = 0

    mutating func add(frequency: UInt32, length: UInt32) {
      let frequency = Int(min(frequency, UInt32(Impacts.saturated)))
      let code = UInt16(LengthCode.encode(length))
      if code < smallest[frequency] { smallest[frequency] = code }
      largest = max(largest, frequency)
    }

    /// The impacts of all postings since the last call.
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
      impacts.reduce()
      return impacts
    }
  }

  private mutating func reduce() {
    while pairs.count > Self.capacity {
      // Join the neighbours whose upper corner is nearest, in relative terms, to both.
      var best = 0
      var bestCost = Int.max
      for index in 0..<pairs.count - 1 {
        let (low, high) = (pairs[index], pairs[index + 1])
        let cost =
          Int(high.frequency - low.frequency) * 64 / Int(high.frequency)
          + Int(high.length - low.length) * 8
        if cost < bestCost { (best, bestCost) = (index, cost) }
      }
      pairs[best] = (pairs[best + 1].frequency, pairs[best].length)
      pairs.remove(at: best + 1)
    }
  }

  func append(to output: inout [UInt8]) {
    for index in 0..<Self.capacity {
      let pair = pairs[min(index, pairs.count - 1)]
      output.append(pair.frequency)
      output.append(pair.length)
    }
  }
}
