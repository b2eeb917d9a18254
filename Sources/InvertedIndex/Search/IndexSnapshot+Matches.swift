extension IndexSnapshot.Segment {
  /// The live documents in which `phrase` stands.
  package func matches(_ phrase: Phrase) throws(IndexError) -> Matches {
    var matches = Matches()
    try forEachMatch(of: phrase) { document, frequency in
      matches.documents.append(document)
      matches.frequencies.append(frequency)
    }
    return matches
  }

  /// Calls `body` with the live documents in which `phrase` stands, ascending, and how often.
  ///
  /// The rarest term leads; the others seek to its documents; positions are compared only where all
  /// terms stand, the rarest two first.
  ///
  /// - Parameters:
  ///   - isBlockWanted: asked, with bounds of the documents and the impacts of a block of the rarest term, whether its documents may
  ///     count. No phrase stands in a document more often than its rarest term.
  ///   - isWanted: asked, with a number that is at least the phrase's, whether a document may count.
  func forEachMatch(
    of phrase: Phrase,
    whereBlock isBlockWanted: ((ClosedRange<DocID>, UnsafeRawBufferPointer) -> Bool)? = nil,
    where isWanted: ((DocID, UInt32) -> Bool)? = nil,
    _ body: (DocID, UInt32) -> Void
  ) throws(IndexError) {
    var cursors = try cursors(phrase)
    guard cursors.count == phrase.members.count else { return }
    let needsPositions = cursors.count > 1 || phrase.minimumDistance > 1 || cursors[0].offset > 0
    var starts: [UInt32] = []
    var buffer: [UInt32] = []
    var document = cursors[0].cursor.doc
    var block = -1
    search: while document != .exhausted {
      if let isBlockWanted, cursors[0].cursor.block != block {
        guard try cursors[0].cursor.seekBlock(where: isBlockWanted) else { return }
        document = cursors[0].cursor.doc
        block = cursors[0].cursor.block
      }
      for index in 1..<cursors.count {
        try cursors[index].cursor.seek(document)
        if cursors[index].cursor.doc != document {
          try cursors[0].cursor.seek(cursors[index].cursor.doc)
          document = cursors[0].cursor.doc
          continue search
        }
      }
      if live?.contains(document) ?? true {
        var frequency = try cursors[0].cursor.frequency()
        if isWanted != nil {
          for index in 1..<cursors.count {
            frequency = min(frequency, try cursors[index].cursor.frequency())
          }
        }
        if isWanted?(document, frequency) ?? true {
          if needsPositions {
            let count = try Self.intersectPositions(&cursors, into: &starts, buffer: &buffer)
            frequency = UInt32(
              Self.removeOverlaps(&starts, count: count, distance: phrase.minimumDistance))
          }
          if frequency > 0 { body(document, frequency) }
        }
      }
      try cursors[0].cursor.advance()
      document = cursors[0].cursor.doc
    }
  }

  /// The positions at which `phrase` begins in one document, ascending.
  package func positions(
    of phrase: Phrase, in document: DocID
  ) throws(IndexError) -> [UInt32] {
    var cursors = try cursors(phrase)
    guard cursors.count == phrase.members.count else { return [] }
    for index in cursors.indices {
      try cursors[index].cursor.seek(document)
      guard cursors[index].cursor.doc == document else { return [] }
    }
    var starts: [UInt32] = []
    var buffer: [UInt32] = []
    let offset = cursors[0].offset
    var count = try Self.intersectPositions(&cursors, into: &starts, buffer: &buffer)
    count = Self.removeOverlaps(&starts, count: count, distance: phrase.minimumDistance)
    return starts[..<count].map { $0 - offset }
  }

  private typealias Member = (cursor: PostingsCursor, offset: UInt32)

  /// Cursors of the phrase's terms, rarest first; fewer than terms when one does not occur.
  private func cursors(_ phrase: Phrase) throws(IndexError) -> [Member] {
    var entries: [(entry: TermEntry, offset: Int)] = []
    for member in phrase.members {
      guard let entry = try reader.dictionaries[phrase.field].entry(member.term) else { return [] }
      entries.append((entry, member.offset))
    }
    entries.sort { $0.entry.documentFrequency < $1.entry.documentFrequency }
    var cursors: [Member] = []
    cursors.reserveCapacity(entries.count)
    for (entry, offset) in entries {
      cursors.append((reader.cursor(field: phrase.field), UInt32(offset)))
      try cursors[cursors.count - 1].cursor.open(entry)
    }
    return cursors
  }

  /// Replaces the beginning of `starts` with the positions at which the phrase begins, plus the first
  /// cursor's offset, in the document on which all cursors stand; returns how many they are.
  private static func intersectPositions(
    _ cursors: inout [Member], into starts: inout [UInt32], buffer: inout [UInt32]
  ) throws(IndexError) -> Int {
    try cursors[0].cursor.readPositions(into: &starts)
    let offset = cursors[0].offset
    // Where a phrase would begin before the document; these come first.
    let early = offset == 0 ? 0 : starts.prefix { $0 < offset }.count
    if early > 0 { starts.removeFirst(early) }
    var count = starts.count
    for index in 1..<cursors.count where count > 0 {
      try cursors[index].cursor.readPositions(into: &buffer)
      // So that there are always four more; no position is so great.
      for _ in 0..<4 { buffer.append(.max) }
      count = retain(
        starts.mutableSpan, count: count, followedBy: buffer.span,
        at: cursors[index].offset &- offset)
    }
    return count
  }

  /// Moves those of the first `count` of the ascending `starts` to the front that one of the ascending
  /// `positions` follows at `distance`, which may be negative, as long as no sum is; returns how many
  /// they are. The last four positions must be `UInt32.max`.
  private static func retain(
    _ starts: consuming MutableSpan<UInt32>, count: Int, followedBy positions: Span<UInt32>,
    at distance: UInt32
  ) -> Int {
    var kept = 0
    var next = 0
    for index in 0..<count {
      let start = starts[index]
      let wanted = start &+ distance
      // Four at a time: how many to skip is hard to foresee, less so in fours. No start is looked for
      // behind the end, for the last four are greater than any.
      while positions[next &+ 3] < wanted { next &+= 4 }
      // At most one is equal; `||` would branch.
      let isFollowed =
        (positions[next] == wanted) != (positions[next &+ 1] == wanted)
        || (positions[next &+ 2] == wanted) != (positions[next &+ 3] == wanted)
      starts[kept] = start
      kept &+= isFollowed ? 1 : 0
    }
    return kept
  }

  /// Moves those of the first `count` starts to the front that begin no less than `distance` after the one
  /// before that stays; returns how many they are.
  private static func removeOverlaps(
    _ starts: inout [UInt32], count: Int, distance: Int
  ) -> Int {
    guard distance > 1 else { return count }
    var kept = 0
    var next = 0
    for index in 0..<count where Int(starts[index]) >= next {
      next = Int(starts[index]) + distance
      starts[kept] = starts[index]
      kept += 1
    }
    return kept
  }

  /// The live documents that contain a term beginning with `prefix`, with the occurrences of all such
  /// terms. Cost: the postings of those terms, and 4 bytes for each document of the segment.
  package func matches(
    prefix: [UInt8], field: Int
  ) throws(IndexError) -> Matches {
    var frequencies = [UInt32](repeating: 0, count: reader.documentCount)
    var iterator = try reader.dictionaries[field].makeIterator(from: prefix)
    while try iterator.next(), iterator.term.starts(with: prefix) {
      var cursor = try reader.cursor(iterator.entry, field: field)
      try cursor.forEachBlock(before: .exhausted, withFrequencies: true) { documents, counts in
        for index in documents.indices { frequencies[Int(documents[index])] &+= counts[index] }
      }
    }
    var matches = Matches()
    for document in frequencies.indices
    where frequencies[document] > 0 && (live?.contains(DocID(document)) ?? true) {
      matches.documents.append(DocID(document))
      matches.frequencies.append(frequencies[document])
    }
    return matches
  }

  /// The live documents that contain any of `terms`.
  package func documents(
    withAnyOf terms: [[UInt8]], field: Int
  ) throws(IndexError) -> DocumentSet {
    var set = DocumentSet(capacity: reader.documentCount)
    for term in terms {
      guard let entry = try reader.dictionaries[field].entry(term) else { continue }
      var cursor = try reader.cursor(entry, field: field)
      try cursor.forEachBlock(before: .exhausted, withFrequencies: false) { documents, _ in
        for document in documents { set.insert(document) }
      }
    }
    if let live { set.formIntersection(live.documents) }
    return set
  }
}
