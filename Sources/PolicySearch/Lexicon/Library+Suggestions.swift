import Glibc
internal import InvertedIndex
internal import TextAnalysis

extension Library {
  /// Texts that may be words of their own, the likeliest first: what is quoted repeatedly, and words that
  /// stand beside each other far more often than chance would have it and in changing surroundings. What
  /// is one word already, the user's words among them, is left out.
  ///
  /// Cost: one pass over all documents, some 10 MB a second; memory grows with their different words.
  package func suggestions(limit: Int) throws(LibraryError) -> [LexiconSuggestion] {
    var miner = try SuggestionMiner(self)
    return try LibraryError.wrappingIndexError { () throws(IndexError) in
      try miner.suggestions(limit: limit)
    }
  }
}

/// Finds texts of a library that may be words.
private struct SuggestionMiner: ~Copyable {
  private struct Candidate {
    let text: LiteralPattern
    let quotations: Int
    var score: Double
  }

  /// Fewer occurrences are taken for chance.
  private static let leastOccurrences = 4
  private static let leastQuotations = 2
  /// Different characters on either side.
  private static let leastVariety = 4
  /// Nats for each joint of words, that is 20 times what chance would have.
  private static let leastInformation = 3.0
  /// A text is left out for a longer one that makes up so much of its occurrences.
  private static let greatestShareOfLonger = 0.8
  /// Nats that a quotation is worth: whoever quotes a text says that it is a unit.
  private static let informationOfQuotation = 10.0
  /// Words of grammar and measure words, with which no term begins or ends: 更好|地, 三千|元, 本|条例.
  private static let functionWords: Set<[UInt16]> = {
    let words = """
      的 地 得 了 着 过 是 有 要 不 在 和 与 及 或 对 为 以 从 把 被 将 向 到 也 都 就 又 还 更 最 很 \
      这 那 其 各 本 该 此 之 所 等 内 中 上 下 前 后 时 元 条 项 款 章 节 日 月 年 次 个 名 第 \
      以上 以下 以内 以外 之日 应当 可以 或者 以及 按照 依照
      """
    return Set(words.split(separator: " ").map { Array($0.utf16) })
  }()
  private static let numerals: Set<UInt16> = Set("一二三四五六七八九十百千万亿〇零两".utf16)
  /// So many candidates are counted exactly for each one that is shown: some are parts of others.
  private static let candidatesPerSuggestion = 4
  /// From so many characters on, preparing the dictionary pays.
  private static let bulkSize = 300_000

  private let library: Library
  private var analyzer: TextAnalyzer
  private var folded = FoldedText()
  private var words: [Range<Int32>] = []
  private var neighbours = NeighbourTally()
  private var quotations = QuotationTally()

  init(_ library: Library) throws(LibraryError) {
    self.library = library
    let size = library.snapshot.segments.reduce(0) { $0 + $1.liveLengths[LibrarySchema.pairs] }
    analyzer = try TextAnalyzer(
      for: size < Self.bulkSize ? .light : .bulk, lexicon: library.vocabulary().lexicon)
  }

  mutating func suggestions(limit: Int) throws(IndexError) -> [LexiconSuggestion] {
    guard limit > 0 else { return [] }
    try readDocuments()
    var candidates = quotedCandidates() + neighbourCandidates()
    candidates.sort { Self.precedes($0, $1) }
    var seen: Set<LiteralPattern> = []
    candidates.removeAll { !seen.insert($0.text).inserted }
    let (count, overflows) = limit.multipliedReportingOverflow(by: Self.candidatesPerSuggestion)
    if !overflows, candidates.count > count { candidates.removeLast(candidates.count - count) }

    var found: [(candidate: Candidate, matches: [Matches], occurrences: Int)] = []
    for var candidate in candidates {
      var matches: [Matches] = []
      for segment in library.snapshot.segments {
        matches.append(try candidate.text.matches(in: segment))
      }
      let occurrences = matches.reduce(0) { $0 + $1.totalFrequency }
      guard occurrences > 0 else { continue }
      candidate.score = score(
        of: candidate.text.units, occurrences: occurrences, quotations: candidate.quotations)
      found.append((candidate, matches, occurrences))
    }
    let parts = found.indices.filter { part in
      found.contains { whole in
        whole.candidate.text.units.count > found[part].candidate.text.units.count
          && Double(whole.occurrences)
            >= Self.greatestShareOfLonger * Double(found[part].occurrences)
          && !found[part].candidate.text.occurrences(in: whole.candidate.text.units).isEmpty
      }
    }
    for part in parts.reversed() { found.remove(at: part) }
    found.sort { Self.precedes($0.candidate, $1.candidate) }
    var suggestions: [LexiconSuggestion] = []
    for (candidate, matches, occurrences) in found.prefix(limit) {
      suggestions.append(try suggestion(candidate, matches, occurrences: occurrences))
    }
    return suggestions
  }

  private static func precedes(_ a: Candidate, _ b: Candidate) -> Bool {
    a.score == b.score
      ? a.text.units.lexicographicallyPrecedes(b.text.units) : a.score > b.score
  }

