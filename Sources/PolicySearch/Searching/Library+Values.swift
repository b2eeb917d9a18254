internal import InvertedIndex

extension Library {
  /// The values that documents have in a field, in bytewise order.
  ///
  /// Cost: one pass over 4 bytes a document, and a string for each distinct value.
  package func values(of field: KeywordField) throws(LibraryError) -> [String] {
    try LibraryError.wrappingIndexError { () throws(IndexError) in
      var values: Set<[UInt8]> = []
      for segment in snapshot.segments {
        let column = segment.reader.keywordColumns[field.column]
        let counts = try column.counts(
          in: segment.live?.documents ?? .all(segment.reader.documentCount))
        for ordinal in 0..<column.count where counts[ordinal + 1] > 0 {
          values.insert(Array(try column.value(ordinal).utf8))
        }
      }
      return values.sorted { $0.lexicographicallyPrecedes($1) }
        .map { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// The values of filters that no document meets, each once.
  ///
  /// Cost: a binary search in every segment, for a region a look at all of its regions; in one with deletions also a pass over 4 bytes a document.
  package func unknownValues(
    of filters: SearchFilters
  ) throws(LibraryError) -> [(field: KeywordField, value: String)] {
    try LibraryError.wrappingIndexError { () throws(IndexError) in
      var unknown: [(field: KeywordField, value: String)] = []
      for field in KeywordField.allCases {
        var seen: Set<[UInt8]> = []
        for value in filters[field] where seen.insert(Array(value.utf8)).inserted {
          if try !hasDocument(with: value, in: field) { unknown.append((field, value)) }
        }
      }
      return unknown
    }
  }

  private func hasDocument(
    with value: String, in field: KeywordField
  ) throws(IndexError) -> Bool {
    for segment in snapshot.segments {
      let column = segment.reader.keywordColumns[field.column]
      let ordinals = try column.ordinals(meeting: value, of: field)
      guard !ordinals.isEmpty else { continue }
      // A column has only values of its documents, so that nothing but a deletion can take one away.
      guard let live = segment.live else { return true }
      var documents = try column.documents(withAnyOf: ordinals)
      documents.formIntersection(live.documents)
      if documents.count > 0 { return true }
    }
    return false
  }
}
