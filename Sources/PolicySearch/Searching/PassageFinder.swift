internal import DocumentParsing
internal import TextAnalysis

/// Finds the passages of a document that show why it was found. One per thread.
///
/// A passage is the sentence around a match, or of a long sentence the clauses around it, together with
/// the further matches in it. The passages with the most different texts of the query win.
struct PassageFinder: ~Copyable {
  /// Passages of a document.
  private static let limit = 3
  /// How far (UTF-8 bytes) a passage reaches before and behind a match when the sentence is longer.
  private static let reach = 180

  private let plan: QueryPlan
  /// The words of each pattern, to be shown when the pattern itself does not stand in the document.
  private let words: [[LiteralPattern]]
  private var folder: TextFolder

  init(_ plan: QueryPlan) throws(LibraryError) {
    self.plan = plan
    words = plan.words.map { terms in
      terms.compactMap { term in
        LiteralPattern(
          units: stride(from: 0, to: term.count, by: 2).map {
            UInt16(term[$0]) << 8 | UInt16(term[$0 + 1])
          })
      }
    }
    folder = try LibraryError.wrappingUnicodeDataError(TextFolder.init)
  }

  /// A place at which a text of the query stands.
  private struct Match {
    /// UTF-8 offsets of the document's text.
    var range: Range<Int>
    /// Which text of the query: its number among patterns and words.
    var text: Int
  }

  private struct Candidate {
    var range: Range<Int>
    var matches: [Match]
    var weight: (Int, Int) { (Set(matches.map(\.text)).count, matches.count) }
  }

  /// The passages of a document, in the order of its text; at least one where it has any text.
  mutating func passages(of document: StoredDocument) -> [Passage] {
    let matches = matches(in: document.text)
    guard !matches.isEmpty else {
      let range = Self.extent(of: 0..<0, in: document.text)
      return range.isEmpty ? [] : [Self.passage(Candidate(range: range, matches: []), document)]
    }
    var candidates: [Candidate] = []
    for match in matches {
      if let last = candidates.last, match.range.lowerBound < last.range.upperBound {
        if match.range.upperBound <= last.range.upperBound {
          candidates[candidates.count - 1].matches.append(match)
        }
        continue
      }
      var range = Self.extent(of: match.range, in: document.text)
      if let last = candidates.last {
        range = max(range.lowerBound, last.range.upperBound)..<range.upperBound
      }
      candidates.append(Candidate(range: range, matches: [match]))
    }
    var seen: Set<[UInt8]> = []
    return candidates.enumerated()
      .sorted { a, b in
        a.element.weight == b.element.weight
          ? a.offset < b.offset : a.element.weight > b.element.weight
      }
      .filter { seen.insert(Array(document.text[$0.element.range])).inserted }
      .prefix(Self.limit)
      .sorted { $0.offset < $1.offset }
      .map { Self.passage($0.element, document) }
  }

  /// How many lines of a document's text contain a match.
  mutating func matchingLines(of document: StoredDocument) -> Int {
    var lines = 0
    var end = 0
    for match in matches(in: document.text) where match.range.lowerBound >= end {
      lines += 1
      end = match.range.lowerBound
      while end < document.text.count, document.text[end] != UInt8(ascii: "\n") { end += 1 }
    }
    return lines
  }

  /// The places in a document's text at which the query stands, in UTF-8 offsets; ascending, not
  /// overlapping.
  mutating func places(in text: [UInt8]) -> [Range<Int>] {
    matches(in: text).map(\.range)
  }

