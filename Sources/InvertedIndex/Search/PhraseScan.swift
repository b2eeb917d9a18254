/// Finds the documents of one segment in which a phrase stands, a block of its rarest term at a time.
///
/// The block's documents are looked up in the lists of the other terms, the rarest first; positions are
/// compared only where all terms stand, those of the terms that stand there the least often first, and
/// only while the phrase may still count.
/// Some kilobytes for each term: never copied.
struct PhraseScan: ~Copyable {
  /// A term of the phrase.
  private struct Member {
    var cursor: PostingsCursor
    private var positions: PositionsReader
    /// What makes its position one of the phrase: places it stands before the phrase's last.
    private let shift: UInt32
    /// The ordinals in its list of the leader's documents, at their places in the leader's block.
    private var ordinals: [128 of UInt32] = .init(repeating: 0)

    init(_ entry: TermEntry, shift: Int, field: Int, reader: SegmentReader) throws(IndexError) {
      cursor = try reader.cursor(entry, field: field)
      positions = try PositionsReader(cursor)
      self.shift = UInt32(shift)
    }

    // All that works on a member is here: read from outside, it would be copied as a whole.

    /// Takes the current block of the list, which leads, as candidates.
    mutating func take(into candidates: inout ConjunctionCandidates) throws(IndexError) {
      let first = UInt32(truncatingIfNeeded: cursor.ordinal)
      try cursor.takeBlock(into: &candidates, withFrequencies: false)
      // SAFETY: a block has at most 128 documents.
      for place in 0..<candidates.count {
        candidates.origins[unchecked: place] = UInt8(truncatingIfNeeded: place)
        ordinals[unchecked: place] = first &+ UInt32(truncatingIfNeeded: place)
      }
    }

    /// Leaves the candidates that the list contains, and notes where.
    mutating func look(up candidates: inout ConjunctionCandidates) throws(IndexError) {
      try cursor.intersect(&candidates, ordinals: &ordinals)
    }

    /// Moves to a document; false when the list does not contain it.
    mutating func seek(_ document: DocID) throws(IndexError) -> Bool {
      try cursor.seek(document)
      ordinals[0] = UInt32(truncatingIfNeeded: cursor.ordinal)
      return cursor.doc == document
    }

    /// The frequency in the document at `origin` in the leader's block.
    mutating func frequency(at origin: Int) throws(IndexError) -> Int {
      try positions.seek(Int(withStorage(of: &ordinals) { $0[origin] }))
    }

    /// Replaces `list` with the positions, shifted, in the document last asked about.
    mutating func read(
      into list: inout PositionList, upTo limit: UInt32 = .max
    ) throws(IndexError) {
      try positions.read(into: &list, shift: shift, upTo: limit)
    }
  }

  private let live: DocumentSet?
  private let minimumDistance: Int
  /// By ascending document frequency; the first leads.
  private var members: [Member] = []
  /// The members by how often they stand in a document on average.
  private var order: [Int] = []
  /// Where positions, shifted, begin that leave room for the phrase before them.
  private let least: UInt32
  private var candidates = ConjunctionCandidates()
  private var starts = PositionList()
  private var others = PositionList()

  /// - Parameter entries: those of the phrase's members, in their order.
  init(
    _ phrase: Phrase, _ entries: [TermEntry], in segment: IndexSnapshot.Segment
  ) throws(IndexError) {
    live = segment.live?.documents
    minimumDistance = phrase.minimumDistance
    let greatest = phrase.members.reduce(0) { max($0, $1.offset) }
    least = UInt32(greatest)
    members.reserveCapacity(entries.count)
    let byFrequency = entries.indices.sorted {
      entries[$0].documentFrequency < entries[$1].documentFrequency
    }
    for index in byFrequency {
      members.append(
        try Member(
          entries[index], shift: greatest - phrase.members[index].offset, field: phrase.field,
          reader: segment.reader))
    }
    order = members.indices.sorted { (first, second) in
      let (first, second) = (entries[byFrequency[first]], entries[byFrequency[second]])
      return first.totalFrequency * second.documentFrequency
        < second.totalFrequency * first.documentFrequency
    }
  }

  /// Gives `collector` the live documents in which the phrase stands and that it wants, ascending.
  mutating func run<Collector: PhraseCollector>(
    _ collector: inout Collector
  ) throws(IndexError) {
    while try members[0].cursor.seekBlock(where: { collector.isWanted(block: $0, impacts: $1) }) {
      try members[0].take(into: &candidates)
      if let live { candidates.filter(live.contains) }
      for index in members.indices.dropFirst() where candidates.count > 0 {
        try members[index].look(up: &candidates)
      }
      for place in 0..<candidates.count {
        // SAFETY: a block has at most 128 documents.
        let document = candidates.documents[unchecked: place]
        let frequency = try frequency(
          at: Int(candidates.origins[unchecked: place]), of: document, collector)
        if frequency > 0 { collector.collect(document, at: starts, shift: least) }
      }
    }
  }

  /// The positions at which the phrase begins in one document, ascending.
  mutating func positions(in document: DocID) throws(IndexError) -> [UInt32] {
    for index in members.indices {
      guard try members[index].seek(document) else { return [] }
    }
    guard try frequency(at: 0, of: document, MatchCollector()) > 0 else { return [] }
    return (0..<starts.count).map { starts[$0] - least }
  }

  /// How often the phrase stands in the document at `origin` in the leader's block, and where, in `starts`;
  /// 0 if it does not, or as soon as a number that is not less is not wanted.
  @inline(__always)
  private mutating func frequency<Collector: PhraseCollector>(
    at origin: Int, of document: DocID, _ collector: Collector
  ) throws(IndexError) -> UInt32 {
    var frequency = Int.max
    /// Whether the phrase may still count when it stands there `count` times at most.
    @inline(__always)
    func mayCount(_ count: Int) -> Bool {
      guard count < frequency else { return true }
      frequency = count
      return count > 0 && collector.isWanted(document, UInt32(truncatingIfNeeded: count))
    }
    var first = order[0]
    let firstCount = try members[first].frequency(at: origin)
    guard mayCount(firstCount) else { return 0 }
    if order.count > 1 {
      let secondCount = try members[order[1]].frequency(at: origin)
      guard mayCount(secondCount) else { return 0 }
      if secondCount < firstCount { first = order[1] }
    }
    try members[first].read(into: &starts)
    starts.removePrefix(below: least)
    for place in order.indices.dropFirst() where starts.count > 0 {
      var next = order[place]
      if place > 1 {
        guard mayCount(try members[next].frequency(at: origin)) else { return 0 }
      } else if next == first {
        next = order[0]
      }
      try members[next].read(into: &others, upTo: starts.last)
      starts.formIntersection(others, needsAll: Collector.countsAll || place < order.count - 1)
      guard mayCount(starts.count) else { return 0 }
    }
    starts.removeOverlaps(minimumDistance)
    return UInt32(truncatingIfNeeded: starts.count)
  }
}
