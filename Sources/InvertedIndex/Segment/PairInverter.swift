/// The tokens of a field whose terms are pairs of adjacent units, inverted when asked.
///
/// A token is a unit of 16 bits with the next one, or with 0 behind a document's last; its term is
/// their four bytes, the most significant first. While documents come in, a token costs the copying of
/// two bytes. Inversion distributes the tokens by their first unit, as many first units at a time as
/// ``sliceLength`` allows, and sorts those of one first unit, which mostly fit into a cache, by the
/// second: no token needs a hash probe, and the terms come out in order. Memory: 2 bytes a token, and
/// while inverting 8 bytes for each of a slice.
struct PairInverter {
  /// The documents' units, in chunks of whole documents: growing one array would touch twice the memory.
  private var chunks: [[UInt16]] = [[]]
  /// Units in all chunks but the last.
  private var fullCount = 0
  /// A chunk is full when it has so many units; its last document may add more. The first one grows.
  private static let (firstLength, chunkLength) = (1 << 19, 1 << 21)
  /// Tokens that are distributed at a time; more only where a single first unit has more.
  private let sliceLength: Int

  init(sliceLength: Int = 1 << 22) {
    self.sliceLength = sliceLength
  }

  /// Tokens so far.
  var count: Int { fullCount + chunks[chunks.count - 1].count }

  /// Bytes of memory held.
  var memory: Int { (fullCount + chunks[chunks.count - 1].capacity) * 2 }

  /// Adds the next units of the current document.
  mutating func append(_ units: Span<UInt16>) {
    chunks[chunks.count - 1].append(addingCapacity: units.count) { chunk in
      for index in units.indices { chunk.append(units[index]) }
    }
  }

  mutating func endDocument() {
    let last = chunks.count - 1
    guard chunks[last].count >= (last == 0 ? Self.firstLength : Self.chunkLength) else { return }
    fullCount += chunks[last].count
    chunks.append([UInt16](hugePageCapacity: Self.chunkLength * 5 / 4))
  }

  /// Calls `body` with each term, ascending, and the indices of its tokens, ascending.
  ///
  /// - Parameter starts: the index of each document's first token, and their number.
  func forEachTerm(
    starts: Span<UInt32>, _ body: (UInt32, Span<UInt32>) throws(IndexError) -> Void
  ) throws(IndexError) {
    var ends = [UInt32](repeating: 0, count: 1 << 16)
    for chunk in chunks {
      for unit in chunk { ends[Int(unit)] &+= 1 }
    }
    var entries: [UInt64] = []
    var group = PairGroup()
    var first = 0
    while first < ends.count {
      // The first units from `first` until `end` are the slice; counts become places.
      var end = first
      var length = 0
      while end < ends.count, length == 0 || length + Int(ends[end]) <= sliceLength {
        let count = Int(ends[end])
        ends[end] = UInt32(length)
        length += count
        end += 1
      }
      distribute(first..<end, starts: starts, places: &ends, count: length, to: &entries)
      var start = 0
      for unit in first..<end where Int(ends[unit]) > start {
        let stop = Int(ends[unit])
        group.sort(entries.span.extracting(start..<stop))
        try group.forEachSecond { (second, indices) throws(IndexError) in
          try body(UInt32(unit) << 16 | UInt32(second), indices)
        }
        start = stop
      }
      first = end
    }
  }

  /// Replaces `entries` by the `count` tokens whose first unit is in `slice`, by first unit and then by
  /// index; an entry is the second unit and, in the low half, the index.
  ///
  /// - Parameter places: where the next token of each first unit goes; in the end, where they end.
  private func distribute(
    _ slice: Range<Int>, starts: Span<UInt32>, places: inout [UInt32], count: Int,
    to entries: inout [UInt64]
  ) {
    if entries.count < count {
      entries = []
      entries = [UInt64](hugePageCount: count)
    }
    let (least, span) = (slice.lowerBound, UInt(slice.count))
    var index = 0
    var document = 0
    entries.withUnsafeMutableBufferPointer { entries in
      places.withUnsafeMutableBufferPointer { places in
        for chunk in chunks {
          chunk.withUnsafeBufferPointer { units in
            let base = index
            while index < base + units.count {
              // A chunk holds whole documents.
              let end = Int(starts[document + 1])
              document += 1
              precondition(end - base <= units.count)
              while index < end {
                // SAFETY: the index lies within the chunk. All units are below the count of places, and
                // there are as many entries as units of the slice were counted.
                let unit = Int(units[index &- base])
                if UInt(bitPattern: unit &- least) < span {
                  let next = index &+ 1
                  let second = next < end ? UInt64(units[next &- base]) : 0
                  entries[Int(places[unit])] =
                    second &<< 32 | UInt64(UInt32(truncatingIfNeeded: index))
                  places[unit] &+= 1
                }
                index &+= 1
              }
            }
          }
        }
      }
    }
  }
}

