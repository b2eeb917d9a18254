/// A document found by a ranked search.
package struct Hit: Equatable, Sendable {
  /// The segment's index in the snapshot.
  package let segment: Int
  package let document: DocID
  package let score: Float
  /// What orders hits of equal score: ascending.
  package let tieKey: TieKey
}

extension Hit {
  /// A document that was not ranked.
  package init(segment: Int, document: DocID) {
    self.init(segment: segment, document: document, score: 0, tieKey: TieKey(ascending: 0))
  }
}

/// The best documents seen so far: by score, best first, ties by their keys, then by address.
struct TopDocuments {
  /// A document's score, whole units, and in the low half all ones less the document's number in the snapshot. So
  /// a greater entry is better, but for ties between documents that have keys.
  private typealias Entry = UInt64

  /// What is known of a segment.
  private struct Segment {
    /// Documents in the segments before.
    let start: UInt32
    let tieKeys: TieKeys
  }

  private let capacity: Int
  private let segments: [Segment]
  private let hasTieKeys: Bool
  /// Up to ``heapLimit`` documents are a heap with the worst at the root. More are gathered in no order,
  /// at most twice the capacity, and when they are as many those that cannot be among the best go: a document
  /// then costs some nanoseconds instead of the depth of the heap, but the threshold rises late.
  private var entries: [Entry] = []
  private static let heapLimit = 64
  private var isHeap: Bool { capacity <= Self.heapLimit }
  /// A document with a score below this cannot enter; one that equals it may.
  private(set) var threshold: Float = 0

  /// - Precondition: the snapshot has fewer than 2^32 documents.
  init(capacity: Int, of search: RankedSearch) throws(IndexError) {
    self.capacity = capacity
    var segments: [Segment] = []
    var start: UInt32 = 0
    for segment in search.snapshot.segments {
      segments.append(Segment(start: start, tieKeys: try search.tieKeys(in: segment)))
      start += UInt32(segment.reader.documentCount)
    }
    self.segments = segments
    hasTieKeys = search.tieOrder != .address
    // A large result grows as documents come.
    entries.reserveCapacity(min(capacity, Self.heapLimit))
    if capacity == 0 { threshold = .infinity }
  }

  private init() {
    capacity = 0
    segments = []
    hasTieKeys = false
  }

  /// Gives these up to another owner, who can change them without a copy.
  mutating func take() -> TopDocuments {
    var taken = TopDocuments()
    swap(&taken, &self)
    return taken
  }

  /// Tries a document.
  mutating func insert(score: Float, segment: Int, document: DocID) {
    let entry =
      UInt64(UInt32(score)) << 32 | UInt64(~(segments[segment].start + document))
    if !isHeap {
      guard score >= threshold else { return }
      entries.append(entry)
      if entries.count - capacity == capacity { keepBest() }
    } else if entries.count < capacity {
      entries.append(entry)
      siftUp(entries.count - 1)
      if entries.count == capacity { threshold = Self.score(entries[0]) }
    } else if capacity > 0, isWorse(entries[0], than: entry) {
      entries[0] = entry
      siftDown()
      threshold = Self.score(entries[0])
    }
  }

  /// The documents, best first.
  consuming func hits(_ units: ScoreUnits) -> [Hit] {
    keepBest()
    sort()
    return entries.map { entry in
      let (segment, document) = address(entry)
      return Hit(
        segment: segment, document: document, score: Self.score(entry) / units.scale,
        tieKey: segments[segment].tieKeys.key(of: document, segment: segment))
    }
  }

  // MARK: Order

  private static func score(_ entry: Entry) -> Float {
    Float(entry >> 32)
  }

  private func address(_ entry: Entry) -> (segment: Int, document: DocID) {
    let number = ~UInt32(truncatingIfNeeded: entry)
    var segment = segments.count - 1
    while segments[segment].start > number { segment -= 1 }
    return (segment, number - segments[segment].start)
  }

  /// Whether an entry is to be thrown out before another.
  ///
  /// A total order, so that the result does not depend on which documents were tried.
  @inline(__always)
  private func isWorse(_ entry: Entry, than other: Entry) -> Bool {
    guard hasTieKeys, (entry ^ other) >> 32 == 0 else { return entry < other }
    return isWorseTie(entry, than: other)
  }

