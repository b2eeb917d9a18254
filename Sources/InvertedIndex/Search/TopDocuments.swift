/// A document found by a ranked search.
package struct Hit: Equatable, Sendable {
  /// The segment's index in the snapshot.
  package let segment: Int
  package let document: DocID
  package let score: Float
  /// What orders hits of equal score: ascending.
  package let tieKey: UInt64
}

/// The best documents seen so far: by score, best first, ties by ascending key, then by address.
struct TopDocuments {
  private struct Entry {
    /// Whole units.
    var score: Float
    var tieKey: UInt64
    var segment: Int
    var document: DocID

    /// Whether this entry is to be thrown out before `other`.
    ///
    /// A total order, so that the result does not depend on which documents were tried.
    func isWorse(than other: Entry) -> Bool {
      guard score == other.score else { return score < other.score }
      guard tieKey == other.tieKey else { return tieKey > other.tieKey }
      return (segment, document) > (other.segment, other.document)
    }
  }

  private let capacity: Int
  /// A heap with the worst entry at the root.
  private var heap: [Entry] = []

  init(capacity: Int) {
    self.capacity = capacity
  }

  /// A document with a score below this cannot enter; one that equals it may.
  var threshold: Float {
    heap.count < capacity ? 0 : (heap.first?.score ?? .infinity)
  }

  /// Tries a document.
  ///
  /// - Parameter tieKeys: for each document of the segment what orders documents of equal score, as an
  ///   unsigned number; nil to order them by segment and document.
  mutating func insert(
    score: Float, segment: Int, document: DocID, tieKeys: UnsafeBufferPointer<Int64>?
  ) {
    let tieKey =
      tieKeys.map { UInt64(bitPattern: $0[Int(document)]) }
      ?? UInt64(segment) << 32 | UInt64(document)
    let entry = Entry(score: score, tieKey: tieKey, segment: segment, document: document)
    if heap.count < capacity {
      heap.append(entry)
      siftUp(heap.count - 1)
    } else if capacity > 0, heap[0].isWorse(than: entry) {
      heap[0] = entry
      siftDown()
    }
  }

  /// The documents, best first.
  func hits(_ units: ScoreUnits) -> [Hit] {
    heap.sorted { $1.isWorse(than: $0) }.map {
      Hit(
        segment: $0.segment, document: $0.document, score: $0.score / units.scale,
        tieKey: $0.tieKey)
    }
  }

  private mutating func siftUp(_ start: Int) {
    var child = start
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].isWorse(than: heap[parent]) else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  private mutating func siftDown() {
    var parent = 0
    while true {
      var worst = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && heap[child].isWorse(than: heap[worst]) { worst = child }
      guard worst != parent else { return }
      heap.swapAt(parent, worst)
      parent = worst
    }
  }
}
