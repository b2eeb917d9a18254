package import DocumentParsing
internal import InvertedIndex

/// Which documents a search may find at all, whatever its query says. All conditions must hold.
package struct SearchFilters: Equatable, Sendable {
  private var values: [KeywordField: [String]] = [:]
  /// The first day, month or year of the documents' dates; nil for no bound.
  package var since: PolicyDate?
  /// The last day, month or year of the documents' dates, the whole of it; nil for no bound.
  package var until: PolicyDate?

  /// No restriction.
  package init() {}

  /// The values any of which a document must have, compared by their bytes, but a region also where it
  /// lies in one of them; empty for no restriction.
  package subscript(field: KeywordField) -> [String] {
    get { values[field, default: []] }
    set { values[field] = newValue.isEmpty ? nil : newValue }
  }

  /// Whether every document passes.
  package var isEmpty: Bool { values.isEmpty && since == nil && until == nil }

  /// Whether no day lies within the bounds.
  var isReversed: Bool {
    guard let since, let until else { return false }
    return until.lastColumnValue < since.columnValue
  }

  /// The documents of a segment that pass, deleted ones included; nil when all do.
  ///
  /// Cost: one pass over 4 bytes a document for each restricted field, some microseconds for each region
  /// that documents have, and up to three passes over 8 bytes a document for the dates.
  func documents(in segment: SegmentReader) throws(IndexError) -> DocumentSet? {
    var passing: DocumentSet?
    func restrict(to documents: DocumentSet) {
      if passing == nil { passing = documents } else { passing?.formIntersection(documents) }
    }
    for (field, values) in values {
      let column = segment.keywordColumns[field.column]
      var ordinals: [Int] = []
      for value in values {
        ordinals += try column.ordinals(meeting: value, of: field)
      }
      restrict(to: try column.documents(withAnyOf: ordinals))
    }
    if let ranges = dateRanges {
      restrict(to: try segment.documents(integerColumn: LibrarySchema.date, inAnyOf: ranges))
    }
    return passing
  }

  /// The values of the date column that pass, or nil when there is no bound.
  ///
  /// A date that is known less precisely than the bounds passes when any of its days does: values that
  /// begin before `since` are the year and the month in which it lies. No date, 0, never passes.
  private var dateRanges: [ClosedRange<Int64>]? {
    guard since != nil || until != nil else { return nil }
    guard !isReversed else { return [] }
    let first = since?.columnValue ?? 1
    var ranges = [first...(until?.lastColumnValue ?? .max)]
    if let since {
      let year = Int64(since.year) * 10_000
      let month = year + Int64(since.month ?? 0) * 100
      for value in Set([year, month]) where value < first { ranges.append(value...value) }
    }
    return ranges
  }
}

extension KeywordColumn {
  /// The numbers of the values by which a document meets what a filter asks for in a field.
  func ordinals(meeting value: String, of field: KeywordField) throws(IndexError) -> [Int] {
    guard field == .region else { return try ordinal(of: value).map { [$0] } ?? [] }
    var ordinals: [Int] = []
    for ordinal in 0..<count where Region.place(try self.value(ordinal), liesIn: value) {
      ordinals.append(ordinal)
    }
    return ordinals
  }
}

extension PolicyDate {
  /// A value of the date column that no day within this date is above, and every later date is.
  fileprivate var lastColumnValue: Int64 {
    if month == nil { return columnValue + 99_99 }
    return day == nil ? columnValue + 99 : columnValue
  }
}