  @inline(never)
  private func isWorseTie(_ entry: Entry, than other: Entry) -> Bool {
    let (key, otherKey) = (tieKey(entry), tieKey(other))
    return key == otherKey ? entry < other : otherKey < key
  }

  private func tieKey(_ entry: Entry) -> TieKey {
    let (segment, document) = address(entry)
    return segments[segment].tieKeys.key(of: document, segment: segment)
  }

  /// Orders the entries, best first, and throws out those behind the capacity.
  private mutating func sort() {
    if entries.count > Self.heapLimit { sortByScore() } else { entries.sort(by: >) }
    var all: [Entry] = []
    swap(&all, &entries)
    all.withUnsafeMutableBufferPointer { entries in
      var start = 0
      while start < entries.count {
        var end = start + 1
        while end < entries.count, (entries[start] ^ entries[end]) >> 32 == 0 { end += 1 }
        if end - start > 1 {
          var ties = UnsafeMutableBufferPointer(rebasing: entries[start..<end])
          ties.sort { isWorse($1, than: $0) }
        }
        start = end
      }
    }
    entries = all
    entries.removeLast(max(0, entries.count - capacity))
  }

  /// Orders the entries by score, the greatest first: two passes of a radix sort (Knuth, The Art of Computer
  /// Programming 5.2.5).
  private mutating func sortByScore() {
    guard let greatest = entries.max().map({ $0 >> 32 }), let least = entries.min() else { return }
    let width = UInt64.bitWidth - (greatest - (least >> 32)).leadingZeroBitCount
    let digit = UInt64(width + 1) / 2
    let count = entries.count
    var sorted = entries
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << Int(digit)) { places in
      for shift in [0, digit] {
        func value(_ entry: Entry) -> Int {
          Int(truncatingIfNeeded: (greatest - (entry >> 32)) >> shift) & (places.count - 1)
        }
        places.initialize(repeating: 0)
        for entry in entries { places[value(entry)] += 1 }
        var place = 0
        for index in places.indices {
          (place, places[index]) = (place + places[index], place)
        }
        for index in 0..<count {
          let value = value(entries[index])
          sorted[places[value]] = entries[index]
          places[value] += 1
        }
        swap(&sorted, &entries)
      }
    }
  }

  private mutating func siftUp(_ start: Int) {
    let entry = entries[start]
    var child = start
    while child > 0 {
      let parent = (child - 1) / 2
      guard isWorse(entry, than: entries[parent]) else { break }
      entries[child] = entries[parent]
      child = parent
    }
    entries[child] = entry
  }

  private mutating func siftDown() {
    let entry = entries[0]
    var parent = 0
    var child = 1
    while child < entries.count {
      if child + 1 < entries.count, isWorse(entries[child + 1], than: entries[child]) { child += 1 }
      guard isWorse(entries[child], than: entry) else { break }
      entries[parent] = entries[child]
      parent = child
      child = 2 * parent + 1
    }
    entries[parent] = entry
  }

  /// Throws out entries that are not among the best ``capacity``, where there are more; some of these may stay.
  ///
  /// Counts the entries by stretches of scores, which takes no branch for each as selecting by comparison does,
  /// and keeps the stretches from the top that hold as many as are wanted.
  private mutating func keepBest() {
    guard entries.count > capacity, let greatest = entries.max() else { return }
    let stretches = 1024
    // No entry is below the threshold.
    let base = UInt64(threshold)
    let width = UInt64.bitWidth - ((greatest >> 32) - base).leadingZeroBitCount
    let shift = UInt64(max(0, width - stretches.trailingZeroBitCount))
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: stretches) { counts in
      counts.initialize(repeating: 0)
      for entry in entries { counts[Int(truncatingIfNeeded: ((entry >> 32) - base) >> shift)] += 1 }
      var stretch = stretches
      var kept = 0
      while kept < capacity {
        stretch -= 1
        kept += Int(counts[stretch])
      }
      threshold = Float(base + UInt64(stretch) << shift)
    }
    let least = UInt64(threshold) << 32
    var kept = 0
    for index in entries.indices {
      entries[kept] = entries[index]
      kept += entries[index] >= least ? 1 : 0
    }
    entries.removeLast(entries.count - kept)
    if kept > capacity + capacity / 2 {
      // Many of nearly the same score.
      sort()
      threshold = Self.score(entries[capacity - 1])
    }
  }
}
