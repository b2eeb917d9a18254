internal import DocumentParsing
internal import InvertedIndex
internal import TextAnalysis

extension Library {
  /// What a verification of places has found.
  package struct PlacesVerification: Equatable, Sendable {
    /// Substrings searched: as many as were asked for, or none where the library has no text.
    package fileprivate(set) var substrings = 0
    /// Places compared with their files.
    package fileprivate(set) var places = 0
    /// Places in files that are not as they were indexed, which say nothing.
    package fileprivate(set) var unverifiedPlaces = 0
    /// These files, ascending.
    package fileprivate(set) var changedFiles: [String] = []
    package fileprivate(set) var failures: [PlaceFailure] = []

    /// Places at which another text stands in the file.
    package var misplaced: Int { failures.count { $0.found != nil } }
  }

  /// A place that a search reports and at which its text does not stand in the file; or one at which a
  /// text stands that no search finds.
  package struct PlaceFailure: Equatable, Sendable {
    package let text: String
    package let path: String
    package let line: Int
    package let column: Int
    /// The fold of what stands there instead; nil where nothing was found.
    package let found: String?
  }

  /// Proves the places of literal search: searches `count` random substrings of random documents and
  /// compares each place that the first 50 hits of each report (of all passages and their repetitions)
  /// with its file, read anew by the library's rules.
  ///
  /// The fold of what stands in the file from the reported line and column on must begin with the fold of
  /// the substring; ``VerificationSource`` says what is taken to stand there. Of four substrings two lie
  /// across a seam of their document: a place where neighbouring characters are no neighbours in the
  /// file. One lies in the notices, if it has any.
  ///
  /// The same seed takes the same substrings from the same library. Cost: for each 500 substrings every
  /// file that they stand in is parsed once.
  package func verifyPlaces(
    count: Int, seed: UInt64
  ) throws(LibraryError) -> PlacesVerification {
    var folder = try LibraryError.wrappingUnicodeDataError(TextFolder.init)
    let records = Dictionary(
      uniqueKeysWithValues: try LibraryError.wrappingIndexError(catalogue.records).map {
        ($0.path, $0)
      })
    var pieces = RandomPieces(of: self, seed: seed)
    var result = PlacesVerification()
    var changed: Set<String> = []
    while result.substrings < count {
      let limit = min(count, result.substrings + Self.batchSize)
      let places = try reportedPlaces(upTo: limit, of: &pieces, &folder, &result)
      if places.isEmpty, result.substrings < limit { break }
      for (path, places) in places.sorted(by: { $0.key < $1.key }) {
        guard let record = records[path],
          let source = try LibraryError.wrappingIndexError({ () throws(IndexError) in
            try verificationSource(of: record)
          })
        else {
          changed.insert(path)
          result.unverifiedPlaces += places.count
          continue
        }
        for place in places {
          result.places += 1
          let wanted = folder.fold(place.text).units
          if let found = source.difference(
            from: wanted, at: place.position, ofPart: place.part, &folder)
          {
            result.failures.append(PlaceFailure(place, path: path, found: found))
          }
        }
      }
    }
    result.changedFiles = changed.sorted()
    return result
  }

  /// A place that a search reports.
  fileprivate struct ReportedPlace {
    let text: String
    let position: SourcePosition
    let part: Int
  }

  /// Substrings that share the reading of their files.
  private static let batchSize = 500
  /// Hits of a search of which the places are compared.
  private static let hitLimit = 50

  /// Searches further substrings until `limit` have been; the places they are reported at, by path.
  private func reportedPlaces(
    upTo limit: Int, of pieces: inout RandomPieces, _ folder: inout TextFolder,
    _ result: inout PlacesVerification
  ) throws(LibraryError) -> [String: [ReportedPlace]] {
    var places: [String: [ReportedPlace]] = [:]
    while result.substrings < limit {
      let next = try LibraryError.wrappingIndexError { () throws(IndexError) in
        try pieces.nextDocument(&folder, withSources: true)
      }
      guard let (segment, document, stored) = next else { break }
      let folded = pieces.folded
      let seams = Self.seams(of: stored, folded)
      let notices = folded.units.indices.first {
        folded.sourceRange(of: $0..<$0 + 1).lowerBound >= stored.bodyEnd
      }
      // Several substrings of a document share the cost of reading it.
      for number in 0..<min(8, limit - result.substrings) {
        result.substrings += 1
        let range =
          switch number % 4 {
          case 1 where !seams.isEmpty, 3 where !seams.isEmpty: pieces.nextRange(across: seams)
          case 2: pieces.nextRange(from: notices ?? 0)
          default: pieces.nextRange()
          }
        let source = folded.sourceRange(of: range)
        let text = String(decoding: stored.text[source], as: UTF8.self)
        let hits = try search(SearchRequest(query: Self.quoted(text), limit: Self.hitLimit)).hits
        for hit in hits {
          for passage in hit.passages {
            for position in [passage.position] + passage.repetitions.map(\.position) {
              places[hit.path, default: []].append(
                ReportedPlace(text: text, position: position, part: hit.part))
            }
          }
        }
        guard hits.isEmpty else { continue }
        let own = try LibraryError.wrappingIndexError { () throws(IndexError) in
          try sources(of: document, segment: segment).sources[0]
        }
        let place = ReportedPlace(
          text: text, position: stored.sourceMap.position(of: source.lowerBound, in: stored.text),
          part: own.part)
        result.failures.append(PlaceFailure(place, path: own.path, found: nil))
      }
    }
    return places
  }

  /// A text as a quoted query. All double quotation marks fold alike, and so do question marks: a corner
  /// bracket does not end the quotation, and a full-width question mark stands for nothing else.
  private static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar {
      case "\"", "“", "”": "「"
      case "?": "？"
      default: scalar
      }
    }
    return "\"\(String(String.UnicodeScalarView(scalars)))\""
  }

  /// The units of a document's fold that do not follow the one before in the file: where white space
  /// stands between them, or the map leads elsewhere.
  private static func seams(of document: StoredDocument, _ folded: FoldedText) -> [Int] {
    let sources = folded.units.indices.map { folded.sourceRange(of: $0..<$0 + 1) }
    let positions = document.sourceMap.positions(
      of: sources.lazy.map(\.lowerBound), in: document.text)
    return folded.units.indices.dropFirst().filter { unit in
      let (before, here) = (sources[unit - 1], sources[unit])
      guard before != here else { return false }
      let width = document.text[before].count { $0 & 0xC0 != 0x80 }
      return before.upperBound != here.lowerBound
        || positions[unit].line != positions[unit - 1].line
        || positions[unit].column != positions[unit - 1].column + width
    }
  }

  /// A file as it is now; nil where it is not as it was indexed, or no longer there.
  private func verificationSource(
    of record: FileRecord
  ) throws(IndexError) -> VerificationSource? {
    let reading = FileReading(of: record.path, rules, roots)
    guard let bytes = try? IndexDirectory.contents(of: record.path),
      bytes.withUnsafeBytes({ Checksum.of($0) }) == record.contentChecksum,
      let parsed = try? reading.parser.parse(
        bytes, path: record.path, sideFile: reading.sideFile, explains: true)
    else { return nil }
    let used = parsed.sideFileError == nil ? reading : reading.uncorrected
    guard used.checksum == record.reading else { return nil }
    return try? VerificationSource(bytes, path: record.path, parsed: parsed)
  }
}

extension Library.PlaceFailure {
  fileprivate init(_ place: Library.ReportedPlace, path: String, found: String?) {
    text = place.text
    self.path = path
    line = place.position.line
    column = place.position.column
    self.found = found
  }
}
