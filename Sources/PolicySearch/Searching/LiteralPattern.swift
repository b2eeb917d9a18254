internal import InvertedIndex

/// Folded text to be found wherever it stands, inside words and across them.
///
/// One unit is found through the pairs that begin with it; two or more through a phrase of pairs that
/// cover them: those at even places, and the last. Occurrences do not overlap and are counted from the
/// left, as an editor's search does.
struct LiteralPattern: Hashable, Sendable {
  /// In the place of a unit, any one; folded text never has it.
  static let wildcard: UInt16 = 0

  /// At least one, of which one is not ``wildcard``.
  let units: [UInt16]
  /// Whether what begins or ends the pattern is a number that must not go on in the text.
  let numberEdges: NumberEdges

  /// - Parameter units: folded text; nil results when nothing is in it to look for.
  init?(units: [UInt16], numberEdges: NumberEdges = []) {
    guard units.contains(where: { $0 != Self.wildcard }) else { return nil }
    self.units = units
    self.numberEdges = numberEdges
  }

  /// Whether it has ``wildcard``.
  var hasWildcards: Bool { units.contains(Self.wildcard) }

  /// Whether ``matches(in:)`` is right about it.
  var isDecidedByIndex: Bool { !hasWildcards && (units.count > 1 || numberEdges.isEmpty) }

  /// The live documents of a segment in which the pattern stands; those of a pattern that the index does not
  /// decide are among them, with other frequencies.
  ///
  /// Cost: the postings of the pairs that make it up; with ``numberEdges`` also those of the pairs in which
  /// a number goes on, in the documents in which its units stand.
  func matches(in segment: IndexSnapshot.Segment) throws(IndexError) -> Matches {
    if units.count == 1 {
      try segment.matches(prefix: units.termBytes, field: LibrarySchema.pairs)
    } else if hasWildcards {
      try wildcardCandidates(in: segment)
    } else {
      try segment.matches(phrase, excluding: exclusions)
    }
  }

  /// The documents with all its pairs at their distances, or without pairs with all its units.
  private func wildcardCandidates(
    in segment: IndexSnapshot.Segment
  ) throws(IndexError) -> Matches {
    let pairs = (0..<units.count - 1).filter { !units[$0...($0 + 1)].contains(Self.wildcard) }
    guard pairs.isEmpty else {
      return try segment.matches(
        Phrase(
          field: LibrarySchema.pairs,
          members: pairs.map { .init(term: units[$0...($0 + 1)].termBytes, offset: $0) },
          minimumDistance: 1))
    }
    var common: DocumentSet?
    for unit in Set(units) where unit != Self.wildcard {
      let found = try segment.matches(prefix: [unit].termBytes, field: LibrarySchema.pairs)
        .set(capacity: segment.reader.documentCount)
      if common == nil { common = found } else { common?.formIntersection(found) }
    }
    var matches = Matches()
    for document in common?.documents ?? [] {
      matches.documents.append(document)
      matches.frequencies.append(1)
    }
    return matches
  }

  /// The places (unit offsets) at which it stands in those of `documents`, as ``occurrences(in:)`` has them. The
  /// index must decide it, and it must have two units or more.
  func places(
    in documents: DocumentSet, of segment: IndexSnapshot.Segment
  ) throws(IndexError) -> [DocID: [UInt32]] {
    try segment.places(of: phrase, excluding: exclusions, in: documents)
  }

  private var exclusions: [PhraseExclusion] {
    numberEdges.continuations(of: units).map { text, offset in
      PhraseExclusion(field: LibrarySchema.pairs, members: Self.members(of: text), offset: offset)
    }
  }

  /// The places (unit offsets) in one document's folded text at which the index has the pattern,
  /// overlapping ones included. The pattern must have two units or more.
  func positions(
    in document: DocID, of segment: IndexSnapshot.Segment
  ) throws(IndexError) -> [UInt32] {
    try segment.positions(
      of: Phrase(field: LibrarySchema.pairs, members: members, minimumDistance: 1), in: document)
  }

  private var phrase: Phrase {
    Phrase(
      field: LibrarySchema.pairs, members: members,
      minimumDistance: canOverlapItself ? units.count : 1)
  }

  private var members: [Phrase.Member] { Self.members(of: units) }

  private static func members(of units: [UInt16]) -> [Phrase.Member] {
    var offsets = Array(stride(from: 0, through: units.count - 2, by: 2))
    if units.count % 2 == 1 { offsets.append(units.count - 2) }
    return offsets.map { Phrase.Member(term: units[$0...($0 + 1)].termBytes, offset: $0) }
  }

  /// Whether some proper prefix is also a suffix.
  ///
  /// Cost: linear, by the borders of Knuth, Morris and Pratt (1977).
  private var canOverlapItself: Bool {
    // For each prefix the length of the longest shorter one that ends it.
    var borders = [0]
    var border = 0
    for unit in units.dropFirst() {
      while border > 0, units[border] != unit { border = borders[border - 1] }
      if units[border] == unit { border += 1 }
      borders.append(border)
    }
    return border > 0
  }

  /// The ranges of a folded text in which the pattern stands, found by scanning it.
  func ranges(in text: [UInt16]) -> [Range<Int>] {
    occurrences(in: text).map { $0..<$0 + units.count }
  }

  /// The places at which the pattern stands in a folded text, found by scanning it.
  func occurrences(in text: [UInt16]) -> [Int] {
    var places: [Int] = []
    guard let anchor = units.firstIndex(where: { $0 != Self.wildcard }) else { return places }
    text.withUnsafeBufferPointer { buffer in
      units.withUnsafeBufferPointer { units in
        let last = buffer.count - units.count
        var place = 0
        while place <= last {
          place =
            Self.firstIndex(
              of: units[anchor], in: buffer, from: place + anchor, to: last + anchor + 1) - anchor
          guard place <= last else { break }
          var length = 0
          while length < units.count,
            units[length] == buffer[place + length] || units[length] == Self.wildcard
          {
            length += 1
          }
          if length == units.count,
            numberEdges.isEmpty || numberEdges.hold(around: place..<place + length, in: text)
          {
            places.append(place)
            place += length
          } else {
            place += 1
          }
        }
      }
    }
    return places
  }

  /// The first place from `start` to before `end` at which a unit stands; `end` where it does not.
  ///
  /// Four units at a time: of the difference to four times the unit, less one in each unit, the highest bit
  /// of a unit is set that was zero, and below the first such one no other (Hacker's Delight, 6-1).
  private static func firstIndex(
    of unit: UInt16, in text: UnsafeBufferPointer<UInt16>, from start: Int, to end: Int
  ) -> Int {
    let ones: UInt64 = 0x0001_0001_0001_0001
    let wanted = UInt64(unit) &* ones
    let bytes = UnsafeRawBufferPointer(text)
    var place = start
    while place + 4 <= end {
      // SAFETY: 4 units from the place end at or before `end`, which is at most the count.
      let four = UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: place &* 2, as: UInt64.self))
      let difference = four ^ wanted
      let zeros = (difference &- ones) & ~difference & (ones &<< 15)
      if zeros != 0 { return place &+ zeros.trailingZeroBitCount / 16 }
      place &+= 4
    }
    while place < end, text[place] != unit { place &+= 1 }
    return place
  }
}
