internal import InvertedIndex
internal import TextAnalysis

/// What is like a text that no document has: the pieces of it that some have, and texts that differ from it
/// in one character, or in the order of two.
///
/// Candidates come from the pairs of the index. One can only differ where what stands before the difference
/// is a beginning of the text that some document has, and what stands behind it is such an end; so a long text
/// with one slip has few candidates.
struct NearestWordings {
  private typealias Difference = Absence.Difference

  /// A text that differs from the one looked for.
  private struct Candidate {
    let units: [UInt16]
    /// Where it begins to differ.
    let place: Int
    let difference: Difference
  }

  private let snapshot: IndexSnapshot
  /// Folded; no document has it.
  private let units: [UInt16]
  /// For each segment the documents that count, or nil for all.
  private let passing: [DocumentSet?]
  /// The longest pieces that some document has, as ranges of ``units``: none lies in another.
  let pieces: [Range<Int>]
  /// The longest beginning and end of the text that some document has.
  private let beginning: Int
  private let end: Int

  /// Wordings that are looked for.
  private static let limit = 8
  /// Characters that are tried at each place, those in the most documents first.
  private static let triedCharacters = 100

  init(
    of units: [UInt16], in snapshot: IndexSnapshot, passing: [DocumentSet?]
  ) throws(IndexError) {
    self.units = units
    self.snapshot = snapshot
    self.passing = passing
    pieces = try Self.pieces(of: units, in: snapshot)
    beginning = pieces.first.map { $0.lowerBound == 0 ? $0.count : 0 } ?? 0
    end = pieces.last.map { $0.upperBound == units.count ? $0.count : 0 } ?? 0
  }

  /// The documents that count and have a text, and how often it stands in them.
  func count(_ units: [UInt16]) throws(IndexError) -> (documents: Int, occurrences: Int) {
    guard let pattern = LiteralPattern(units: units) else { return (0, 0) }
    var (documents, occurrences) = (0, 0)
    for (segment, passing) in zip(snapshot.segments, passing) {
      let matches = try pattern.matches(in: segment)
      for (document, frequency) in zip(matches.documents, matches.frequencies)
      where passing?.contains(document) ?? true {
        documents += 1
        occurrences += Int(frequency)
      }
    }
    return (documents, occurrences)
  }

  // MARK: Pieces

