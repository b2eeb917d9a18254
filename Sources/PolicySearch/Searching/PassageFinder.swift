internal import DocumentParsing
internal import TextAnalysis

/// Finds the passages of a document that show why it was found. One per thread.
///
/// A passage is the sentence around a match, or of a long sentence the clauses around it, together with
/// the further matches in it. The passages with the most different texts of the query win.
struct PassageFinder: ~Copyable {
  /// Passages of a document.
  private static let limit = 3

  private let plan: QueryPlan
  /// The words of each pattern, to be shown when the pattern itself does not stand in the document.
  private let words: [[LiteralPattern]]
  private var folder: TextFolder
  private var folded = FoldedText()

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
    /// UTF-8 offsets of the document's text.
    var range: Range<Int>
    var matches: [Match]
  }

  /// The passages of a document, in the order of its text; at least one where the query stands in it.
  mutating func passages(of document: StoredDocument) -> [Passage] {
    let candidates = Self.candidates(matches(in: document.text), in: document.text)
    let weights = candidates.map { (Set($0.matches.map(\.text)).count, $0.matches.count) }
    let order = candidates.indices.sorted {
      weights[$0] == weights[$1] ? $0 < $1 : weights[$0] > weights[$1]
    }
    var passages: [Int: Passage] = [:]
    var seen: Set<String> = []
    for index in order where passages.count < Self.limit {
      let passage = Self.passage(candidates[index], document)
      if seen.insert(passage.text).inserted { passages[index] = passage }
    }
    return passages.sorted { $0.key < $1.key }.map(\.value)
  }

  /// How many lines of a document's text a match begins in.
  mutating func matchingLines(of document: StoredDocument) -> Int {
    var lines = 0
    var end = 0
    for match in matches(in: document.text) where match.range.lowerBound >= end {
      lines += 1
      end =
        document.text[match.range.lowerBound...].firstIndex(of: UInt8(ascii: "\n"))
        ?? document.text.count
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
  private mutating func matches(in text: [UInt8]) -> [Match] {
    folder.foldWithSources(text, into: &folded)
    var matches: [Match] = []
    func add(_ pattern: LiteralPattern, _ text: Int) -> Bool {
      let places = pattern.occurrences(in: folded.units)
      for place in places {
        matches.append(
          Match(range: folded.sourceRange(of: place..<place + pattern.units.count), text: text))
      }
      return !places.isEmpty
    }
    var number = 0
    for pattern in plan.positive {
      let isFound = add(plan.patterns[pattern], number)
      number += 1
      for word in words[pattern] {
        if !isFound { _ = add(word, number) }
        number += 1
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

  /// The sentences around the matches, ascending, without overlap; every match lies in one.
  private static func candidates(_ matches: [Match], in text: [UInt8]) -> [Candidate] {
    let sentences = SentenceFinder(text: text)
    var candidates: [Candidate] = []
    for match in matches {
      let end = candidates.last?.range.upperBound ?? 0
      if match.range.lowerBound < end {
        let last = candidates.count - 1
        candidates[last].matches.append(match)
        // A match may reach over the end of the sentence that it begins in.
        candidates[last].range =
          candidates[last].range.lowerBound..<max(end, match.range.upperBound)
      } else {
        candidates.append(
          Candidate(range: sentences.sentence(around: match.range, from: end), matches: [match]))
      }
    }
    return candidates
  }

  /// The passage on one line: white space with a line break in it becomes one space, or nothing beside
  /// characters that are written without spaces.
  private static func passage(_ candidate: Candidate, _ document: StoredDocument) -> Passage {
    let range = candidate.range
    var text = String.UnicodeScalarView()
    /// For each byte of the range, and its end, the UTF-16 offset in the passage.
    var offsets: [Int] = []
    offsets.reserveCapacity(range.count + 1)
    var units = 0
    /// White space that may become a space.
    var space = String.UnicodeScalarView()
    func endSpace(before next: Unicode.Scalar) {
      guard !space.isEmpty else { return }
      if space.contains(where: \.endsLine) {
        let isClosed = text.last?.isWrittenWithoutSpaces ?? true || next.isWrittenWithoutSpaces
        space = String.UnicodeScalarView(isClosed ? [] : [" "])
      }
      text.append(contentsOf: space)
      units += space.reduce(0) { $0 + UTF16.width($1) }
      space.removeAll()
    }
    for scalar in String(decoding: document.text[range], as: UTF8.self).unicodeScalars {
      if scalar.properties.isWhitespace {
        space.append(scalar)
        offsets.append(contentsOf: repeatElement(units, count: UTF8.width(scalar)))
        continue
      }
      endSpace(before: scalar)
      text.append(scalar)
      offsets.append(contentsOf: repeatElement(units, count: UTF8.width(scalar)))
      units += UTF16.width(scalar)
    }
    offsets.append(units)
    return Passage(
      text: String(text),
      position: document.sourceMap.position(
        of: candidate.matches[0].range.lowerBound, in: document.text),
      section: [],
      matches: candidate.matches.map {
        let range = $0.range.lowerBound - range.lowerBound..<$0.range.upperBound - range.lowerBound
        return offsets[range.lowerBound]..<offsets[range.upperBound]
      })
  }
}

extension Unicode.Scalar {
  /// Whether text that is shown on one line must not have it.
  fileprivate var endsLine: Bool {
    switch self {
    case "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }

  /// Whether a line break beside it does not separate words.
  fileprivate var isWrittenWithoutSpaces: Bool {
    if properties.isIdeographic || (0x3000...0x30FF).contains(value) { return true }
    switch properties.generalCategory {
    case .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
      .otherPunctuation, .dashPunctuation:
      return value >= 0x2000
    default: return false
    }
  }
}