  private mutating func readDocuments() throws(IndexError) {
    for segment in library.snapshot.segments {
      var reader = StoredDocumentReader(segment.reader)
      for number in segment.liveDocuments {
        let document = try reader.document(number)
        let body = document.text.span.extracting(..<document.bodyEnd)
        quotations.add(body, with: &analyzer.folder)
        analyzer.folder.fold(body, into: &folded)
        let units = folded.units
        analyzer.segmenter.segment(units.span, into: &words)
        neighbours.add(words, of: units.span)
      }
    }
  }

  // MARK: Candidates

  private mutating func quotedCandidates() -> [Candidate] {
    var candidates: [Candidate] = []
    for (units, count) in quotations.counts where count >= Self.leastQuotations {
      guard let text = LiteralPattern(units: units), isNoWord(units) else { continue }
      candidates.append(
        Candidate(
          text: text, quotations: count,
          score: score(of: units, occurrences: count, quotations: count)))
    }
    return candidates
  }

  private mutating func neighbourCandidates() -> [Candidate] {
    var candidates: [Candidate] = []
    let quoted = quotations.counts
    for (key, entry) in neighbours.neighbours.entries
    where entry.count >= Self.leastOccurrences && entry.variety >= Self.leastVariety {
      let words = neighbours.words(of: key)
      guard let first = words.first, let last = words.last, Self.canEndTerm(first),
        Self.canEndTerm(last)
      else { continue }
      let units = Array(words.joined())
      guard QuotationTally.lengths.contains(units.count), let text = LiteralPattern(units: units),
        information(of: key, count: Int(entry.count)) >= Self.leastInformation, isNoWord(units)
      else { continue }
      let quotations = quoted[units] ?? 0
      candidates.append(
        Candidate(
          text: text, quotations: quotations,
          score: score(
            of: units, occurrences: Int(entry.count), quotations: quotations)))
    }
    return candidates
  }

  /// Whether a term may begin or end with a word.
  private static func canEndTerm(_ word: [UInt16]) -> Bool {
    !functionWords.contains(word) && !word.allSatisfy(numerals.contains)
  }

  /// How much more often neighbours stand together than if they did so by chance, as a logarithm: of
  /// three words at the joint where it is least, the other two taken as one.
  private func information(of key: NeighbourTally.Neighbours, count: Int) -> Double {
    let words = neighbours.words(of: key).map { neighbours.count(of: $0[...]) }
    func information(_ first: Int, _ second: Int) -> Double {
      log(Double(count) * Double(neighbours.total) / (Double(first) * Double(second)))
    }
    guard key.third != 0 else { return information(words[0], words[1]) }
    let first = neighbours.count(of: key.first, key.second)
    let second = neighbours.count(of: key.second, key.third)
    return min(
      information(max(first, count), words[2]), information(words[0], max(second, count)))
  }

  /// Occurrences times the information for each joint, which is the leading term of the log-likelihood
  /// ratio (Dunning, 1993), and what quotations are worth.
  private mutating func score(
    of units: [UInt16], occurrences: Int, quotations: Int
  ) -> Double {
    analyzer.segmenter.segment(units.span, into: &words)
    guard words.count > 1 else { return 0 }
    let total = Double(max(neighbours.total, 1))
    var information = log(Double(occurrences) / total)
    for word in words {
      let count = neighbours.count(of: units[Int(word.lowerBound)..<Int(word.upperBound)])
      information -= log(Double(max(count, occurrences)) / total)
    }
    return Double(occurrences) * information / Double(words.count - 1)
      + Double(quotations) * Self.informationOfQuotation
  }

  /// Whether a text is cut into several words and is no form as a whole.
  private mutating func isNoWord(_ units: [UInt16]) -> Bool {
    var tokens: [WordToken] = []
    analyzer.segmenter.segment(units.span, into: &tokens)
    return !tokens.contains { $0.role != .subword && $0.range.count == units.count }
  }

  private mutating func suggestion(
    _ candidate: Candidate, _ matches: [Matches], occurrences: Int
  ) throws(IndexError) -> LexiconSuggestion {
    var identifier = DocumentIdentifier(0)
    var address: (segment: Int, document: DocID) = (0, 0)
    var greatest: UInt32 = 0
    for (segment, found) in matches.enumerated() {
      for (document, frequency) in zip(found.documents, found.frequencies)
      where frequency >= greatest {
        let other = try library.snapshot.segments[segment].reader.copy(document).identifier
        // Of equals the least, for the order of documents differs from index to index.
        guard frequency > greatest || other < identifier else { continue }
        (identifier, address, greatest) = (other, (segment, document), frequency)
      }
    }
    let sources = try library.sources(of: address.document, segment: address.segment).sources
    let units = candidate.text.units
    analyzer.segmenter.segment(units.span, into: &words)
    return LexiconSuggestion(
      text: String(decoding: units, as: UTF16.self),
      words: words.map {
        String(decoding: units[Int($0.lowerBound)..<Int($0.upperBound)], as: UTF16.self)
      },
      occurrences: occurrences, documents: matches.reduce(0) { $0 + $1.documents.count },
      quotations: candidate.quotations, example: identifier, examplePath: sources[0].path)
  }
}
