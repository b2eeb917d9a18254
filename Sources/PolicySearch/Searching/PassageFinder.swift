internal import DocumentParsing
internal import TextAnalysis

/// Finds the passages of a document that show why it was found. One per thread.
///
/// Matches that stand close together in one sentence are a cluster. The clusters with the most different
/// texts of the query, then with the most matches, are shown, each with the sentence around it, or of a
/// long sentence the clauses. All but the passages shown is done on the folded text.
struct PassageFinder: ~Copyable {
  /// Passages of a document.
  private static let limit = 3
  /// Other places of a passage that are told.
  private static let repetitionLimit = 10
  /// How far (units) behind the end of a cluster's first match its others may begin.
  private static let clusterLength = 60

  /// Reads documents for the query; whoever evaluates it may use it too.
  var matcher: QueryMatcher
  private var labels = EquivalenceFinder()
  private var found: Found?

  init(_ plan: QueryPlan) throws(LibraryError) {
    matcher = try QueryMatcher(plan)
  }

  /// A place at which a text of the query stands.
  private struct Match {
    /// Units of the folded text.
    var range: Range<Int>
    /// Which text of the query: its number among texts and words.
    var text: Int
    /// What stands there of the query; nil for a word.
    var place: LeafPlace?
  }

  /// What was found in a document.
  private struct Found {
    let document: StoredDocument
    /// Nil for an empty body.
    let bodyChecksum: UInt64?
    /// Ascending.
    let matches: [Match]
    let clusters: [Range<Int>]
  }

  /// A stretch of the document's text that may be shown.
  private struct Shown {
    /// UTF-8 offsets.
    var range: Range<Int>
    /// Those wholly in the range, as indices.
    var matches: Range<Int>
    /// Where these stand, and what: UTF-8 offsets.
    var places: [(range: Range<Int>, place: LeafPlace?)]
    /// The fold of the range.
    var units: [UInt16]
    /// For each other place at which the same stands, the index of its first match.
    var repetitions: [Int]
    /// The earlier hit of the page that shows it.
    var owner: Int?
  }

  /// Reads a document that was found, for its ``passages(rank:on:)``. Cost: one fold of its text, in
  /// rare cases two, and a scan of it for each form and word of the query.
  mutating func read(_ document: StoredDocument, tier: Tier) {
    var matches = matches(in: .body, of: document, includesWords: tier == .related)
    let checksum = matcher.folded.units.isEmpty ? nil : matcher.folded.checksum
    if matches.isEmpty, document.bodyEnd < document.text.count {
      matches = self.matches(in: .whole, of: document, includesWords: false)
    }
    found = Found(
      document: document, bodyChecksum: checksum, matches: matches, clusters: clusters(of: matches))
  }

  /// The passages of the document read last, in the order of its text; at least one where the query stands
  /// in it.
  ///
  /// Those that an earlier hit of the page shows are left out, unless there are no others or the earlier
  /// hit has the same body.
  mutating func passages(
    rank: Int, on page: inout PagePassages
  ) -> (passages: [Passage], sameTextAs: Int?) {
    guard let found else { preconditionFailure("no document was read") }
    let (document, matches, clusters) = (found.document, found.matches, found.clusters)
    let text = matcher.text
    let sameText = found.bodyChecksum.flatMap { page.owner(ofText: $0, at: rank) }
    let weights = clusters.map { cluster in
      (cluster.count == 1 ? 1 : Set(matches[cluster].map(\.text)).count, cluster.count)
    }
    let order = clusters.indices.sorted {
      weights[$0] == weights[$1] ? $0 < $1 : weights[$0] > weights[$1]
    }
    var isTaken = [Bool](repeating: false, count: matches.count)
    var shown: [Shown] = []
    var owned: [Shown] = []
    for index in order where shown.count + (sameText == nil ? 0 : owned.count) < Self.limit {
      guard !isTaken[clusters[index]].contains(true) else { continue }
      var found = show(
        clusters[index], of: matches, in: text, beside: (shown + owned).map(\.range))
      for match in found.matches { isTaken[match] = true }
      for first in found.repetitions {
        let count = min(found.matches.count, matches.count - first)
        for match in first..<first + count { isTaken[match] = true }
      }
      guard !shown.contains(where: { $0.units == found.units }) else { continue }
      found.owner = page.owner(of: found.units, at: rank)
      if found.owner == nil { shown.append(found) } else { owned.append(found) }
    }
    if shown.isEmpty || sameText != nil { shown += owned.prefix(Self.limit - shown.count) }
    shown.sort { $0.range.lowerBound < $1.range.lowerBound }
    page.add(shown.map(\.units), at: rank)
    return (shown.map { passage($0, of: matches, in: text, of: document) }, sameText)
  }

