internal import InvertedIndex

/// Folded text to be found wherever it stands, inside words and across them.
///
/// One unit is found through the pairs that begin with it; two or more through a phrase of pairs that
/// cover them: those at even places, and the last. Occurrences do not overlap and are counted from the
/// left, as an editor's search does.
struct LiteralPattern: Hashable, Sendable {
  /// At least one.
  let units: [UInt16]

  /// - Parameter units: folded text; nil results when it is empty.
  init?(units: [UInt16]) {
    guard !units.isEmpty else { return nil }
    self.units = units
  }

  /// The live documents of a segment in which the pattern stands.
  func matches(in segment: IndexSnapshot.Segment) throws(IndexError) -> Matches {
    if units.count == 1 {
      try segment.matches(prefix: units.termBytes, field: LibrarySchema.pairs)
    } else {
      try segment.matches(phrase)
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

  private var members: [Phrase.Member] {
    var offsets = Array(stride(from: 0, through: units.count - 2, by: 2))
    if units.count % 2 == 1 { offsets.append(units.count - 2) }
    return offsets.map { Phrase.Member(term: units[$0...($0 + 1)].termBytes, offset: $0) }
  }

  /// Whether some proper prefix is also a suffix.
  private var canOverlapItself: Bool {
    (1..<units.count).contains { shift in units[shift...].elementsEqual(units.dropLast(shift)) }
  }

  /// The ranges of a folded text in which the pattern stands, found by scanning it.
  func ranges(in text: [UInt16]) -> [Range<Int>] {
    occurrences(in: text).map { $0..<$0 + units.count }
  }

  /// The places at which the pattern stands in a folded text, found by scanning it.
  func occurrences(in text: [UInt16]) -> [Int] {
    var places: [Int] = []
    text.withUnsafeBufferPointer { text in
      units.withUnsafeBufferPointer { units in
        let first = units[0]
        var place = 0
        while place <= text.count - units.count {
          guard text[place] == first else {
            place += 1
            continue
          }
          var length = 1
          while length < units.count, text[place + length] == units[length] { length += 1 }
          if length == units.count {
            places.append(place)
            place += units.count
          } else {
            place += 1
          }
        }
      }
    }
    return places
  }
}
