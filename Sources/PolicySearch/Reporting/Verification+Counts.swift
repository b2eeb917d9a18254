internal import InvertedIndex
internal import TextAnalysis

extension Library {
  /// A text whose totals in the index are not those of a scan.
  package struct CountFailure: Equatable, Sendable {
    package let text: String
    /// What the index says.
    package let documents: Int
    package let occurrences: Int
    /// What a scan of all documents says.
    package let scannedDocuments: Int
    package let scannedOccurrences: Int
  }

  /// Proves the counts of literal search: takes `count` random substrings of 1 to 40 characters from
  /// random documents, and compares their documents and occurrences in the whole library with a plain
  /// scan of every document's folded text.
  ///
  /// The same seed takes the same substrings from the same library. Cost: every document is read and
  /// folded once and scanned once for each substring, about 1 ns a character and substring.
  ///
  /// Returns how many were checked: `count`, or none where the library has no text.
  package func verifyCounts(
    count: Int, seed: UInt64
  ) throws(LibraryError) -> (checked: Int, failures: [CountFailure]) {
    var folder = try LibraryError.wrappingUnicodeDataError(TextFolder.init)
    return try LibraryError.wrappingIndexError { () throws(IndexError) in
      let patterns = try randomPatterns(count, seed: seed, &folder)
      var documents = [Int](repeating: 0, count: patterns.count)
      var occurrences = documents
      var folded = FoldedText()
      for segment in snapshot.segments {
        var reader = StoredDocumentReader(segment.reader)
        for document in segment.liveDocuments {
          let text = try reader.document(document).text
          folder.fold(text.span, into: &folded)
          for (number, pattern) in patterns.enumerated() {
            let places = pattern.occurrences(in: folded.units).count
            documents[number] += places > 0 ? 1 : 0
            occurrences[number] += places
          }
        }
      }
      var failures: [CountFailure] = []
      for (number, pattern) in patterns.enumerated() {
        var found = (documents: 0, occurrences: 0)
        for segment in snapshot.segments {
          let matches = try pattern.matches(in: segment)
          found.documents += matches.documents.count
          found.occurrences += matches.totalFrequency
        }
        guard found != (documents[number], occurrences[number]) else { continue }
        failures.append(
          CountFailure(
            text: String(decoding: pattern.units, as: UTF16.self), documents: found.documents,
            occurrences: found.occurrences, scannedDocuments: documents[number],
            scannedOccurrences: occurrences[number]))
      }
      return (patterns.count, failures)
    }
  }

  /// Random pieces of the folded texts of random documents; fewer than `count` only where the
  /// library has no text.
  private func randomPatterns(
    _ count: Int, seed: UInt64, _ folder: inout TextFolder
  ) throws(IndexError) -> [LiteralPattern] {
    var pieces = RandomPieces(of: self, seed: seed)
    var patterns: [LiteralPattern] = []
    while patterns.count < count, try pieces.nextDocument(&folder, withSources: false) != nil {
      if let pattern = Self.pattern(pieces.folded.units[pieces.nextRange()]) {
        patterns.append(pattern)
      }
    }
    return patterns
  }

  /// A piece of a text as a pattern, unless it begins or ends with half a surrogate pair.
  private static func pattern(_ units: ArraySlice<UInt16>) -> LiteralPattern? {
    guard let first = units.first, let last = units.last, !UTF16.isTrailSurrogate(first),
      !UTF16.isLeadSurrogate(last)
    else { return nil }
    return LiteralPattern(units: Array(units))
  }
}
