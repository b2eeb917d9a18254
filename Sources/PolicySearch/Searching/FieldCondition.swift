internal import InvertedIndex
internal import QueryLanguage
internal import TextAnalysis

/// What a document's fields must say.
enum FieldCondition: Hashable, Sendable {
  /// A field that the index keeps as a column has the text: a kind is the text, a region lies in it, the
  /// others, and a region where the text has wildcards, contain it.
  case text(QueryField, QueryTerm)
  /// The document is of one of the years.
  case years(ClosedRange<Int>)

  /// The documents of a segment that meet it, deleted ones included.
  ///
  /// Cost: folds every distinct value of the field once, and passes over 4 or 8 bytes a document.
  func documents(
    in segment: SegmentReader, _ folder: inout TextFolder
  ) throws(IndexError) -> DocumentSet {
    switch self {
    case .years(let years):
      return try segment.documents(
        integerColumn: LibrarySchema.date,
        inAnyOf: [Int64(years.lowerBound) * 10_000...Int64(years.upperBound) * 10_000 + 99_99])
    case .text(.region, let term) where !term.pattern.hasWildcards:
      let column = segment.keywordColumns[LibrarySchema.region]
      return try column.documents(withAnyOf: try column.ordinals(meeting: term.text, of: .region))
    case .text(let field, let term):
      let column = segment.keywordColumns[Self.column(of: field)]
      var ordinals: [Int] = []
      var folded = FoldedText()
      for ordinal in 0..<column.count {
        folder.fold(Array(try column.value(ordinal).utf8).span, into: &folded)
        let isMet = term.forms.contains { form in
          (field != .kind || form.pattern.units.count == folded.units.count)
            && !form.pattern.occurrences(in: folded.units).isEmpty
        }
        if isMet { ordinals.append(ordinal) }
      }
      return try column.documents(withAnyOf: ordinals)
    }
  }

  private static func column(of field: QueryField) -> Int {
    switch field {
    case .title: LibrarySchema.title
    case .by: LibrarySchema.speaker
    case .org: LibrarySchema.issuer
    case .no: LibrarySchema.number
    case .kind: LibrarySchema.kind
    case .region: LibrarySchema.region
    case .heading, .py, .year: preconditionFailure("\(field) is no column of words")
    }
  }
}