  /// The places in a document's text at which the query's texts stand, in UTF-8 offsets, ascending, not
  /// overlapping.
  mutating func occurrences(in document: StoredDocument) -> [Range<Int>] {
    let matches = matches(in: .whole, of: document, includesWords: false)
    return sources(of: matches[...]).map(\.range)
  }

  /// The places in a document's text at which the query's texts stand, or its words when none of the
  /// texts does; in UTF-8 offsets, ascending, not overlapping.
  mutating func places(in document: StoredDocument) -> [Range<Int>] {
    var matches = matches(in: .whole, of: document, includesWords: false)
    if matches.isEmpty { matches = self.matches(in: .whole, of: document, includesWords: true) }
    return sources(of: matches[...]).map(\.range)
  }

  /// Reads the text and finds all matches, ascending; of overlapping ones the first, and of those that
  /// begin together the longest.
  ///
  /// - Parameter includesWords: of a leaf that does not stand in the text, take what makes it related:
  ///   other names, redactions, and its words.
  private mutating func matches(
    in part: TextPart, of document: StoredDocument, includesWords: Bool
  ) -> [Match] {
    matcher.read(part, of: document)
    var matches: [Match] = []
    var number = 0
    for index in matcher.plan.positive {
      let leaf = matcher.plan.leaves[index]
      var places = matcher.places(of: leaf)
      let stands = !places.isEmpty
      if includesWords, !stands, case .term(let term) = leaf {
        places = term.relatedPlaces(in: matcher.folded.units)
      }
      matches += places.map { Match(range: $0.range, text: number + $0.operand, place: $0) }
      number += leaf.operands.count
      guard includesWords, !stands else { continue }
      let units = matcher.folded.units
      for word in matcher.plan.words[index] {
        for range in word.pattern.ranges(in: units) where !Self.cutsLetters(range, in: units) {
          matches.append(Match(range: range, text: number))
        }
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

  /// Whether a word of (folded) ASCII letters and digits continues on either side of `range`, so that what
  /// stands there is no word of the text: 1 in 2021.
  private static func cutsLetters(_ range: Range<Int>, in units: [UInt16]) -> Bool {
    func isLetter(_ unit: UInt16) -> Bool {
      0x30...0x39 ~= unit || 0x61...0x7A ~= unit
    }
    let (first, last) = (range.lowerBound, range.upperBound - 1)
    return first > 0 && isLetter(units[first]) && isLetter(units[first - 1])
      || last + 1 < units.count && isLetter(units[last]) && isLetter(units[last + 1])
  }

  /// The clusters, as ranges of indices, ascending; every match is in one.
  private func clusters(of matches: [Match]) -> [Range<Int>] {
    let units = matcher.folded.units
    var clusters: [Range<Int>] = []
    var limit = 0
    var previousEnd = 0
    for (index, match) in matches.enumerated() {
      if index > 0, match.range.lowerBound < limit,
        matcher.folded.line(of: previousEnd - 1)
          == matcher.folded.line(of: match.range.lowerBound),
        !units[previousEnd..<match.range.lowerBound].contains(where: TextRegions.endsSentence)
      {
        clusters[clusters.count - 1] = clusters[clusters.count - 1].lowerBound..<index + 1
      } else {
        clusters.append(index..<index + 1)
        limit = match.range.upperBound + Self.clusterLength
      }
      previousEnd = match.range.upperBound
    }
    return clusters
  }

  /// The sentence around a cluster, up to the stretches of text that are shown already.
  private mutating func show(
    _ cluster: Range<Int>, of matches: [Match], in text: [UInt8], beside others: [Range<Int>]
  ) -> Shown {
    func source(_ index: Int) -> Range<Int> {
      matcher.source(of: matches[index].range)
    }
    let start = source(cluster.lowerBound).lowerBound
    let end = source(cluster.upperBound - 1).upperBound
    let lower = others.map(\.upperBound).filter { $0 <= start }.max() ?? 0
    let upper = others.map(\.lowerBound).filter { $0 >= end }.min() ?? text.count
    let range = SentenceFinder(text: text).sentence(around: start..<end, within: lower..<upper)
    var first = cluster.lowerBound
    while first > 0, source(first - 1).lowerBound >= range.lowerBound { first -= 1 }
    var last = cluster.upperBound
    while last < matches.count, source(last).upperBound <= range.upperBound { last += 1 }
    // Before another line is folded with its sources.
    let places = sources(of: matches[first..<last])
    var part = FoldedText()
    matcher.folder.fold(text.span.extracting(range), into: &part)
    let units = part.units
    matcher.folder.fold(
      text.span.extracting(range.lowerBound..<places[0].range.lowerBound), into: &part)
    return Shown(
      range: range, matches: first..<last, places: places, units: units,
      repetitions: repetitions(of: units, from: first, of: matches, offset: part.units.count))
  }

  /// The places beside its own at which a passage stands, each as the index of the match with which the
  /// passage's first one agrees. None for a short passage.
  ///
  /// - Parameter offset: units of the passage before its match `first`; one more where a space was
  ///   between them.
  private func repetitions(
    of passage: [UInt16], from first: Int, of matches: [Match], offset: Int
  ) -> [Int] {
    guard passage.count >= PagePassages.minimumLength else { return [] }
    let units = matcher.folded.units
    func stands(_ match: Int, _ offset: Int) -> Bool {
      let start = matches[match].range.lowerBound - offset
      return start >= 0 && start + passage.count <= units.count
        && units[start..<start + passage.count].elementsEqual(passage)
    }
    guard let offset = [offset, offset + 1].first(where: { stands(first, $0) }) else { return [] }
    let own = matches[first].range.lowerBound - offset
    var end = 0
    return matches.indices.filter { match in
      let start = matches[match].range.lowerBound - offset
      guard matches[match].text == matches[first].text, start >= end,
        abs(start - own) >= passage.count, stands(match, offset)
      else { return false }
      end = start + passage.count
      return true
    }
  }

  /// The UTF-8 ranges of matches, without those in a character that another match is in: of ㈱, for
  /// example, which folds to three.
  private mutating func sources(
    of matches: ArraySlice<Match>
  ) -> [(range: Range<Int>, place: LeafPlace?)] {
    var sources: [(range: Range<Int>, place: LeafPlace?)] = []
    for match in matches {
      let source = matcher.source(of: match.range)
      if source.lowerBound >= sources.last?.range.upperBound ?? 0 {
        sources.append((source, match.place))
      }
    }
    return sources
  }

  private mutating func passage(
    _ shown: Shown, of matches: [Match], in text: [UInt8], of document: StoredDocument
  ) -> Passage {
    let start = shown.places[0].range.lowerBound
    let line = Self.line(document.text, shown.range, shown.places.map(\.range))
    let equivalences = shown.places.map { (source, place) -> [Equivalence] in
      guard let place else { return [] }
      if let equivalence = place.equivalence { return [equivalence] }
      // The folder that found the place was made with the same data.
      let source = String(decoding: text[source], as: UTF8.self)
      return (try? labels.equivalences(of: place.text, source)) ?? []
    }
    return Passage(
      text: line.text, position: document.sourceMap.position(of: start, in: text),
      isNotice: shown.range.upperBound > document.bodyEnd,
      section: document.sections.path(at: start), matches: line.matches,
      equivalences: equivalences,
      repetitions: shown.repetitions.prefix(Self.repetitionLimit).map { match in
        let place = matcher.source(of: matches[match].range).lowerBound
        return Passage.Repetition(
          position: document.sourceMap.position(of: place, in: text),
          section: document.sections.path(at: place))
      },
      repetitionCount: shown.repetitions.count, sameAs: shown.owner)
  }

  /// A passage and its matches on one line: white space with a line break in it becomes one space, or
  /// nothing beside characters that are written without spaces.
  static func line(
    _ source: [UInt8], _ range: Range<Int>, _ matches: [Range<Int>]
  ) -> (text: String, matches: [Range<Int>]) {
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
    for scalar in String(decoding: source[range], as: UTF8.self).unicodeScalars {
      // The last white space of Unicode is U+3000.
      if scalar.value <= 0x3000, scalar.properties.isWhitespace {
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
    return (
      String(text),
      matches.map {
        offsets[$0.lowerBound - range.lowerBound]..<offsets[$0.upperBound - range.lowerBound]
      }
    )
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
