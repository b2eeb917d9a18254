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
  /// A chunk is full when it has so many units; its last document may add more.
  private static let chunkLength = 1 << 19
  /// Tokens that are distributed at a time; more only where a single first unit has more.
  private let sliceLength: Int

  init(sliceLength: Int = 1 << 21) {
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
    guard chunks[last].count >= Self.chunkLength else { return }
    fullCount += chunks[last].count
    var next: [UInt16] = []
    next.reserveCapacity(Self.chunkLength * 5 / 4)
    chunks.append(next)
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
    if entries.count < count { entries = [UInt64](repeating: 0, count: count) }
    var entries = entries.mutableSpan
    var places = places.mutableSpan
    let (least, span) = (slice.lowerBound, slice.count)
    var index: UInt32 = 0
    var document = 0
    for chunk in chunks {
      let units = chunk.span
      let base = Int(index)
      let chunkEnd = base + units.count
      while Int(index) < chunkEnd {
        let documentEnd = min(Int(starts[document &+ 1]), chunkEnd)
        document &+= 1
        var place = Int(index) &- base
        let end = documentEnd &- base
        while place < end {
          let unit = Int(units[place])
          let next = place &+ 1
          if UInt(bitPattern: unit &- least) < UInt(span) {
            let second = next < end ? UInt64(units[next]) : 0
            entries[Int(places[unit])] = second &<< 32 | UInt64(index)
            places[unit] &+= 1
          }
          index &+= 1
          place = next
        }
      }
    }
  }
}

/// The tokens of one first unit, sorted by their second.
private struct PairGroup {
  /// Where the next index of each second unit goes; all 0 between two sorts.
  private var places = [UInt32](repeating: 0, count: 1 << 16)
  private var seconds: [UInt16] = []
  private var indices: [UInt32] = []
  /// For each of ``seconds``, where its indices end.
  private var ends: [UInt32] = []

  /// Takes the tokens of `entries`, see ``PairInverter/distribute``, in place of those before: a
  /// counting sort.
  mutating func sort(_ entries: Span<UInt64>) {
    Self.sort(entries, places: &places, seconds: &seconds, indices: &indices, ends: &ends)
  }

  private static func sort(
    _ entries: Span<UInt64>, places: inout [UInt32], seconds: inout [UInt16],
    indices: inout [UInt32], ends: inout [UInt32]
  ) {
    seconds.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    var places = places.mutableSpan
    for entry in entries.indices {
      let second = Int(truncatingIfNeeded: entries[entry] &>> 32)
      if places[second] == 0 { seconds.append(UInt16(truncatingIfNeeded: second)) }
      places[second] &+= 1
    }
    seconds.sort()
    var sum: UInt32 = 0
    for second in seconds {
      let count = places[Int(second)]
      places[Int(second)] = sum
      sum &+= count
    }
    if indices.count < entries.count { indices = [UInt32](repeating: 0, count: entries.count) }
    var indices = indices.mutableSpan
    for entry in entries.indices {
      let second = Int(truncatingIfNeeded: entries[entry] &>> 32)
      indices[Int(places[second])] = UInt32(truncatingIfNeeded: entries[entry])
      places[second] &+= 1
    }
    for second in seconds {
      ends.append(places[Int(second)])
      places[Int(second)] = 0
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
