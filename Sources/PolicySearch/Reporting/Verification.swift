internal import DocumentParsing
internal import InvertedIndex
internal import TextAnalysis

extension Library {
  /// Verifies every checksum of every file, and that every structure can be read to its end: all
  /// terms with all their postings and positions, all stored documents, columns and records, and that
  /// they agree with each other. Returns how many documents were checked.
  ///
  /// Cost: reads the whole index once.
  package func verify() throws(LibraryError) -> Int {
    try LibraryError.wrappingIndexError { () throws(IndexError) in
      try catalogue.verifyChecksums()
      try DictionaryCache(snapshot.directory).verify()
      var checked: Set<DocumentIdentifier> = []
      for (index, segment) in snapshot.segments.enumerated() {
        try segment.reader.verifyChecksums()
        try segment.reader.verifyStructure()
        var reader = StoredDocumentReader(segment.reader)
        for document in segment.liveDocuments {
          let copy = try segment.reader.copy(document)
          let identifier = copy.identifier
          func require(_ condition: Bool, _ reason: String) throws(IndexError) {
            guard condition else {
              throw .corrupt(
                file: segment.reader.path, offset: 0, reason: "document \(identifier) \(reason)")
            }
          }
          let record = try reader.stored(document)
          let stored = try StoredDocument(record: record, of: document, in: segment.reader)
          try require(stored.identifier == identifier, "is another than its name says")
          try require(
            record.withUnsafeBytes { Checksum.of($0) } == copy.layout,
            "is laid out otherwise than its checksum says")
          try require(checked.insert(identifier).inserted, "stands in the index twice")
          _ = try sources(of: document, segment: index)
        }
      }
      for record in try catalogue.records() {
        for copy in record.documents where !checked.contains(copy.identifier) {
          throw .corrupt(
            file: catalogue.path, offset: 0,
            reason: "document \(copy.identifier) of \(record.path) is not in the index")
        }
      }
      return checked.count
    }
  }

  /// A stored text that search did not find where it stands.
  package struct LiteralFailure: Equatable, Sendable {
    /// The document it was taken from.
    package let identifier: DocumentIdentifier
    package let text: String
    /// What went wrong, as part of a sentence.
    package let reason: String
  }

  /// Proves literal search on the library's own documents: takes `count` random substrings of 1 to 40
  /// characters from random documents, searches each, and checks that its document is found, that the
  /// index has it at the place it was taken from, and that the document's count is that of a scan.
  ///
  /// The same seed takes the same substrings from the same library. Returns how many were checked:
  /// `count`, or none where the library has no text.
  package func verifyLiteral(
    count: Int, seed: UInt64
  ) throws(LibraryError) -> (checked: Int, failures: [LiteralFailure]) {
    var folder = try LibraryError.wrappingUnicodeDataError(TextFolder.init)
    return try LibraryError.wrappingIndexError { () throws(IndexError) in
      try verifyLiteral(count: count, seed: seed, &folder)
    }
  }

  private func verifyLiteral(
    count: Int, seed: UInt64, _ folder: inout TextFolder
  ) throws(IndexError) -> (checked: Int, failures: [LiteralFailure]) {
    var pieces = RandomPieces(of: self, seed: seed)
    var failures: [LiteralFailure] = []
    var checked = 0
    while checked < count, let found = try pieces.nextDocument(&folder, withSources: true) {
      // Several substrings of a document share the cost of reading it.
      for _ in 0..<min(8, count - checked) {
        checked += 1
        let source = pieces.folded.sourceRange(of: pieces.nextRange())
        let substring = String(decoding: found.stored.text[source], as: UTF8.self)
        if let reason = try literalFailure(
          substring, at: source.lowerBound, pieces.folded, found.document, segment: found.segment,
          &folder)
        {
          failures.append(
            LiteralFailure(
              identifier: try snapshot.segments[found.segment].reader.copy(found.document)
                .identifier,
              text: substring, reason: reason))
        }
      }
    }
    return (checked, failures)
  }

  private func literalFailure(
    _ substring: String, at offset: Int, _ folded: FoldedText, _ document: DocID, segment: Int,
    _ folder: inout TextFolder
  ) throws(IndexError) -> String? {
    guard let pattern = LiteralPattern(units: folder.fold(substring).units) else {
      return "nothing is left of it after folding"
    }
    let places = pattern.occurrences(in: folded.units)
    let matches = try pattern.matches(in: snapshot.segments[segment])
    guard let found = matches.documents.firstIndex(of: document) else {
      return "its document is not found"
    }
    guard Int(matches.frequencies[found]) == places.count else {
      return "\(matches.frequencies[found]) occurrences in the index, \(places.count) in the text"
    }
    guard pattern.units.count > 1 else { return nil }
    let positions = try pattern.positions(in: document, of: snapshot.segments[segment])
    let isInPlace = positions.contains { position in
      folded.sourceRange(of: Int(position)..<Int(position) + 1).lowerBound == offset
    }
    return isInPlace ? nil : "the index does not have it at byte \(offset) of the text"
  }
}
