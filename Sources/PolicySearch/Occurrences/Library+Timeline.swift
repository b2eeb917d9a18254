internal import InvertedIndex

extension Library {
  /// Counts terms, each a query of its own, in the documents of each year or month that pass the filters.
  ///
  /// The counts are those of ``search(_:)``: documents of the exact tier, and the places in them at which the
  /// query's texts stand. Nothing is decompressed. Cost: the evaluation of the terms, and a pass over 12
  /// bytes a document, and over 4 for each term.
  package func timeline(
    of terms: [String], by interval: Timeline.Interval,
    filters: SearchFilters = SearchFilters(), comparison: Comparison = .equivalent
  ) throws(LibraryError) -> Timeline {
    let start = ContinuousClock.now
    let vocabulary = try vocabulary()
    // Before anything is counted, so that all terms are queries.
    let plans = try terms.map { (term) throws(LibraryError) in
      try QueryPlan(term, filters, comparison: comparison, vocabulary: vocabulary)
    }
    var tally = PeriodTally(interval: interval, terms: terms.count)
    try LibraryError.wrappingIndexError { () throws(IndexError) in
      try tally.addDocuments(of: snapshot, passing: filters)
    }
    for (term, plan) in plans.enumerated() {
      var matcher = try QueryMatcher(plan)
      try LibraryError.wrappingIndexError { () throws(IndexError) in
        try tally.add(Answer(&matcher, filters, snapshot, findsRelated: false), asTerm: term)
      }
    }
    return Timeline(
      terms: terms, interval: interval, rows: tally.rows, generation: generation,
      elapsed: Int((ContinuousClock.now - start) / .microseconds(1)))
  }
}

/// Counts by periods. A period has a number: its value in the date column without the day, or without month
/// and day, so that 0 stands for no date.
private struct PeriodTally {
  private let interval: Timeline.Interval
  private let terms: Int
  private var documents: [Int]
  private var characters: [Int]
  /// For each period, for each term.
  private var counts: [Timeline.Count]

  init(interval: Timeline.Interval, terms: Int) {
    self.interval = interval
    self.terms = terms
    // No date is later than 2199, see `PolicyDate`.
    let periods = interval == .year ? 2200 : 2200 * 100
    documents = Array(repeating: 0, count: periods)
    characters = Array(repeating: 0, count: periods)
    counts = Array(repeating: Timeline.Count(), count: periods * terms)
  }

  private func period(_ date: Int64) -> Int { Int(date) / (interval == .year ? 10_000 : 100) }

  mutating func addDocuments(
    of snapshot: IndexSnapshot, passing filters: SearchFilters
  ) throws(IndexError) {
    for segment in snapshot.segments {
      let dates = try segment.reader.integers(column: LibrarySchema.date)
      let lengths = try segment.reader.lengths(field: LibrarySchema.pairs)
      let passing = try filters.documents(in: segment.reader)
      for document in segment.liveDocuments where passing?.contains(document) ?? true {
        let period = period(dates[Int(document)])
        documents[period] += 1
        characters[period] += Int(lengths[Int(document)])
      }
    }
  }

  mutating func add(_ answer: Answer, asTerm term: Int) throws(IndexError) {
    for (index, segment) in answer.snapshot.segments.enumerated() {
      let dates = try segment.reader.integers(column: LibrarySchema.date)
      answer.forEachExactDocument(ofSegment: index) { document, occurrences in
        let place = period(dates[Int(document)]) * terms + term
        counts[place].documents += 1
        counts[place].occurrences += occurrences
      }
    }
  }

  /// The periods with documents, ascending, and then the documents without a date.
  var rows: [Timeline.Row] {
    (documents.indices.dropFirst().filter { documents[$0] > 0 } + [0]).map { period in
      Timeline.Row(
        period: name(of: period), documents: documents[period], characters: characters[period],
        counts: Array(counts[period * terms..<(period + 1) * terms]))
    }
  }

  private func name(of period: Int) -> String? {
    guard period > 0 else { return nil }
    guard interval == .month else { return String(period) }
    let (year, month) = period.quotientAndRemainder(dividingBy: 100)
    return month == 0 ? String(year) : "\(year)-\(month < 10 ? "0" : "")\(month)"
  }
}