/// The tokens of one first unit, sorted by their second.
private struct PairGroup {
  /// Where the next index of each second unit goes; all 0 between two sorts.
  private var places = [UInt32](repeating: 0, count: 1 << 16)
  private var found = UnitSet()
  /// Ascending.
  private var seconds: [UInt16] = []
  private var indices: [UInt32] = []
  /// For each of ``seconds``, where its indices end.
  private var ends: [UInt32] = []

  /// Takes the tokens of `entries`, see ``PairInverter/distribute``, in place of those before: a
  /// counting sort.
  mutating func sort(_ entries: Span<UInt64>) {
    Self.sort(
      entries, places: &places, found: &found, seconds: &seconds, indices: &indices, ends: &ends)
  }

  private static func sort(
    _ entries: Span<UInt64>, places: inout [UInt32], found: inout UnitSet,
    seconds: inout [UInt16], indices: inout [UInt32], ends: inout [UInt32]
  ) {
    if indices.count < entries.count { indices = [UInt32](repeating: 0, count: entries.count) }
    places.withUnsafeMutableBufferPointer { places in
      indices.withUnsafeMutableBufferPointer { indices in
        entries.withUnsafeBufferPointer { entries in
          // SAFETY: there is a place for every unit, and there are as many indices as entries, which the
          // counts add up to.
          for entry in entries {
            let second = Int(truncatingIfNeeded: entry &>> 32)
            if places[second] == 0 { found.insert(UInt16(truncatingIfNeeded: second)) }
            places[second] &+= 1
          }
          found.removeAll(to: &seconds)
          var sum: UInt32 = 0
          for second in seconds {
            let count = places[Int(second)]
            places[Int(second)] = sum
            sum &+= count
          }
          for entry in entries {
            let second = Int(truncatingIfNeeded: entry &>> 32)
            indices[Int(places[second])] = UInt32(truncatingIfNeeded: entry)
            places[second] &+= 1
          }
        }
      }
      ends.removeAll(keepingCapacity: true)
      for second in seconds {
        ends.append(places[Int(second)])
        places[Int(second)] = 0
      }
    }
  }

  /// Calls `body` with each second unit, ascending, and the indices of its tokens, ascending.
  func forEachSecond(
    _ body: (UInt16, Span<UInt32>) throws(IndexError) -> Void
  ) throws(IndexError) {
    var start = 0
    for (number, second) in seconds.enumerated() {
      let end = Int(ends[number])
      try body(second, indices.span.extracting(start..<end))
      start = end
    }
  }
}

/// A set of units, as bits, and of the words of bits that are not 0: given out in order faster than a list
/// is sorted.
private struct UnitSet {
  private var words = [1024 of UInt64](repeating: 0)
  private var nonzeroWords = [16 of UInt64](repeating: 0)

  mutating func insert(_ unit: UInt16) {
    let word = Int(unit &>> 6)
    words[word] |= 1 &<< UInt64(unit & 63)
    nonzeroWords[word &>> 6] |= 1 &<< UInt64(word & 63)
  }

  /// Replaces the contents of `units` by the set's, ascending.
  mutating func removeAll(to units: inout [UInt16]) {
    units.removeAll(keepingCapacity: true)
    for index in nonzeroWords.indices {
      while nonzeroWords[index] != 0 {
        let word = index &* 64 &+ nonzeroWords[index].trailingZeroBitCount
        nonzeroWords[index] &= nonzeroWords[index] &- 1
        while words[word] != 0 {
          units.append(UInt16(truncatingIfNeeded: word &* 64 &+ words[word].trailingZeroBitCount))
          words[word] &= words[word] &- 1
        }
      }
    }
  }
}
