internal import InvertedIndex

/// In what order the documents of a tier are told. Its raw value is its name on the command line and over
/// HTTP.
package enum ResultOrder: String, CaseIterable, Sendable {
  /// The best first.
  case relevance
  /// The earliest first. One that is dated by its year or month comes before that year's or month's first
  /// day; undated ones come last.
  case date
  /// The latest first; undated ones come last.
  case latest = "-date"
  /// By the code points of the titles; untitled ones come last.
  case title
  /// By the bytes of the path of the file that leads to its lines, then by its number in it.
  case path
}

extension Library {
  /// Hits of one tier, which come by relevance, in another order; those that it holds for equal stay as
  /// they are.
  ///
  /// Cost: a sort; for paths each document is looked up in the catalogue.
  func ordered(_ hits: [Hit], by order: ResultOrder) throws(IndexError) -> [Hit] {
    switch order {
    case .relevance: return hits
    case .date: return sorted(hits, by: try dates(of: hits).map { $0 == 0 ? .max : $0 })
    case .latest: return sorted(hits, by: try dates(of: hits).map { $0 == 0 ? .max : -$0 })
    case .title: return sorted(hits, by: try titles(of: hits))
    case .path:
      var places: [PathKey] = []
      for hit in hits {
        places.append(PathKey(try sources(of: hit.document, segment: hit.segment).sources[0]))
      }
      return sorted(hits, by: places)
    }
  }

  /// All exact documents of an answer in an order. Cost: as of ``ordered(_:by:)``; ranks them for every order
  /// but that of their paths, in which none are equal.
  func orderedExactHits(of answer: Answer, by order: ResultOrder) throws(IndexError) -> [Hit] {
    guard order != .path else { return try ordered(answer.exactHits, by: order) }
    return try ordered(answer.page(offset: 0, limit: answer.exactCount).map(\.hit), by: order)
  }

  private func sorted(_ hits: [Hit], by keys: [some Comparable]) -> [Hit] {
    hits.indices.sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] < keys[$1] }.map { hits[$0] }
  }

  private func dates(of hits: [Hit]) throws(IndexError) -> [Int64] {
    var columns: [UnsafeBufferPointer<Int64>] = []
    for segment in snapshot.segments {
      columns.append(try segment.reader.integers(column: LibrarySchema.date))
    }
    return hits.map { columns[$0.segment][Int($0.document)] }
  }

  private func titles(of hits: [Hit]) throws(IndexError) -> [TitleKey] {
    var titles: [TitleKey] = []
    for hit in hits {
      let column = snapshot.segments[hit.segment].reader.keywordColumns[LibrarySchema.title]
      titles.append(TitleKey(try column.value(of: hit.document)))
    }
    return titles
  }
}

/// A title as it is ordered.
private struct TitleKey: Comparable {
  let title: String?

  init(_ title: String?) { self.title = title }

  static func == (a: TitleKey, b: TitleKey) -> Bool {
    guard let first = a.title, let second = b.title else { return a.title == nil && b.title == nil }
    return first.utf8.elementsEqual(second.utf8)
  }

  static func < (a: TitleKey, b: TitleKey) -> Bool {
    guard let first = a.title, let second = b.title else { return a.title != nil && b.title == nil }
    return first.unicodeScalars.lexicographicallyPrecedes(second.unicodeScalars)
  }
}

/// A place in a file as it is ordered.
private struct PathKey: Comparable {
  let source: DocumentSource

  init(_ source: DocumentSource) { self.source = source }

  static func < (a: PathKey, b: PathKey) -> Bool { a.source.precedes(b.source) }
}