  /// All matches, ascending; of overlapping ones the first, and of those that begin together the
  /// longest.
  private mutating func matches(in documentText: [UInt8]) -> [Match] {
    var folded = FoldedText()
    folder.foldWithSources(documentText, into: &folded)
    var matches: [Match] = []
    func add(_ pattern: LiteralPattern, _ text: Int) -> Bool {
      let places = pattern.occurrences(in: folded.units)
      for place in places {
        matches.append(
          Match(range: folded.sourceRange(of: place..<place + pattern.units.count), text: text))
      }
      return !places.isEmpty
    }
    var text = 0
    for pattern in plan.positive {
      let isFound = add(plan.patterns[pattern], text)
      text += 1
      for word in words[pattern] {
        if !isFound { _ = add(word, text) }
        text += 1
      }
    }
    matches.sort {
      ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound)
    }
    var end = 0
    matches.removeAll {
      guard $0.range.lowerBound >= end else { return true }
      end = $0.range.upperBound
      return false
    }
    return matches
  }

  // MARK: Extent

  /// The sentence around `range`, within ``reach`` of it.
  private static func extent(of range: Range<Int>, in text: [UInt8]) -> Range<Int> {
    var start = range.lowerBound
    var clause: Int?
    while start > 0 {
      if isEnd(text, before: start, of: sentenceEnds) { break }
      if isEnd(text, before: start, of: clauseEnds) { clause = start }
      if range.lowerBound - start >= reach {
        start = clause ?? start
        break
      }
      start -= 1
      while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    }
    var end = range.upperBound
    clause = nil
    while end < text.count {
      if end > range.upperBound || range.isEmpty == false,
        isEnd(text, before: end, of: sentenceEnds)
      {
        break
      }
      if text[end] == UInt8(ascii: "\n") { break }
      if end > range.upperBound, isEnd(text, before: end, of: clauseEnds) { clause = end }
      if end - range.upperBound >= reach {
        end = clause ?? end
        break
      }
      end += 1
      while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    }
    return start..<max(start, end)
  }

  private static let sentenceEnds = ["\n", "。", "！", "？", "；", "!", "?", ";"].map { Array($0.utf8) }
  private static let clauseEnds = ["，", "、", "：", ",", "："].map { Array($0.utf8) }

  /// Whether one of `marks` ends at `place`.
  private static func isEnd(_ text: [UInt8], before place: Int, of marks: [[UInt8]]) -> Bool {
    marks.contains { mark in
      place >= mark.count && text[(place - mark.count)..<place].elementsEqual(mark)
    }
  }

  // MARK: Rendering

  /// The passage on one line: a line break and the blanks around it become nothing between characters
  /// of which one is not ASCII, and one space otherwise, as folding would have it.
  private static func passage(_ candidate: Candidate, _ document: StoredDocument) -> Passage {
    let text = document.text
    var bytes: [UInt8] = []
    var units = 0
    var starts: [Int: Int] = [:]
    var wanted: Set<Int> = []
    for match in candidate.matches {
      wanted.insert(match.range.lowerBound)
      wanted.insert(match.range.upperBound)
    }
    var place = candidate.range.lowerBound
    let end = candidate.range.upperBound
    while place < end {
      if wanted.contains(place) { starts[place] = units }
      let byte = text[place]
      if byte == UInt8(ascii: "\n") {
        var next = place + 1
        while next < end, text[next] == UInt8(ascii: "\n") || text[next] == UInt8(ascii: " ") {
          if wanted.contains(next) { starts[next] = units }
          next += 1
        }
        if let last = bytes.last, last < 0x80, next < end, text[next] < 0x80 {
          bytes.append(UInt8(ascii: " "))
          units += 1
        }
        place = next
        continue
      }
      bytes.append(byte)
      if byte & 0xC0 != 0x80 { units += byte >= 0xF0 ? 2 : 1 }
      place += 1
    }
    if wanted.contains(end) { starts[end] = units }
    let first = candidate.matches.first?.range.lowerBound ?? candidate.range.lowerBound
    return Passage(
      text: String(decoding: bytes, as: UTF8.self),
      position: document.sourceMap.position(of: first, in: text), section: [],
      matches: candidate.matches.compactMap { match in
        guard let start = starts[match.range.lowerBound], let end = starts[match.range.upperBound],
          start < end
        else { return nil }
        return start..<end
      })
  }
}
