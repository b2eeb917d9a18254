internal import InvertedIndex
internal import TextAnalysis

extension Library {
  /// Texts longer than this are no beginning of a word or a name.
  private static let longestCompletion = 64
  /// Hits among which titles are looked for.
  private static let titleHits = 20

  /// Live documents.
  package var documentCount: Int { snapshot.documentCount }

  /// What a text may become, at most `limit` of each sort. None of a text that is blank or of more than 64
  /// characters.
  ///
  /// Cost: the terms that begin with the text, the distinct speakers and bodies, and a search with 20
  /// hits: some milliseconds.
  package func completions(of text: String, limit: Int) throws(LibraryError) -> Completions {
    var completions = Completions(text: text)
    guard text.unicodeScalars.count <= Self.longestCompletion else { return completions }
    var folder = try LibraryError.wrappingUnicodeDataError(TextFolder.init)
    let units = folder.units(of: text)
    guard !units.isEmpty else { return completions }
    completions.words = try LibraryError.wrappingIndexError { () throws(IndexError) in
      try words(beginningWith: units, limit: limit)
    }
    completions.names = try names(containing: units, limit: limit, &folder)
    completions.titles = try titles(containing: units, of: text, limit: limit, &folder)
    return completions
  }

  private func words(
    beginningWith units: [UInt16], limit: Int
  ) throws(IndexError) -> [Completions.Word] {
    let prefix = units.termBytes
    var frequencies: [[UInt8]: Int] = [:]
    for segment in snapshot.segments {
      for field in [LibrarySchema.words, LibrarySchema.secondaryWords] {
        var terms = try segment.reader.dictionaries[field].makeIterator(from: prefix)
        while try terms.next(), terms.term.starts(with: prefix) {
          frequencies[terms.term, default: 0] += terms.entry.documentFrequency
        }
      }
    }
    return frequencies.sorted {
      $0.value == $1.value ? $0.key.lexicographicallyPrecedes($1.key) : $0.value > $1.value
    }.prefix(limit).map { term, documents in
      let units = stride(from: 0, to: term.count, by: 2).map {
        UInt16(term[$0]) << 8 | UInt16(term[$0 + 1])
      }
      return Completions.Word(text: String(decoding: units, as: UTF16.self), documents: documents)
    }
  }

  private func names(
    containing units: [UInt16], limit: Int, _ folder: inout TextFolder
  ) throws(LibraryError) -> [Completions.Name] {
    var names: [Completions.Name] = []
    for field in [KeywordField.speaker, .issuer] {
      for (value, documents) in try counts(of: field)
      where folder.units(of: value).firstRange(of: units) != nil {
        names.append(Completions.Name(field: field, text: value, documents: documents))
      }
    }
    names.sort { $0.documents == $1.documents ? $0.text < $1.text : $0.documents > $1.documents }
    return Array(names.prefix(limit))
  }

  private func titles(
    containing units: [UInt16], of text: String, limit: Int, _ folder: inout TextFolder
  ) throws(LibraryError) -> [Completions.Title] {
    // What a quotation cannot hold, or means something in one, stands in no title that is worth a search.
    let literal = text.filter { !"\"“”?".contains($0) }
    guard !folder.units(of: literal).isEmpty else { return [] }
    let request = SearchRequest(query: "\"\(literal)\"", limit: Self.titleHits)
    var titles: [Completions.Title] = []
    for hit in try search(request).hits where titles.count < limit {
      guard let title = hit.title, folder.units(of: title).firstRange(of: units) != nil,
        !titles.contains(where: { $0.text == title })
      else { continue }
      titles.append(Completions.Title(identifier: hit.identifier, text: title))
    }
    return titles
  }

  /// The values that documents have in a field, with how many have each.
  private func counts(of field: KeywordField) throws(LibraryError) -> [(String, Int)] {
    try LibraryError.wrappingIndexError { () throws(IndexError) in
      var counts: [String: Int] = [:]
      for segment in snapshot.segments {
        let column = segment.reader.keywordColumns[field.column]
        let numbers = try column.counts(
          in: segment.live?.documents ?? .all(segment.reader.documentCount))
        for ordinal in 0..<column.count where numbers[ordinal + 1] > 0 {
          counts[try column.value(ordinal), default: 0] += numbers[ordinal + 1]
        }
      }
      return counts.map { ($0.key, $0.value) }
    }
  }
}

extension TextFolder {
  fileprivate mutating func units(of text: String) -> [UInt16] {
    var folded = FoldedText()
    fold(Array(text.utf8).span, into: &folded)
    return folded.units
  }
}