  /// Whatever stands in a document, its parts do too; so both ends of a longest piece are found by halving.
  private static func pieces(
    of units: [UInt16], in snapshot: IndexSnapshot
  ) throws(IndexError) -> [Range<Int>] {
    func stands(_ range: Range<Int>) throws(IndexError) -> Bool {
      try snapshot.contains(units: units[range])
    }
    /// The last end with which a piece from `start` on stands; up to `known` it does.
    func lastEnd(from start: Int, known: Int) throws(IndexError) -> Int {
      var end = known
      var step = 1
      while end < units.count, try stands(start..<min(units.count, end + step)) {
        end = min(units.count, end + step)
        step *= 2
      }
      guard end < units.count else { return end }
      var failing = min(units.count, end + step)
      while failing - end > 1 {
        let middle = (end + failing) / 2
        if try stands(start..<middle) { end = middle } else { failing = middle }
      }
      return end
    }
    /// The first start behind `start` with which a piece up to `end` stands; `end` where none does.
    func firstStart(behind start: Int, end: Int) throws(IndexError) -> Int {
      var low = start + 1
      var high = end
      while low < high {
        let middle = (low + high) / 2
        if try stands(middle..<end) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    var pieces: [Range<Int>] = []
    var start = 0
    var end = 0
    while start < units.count {
      end = try lastEnd(from: start, known: end)
      if end > start { pieces.append(start..<end) }
      guard end < units.count else { break }
      end += 1
      start = try firstStart(behind: start, end: end)
    }
    return pieces
  }

  // MARK: Wordings

  /// The nearest wordings that documents have, the likeliest first: by the kind of the difference, characters
  /// that are neither confused nor read alike last, then by their documents.
  func wordings() throws(IndexError) -> [Absence.Wording] {
    guard units.count >= 2 else { return [] }
    var found: [[UInt16]: Absence.Wording] = [:]
    for candidate in similarCandidates() + orderCandidates() { try add(candidate, to: &found) }
    if units.count > 2 {
      for place in places(replacing: 1) where 0 < place && place < units.count - 1 {
        try addCharacters(at: place, replacing: 1, .other, to: &found)
      }
      for place in places(replacing: 0) where 0 < place && place < units.count {
        try addCharacters(at: place, replacing: 0, .missing, to: &found)
      }
    }
    let order = Absence.Difference.allCases
    func rank(_ wording: Absence.Wording) -> Int {
      // One character more or less is as likely as another.
      let difference: Difference = wording.difference == .extra ? .missing : wording.difference
      return order.firstIndex(of: difference) ?? order.count
    }
    return Array(
      found.values.sorted {
        (rank($0), -$0.documents, $0.text) < (rank($1), -$1.documents, $1.text)
      }.prefix(Self.limit))
  }

  /// The places at which `count` characters may be replaced by others.
  private func places(replacing count: Int) -> [Int] {
    let first = max(0, units.count - end - count)
    let last = min(beginning, units.count - count)
    return first <= last ? Array(first...last) : []
  }

  /// The text with a character for another that it is like.
  private func similarCandidates() -> [Candidate] {
    places(replacing: 1).flatMap { place in
      let confused = ConfusedCharacters.confusable(with: units[place])
      let homophones = Pinyin.builtIn.homophones(of: units[place])
      return confused.map { replacing(place..<place + 1, by: [$0], .confused) }
        + homophones.filter { !confused.contains($0) }
        .map { replacing(place..<place + 1, by: [$0], .homophone) }
    }
  }

  /// The text with two neighbours exchanged, or without one of its characters; without the first or last it
  /// is a piece.
  private func orderCandidates() -> [Candidate] {
    let swapped = places(replacing: 2).map { place in
      replacing(place..<place + 2, by: [units[place + 1], units[place]], .swapped)
    }
    let shorter = places(replacing: 1).filter { 0 < $0 && $0 < units.count - 1 }.map { place in
      replacing(place..<place + 1, by: [], .extra)
    }
    return swapped + shorter
  }

  private func replacing(
    _ range: Range<Int>, by characters: [UInt16], _ difference: Difference
  ) -> Candidate {
    Candidate(
      units: units[..<range.lowerBound] + characters + units[range.upperBound...],
      place: range.lowerBound, difference: difference)
  }

  /// Tries the characters that documents have between the neighbours of a place, those that stand there in the
  /// most documents at most, until no other can be in more documents than the wordings found.
  private func addCharacters(
    at place: Int, replacing count: Int, _ difference: Difference,
    to found: inout [[UInt16]: Absence.Wording]
  ) throws(IndexError) {
    let (before, after) = (units[place - 1], units[place + count])
    var characters: [(character: UInt16, documents: Int)] = []
    for (term, documents) in try snapshot.terms(
      withPrefix: [before].termBytes, field: LibrarySchema.pairs)
    {
      let character = UInt16(term[2]) << 8 | UInt16(term[3])
      guard character != 0, character != units[place] || count == 0, character & 0xF800 != 0xD800
      else { continue }
      let bound = min(documents, try snapshot.frequencyBound(of: [character, after]))
      if bound > 0 { characters.append((character, bound)) }
    }
    characters.sort { ($0.documents, $1.character) > ($1.documents, $0.character) }
    var counts: [Int] = []
    for (character, bound) in characters.prefix(Self.triedCharacters) {
      if counts.count >= Self.limit, counts.sorted(by: >)[Self.limit - 1] >= bound { break }
      let candidate = replacing(place..<place + count, by: [character], difference)
      if let wording = try add(candidate, to: &found) {
        counts.append(wording.documents)
      }
    }
  }

  /// Adds a candidate where documents that count have it, unless it was found as something likelier.
  @discardableResult
  private func add(
    _ candidate: Candidate, to found: inout [[UInt16]: Absence.Wording]
  ) throws(IndexError) -> Absence.Wording? {
    let (units, place) = (candidate.units, candidate.place)
    guard units != self.units, found[units] == nil else { return found[units] }
    // Some document has each pair on either side of the difference, but perhaps none those in it.
    for index in max(0, place - 1)..<max(0, min(place + 2, units.count - 1)) {
      if try snapshot.frequencyBound(of: [units[index], units[index + 1]]) == 0 { return nil }
    }
    let (documents, occurrences) = try count(units)
    guard documents > 0 else { return nil }
    let wording = Absence.Wording(
      text: String(decoding: units, as: UTF16.self), difference: candidate.difference,
      documents: documents, occurrences: occurrences)
    found[units] = wording
    return wording
  }
}

extension IndexSnapshot {
  /// Whether a folded text, not empty, stands in a document.
  func contains(units: ArraySlice<UInt16>) throws(IndexError) -> Bool {
    let units = Array(units)
    guard units.count > 1 else {
      return try contains(prefix: units.termBytes, field: LibrarySchema.pairs)
    }
    var offsets = Array(stride(from: 0, through: units.count - 2, by: 2))
    if units.count % 2 == 1 { offsets.append(units.count - 2) }
    return try contains(
      Phrase(
        field: LibrarySchema.pairs,
        members: offsets.map { Phrase.Member(term: units[$0...($0 + 1)].termBytes, offset: $0) },
        minimumDistance: 1))
  }

  /// At least as many documents as have a pair.
  fileprivate func frequencyBound(of pair: [UInt16]) throws(IndexError) -> Int {
    var bound = 0
    for segment in segments {
      let dictionary = segment.reader.dictionaries[LibrarySchema.pairs]
      bound += try dictionary.entry(pair.termBytes)?.documentFrequency ?? 0
    }
    return bound
  }
}
