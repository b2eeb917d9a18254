internal import InvertedIndex
internal import TextAnalysis

extension Library {
  /// Texts longer than this are no beginning of a word or a name.
  private static let longestCompletion = 64
  /// Hits among which titles are looked for.
  private static let titleHits = 20

  /// What a text may become, at most `limit` of each sort. None of a text that is blank or of more than 64
  /// characters.
  ///
  /// Cost: the terms that begin with the text, the postings of those that are told, the distinct speakers and
  /// bodies, and a search with 20 hits: some milliseconds.
  package func completions(of text: String, limit: Int) throws(LibraryError) -> Completions {
    var completions = Completions(text: text)
    guard text.unicodeScalars.count <= Self.longestCompletion else { return completions }
    var folder = try LibraryError.wrappingUnicodeDataError(TextFolder.init)
    let units = folder.fold(text).units
    guard !units.isEmpty else { return completions }
    completions.words = try LibraryError.wrappingIndexError { () throws(IndexError) in
      try words(beginningWith: units, limit: limit)
    }
    completions.names = try names(containing: units, limit: limit, &folder)
    completions.titles = try titles(containing: units, of: text, limit: limit, &folder)
    return completions
  }

  /// The likeliest by what the dictionaries know of them; only these are counted.
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
    let likeliest = frequencies.sorted {
      $0.value == $1.value ? $0.key.lexicographicallyPrecedes($1.key) : $0.value > $1.value
    }.prefix(limit)
    var words: [Completions.Word] = []
    for (term, _) in likeliest {
      let units = stride(from: 0, to: term.count, by: 2).map {
        UInt16(term[$0]) << 8 | UInt16(term[$0 + 1])
      }
      guard let pattern = LiteralPattern(units: units) else { continue }
      var documents = 0
      for segment in snapshot.segments {
        documents += try pattern.matches(in: segment).documents.count
      }
      guard documents > 0 else { continue }
      words.append(
        Completions.Word(text: String(decoding: units, as: UTF16.self), documents: documents))
    }
    return words.enumerated().sorted {
      ($1.element.documents, $0.offset) < ($0.element.documents, $1.offset)
    }.map(\.element)
  }

  private func names(
    containing units: [UInt16], limit: Int, _ folder: inout TextFolder
  ) throws(LibraryError) -> [Completions.Name] {
    var names: [Completions.Name] = []
    for field in [KeywordField.speaker, .issuer] {
      for (value, documents) in try counts(of: field)
      where folder.fold(value).units.firstRange(of: units) != nil {
        names.append(Completions.Name(field: field, text: value, documents: documents))
      }
    }
    names.sort {
      $0.documents == $1.documents
        ? $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) : $0.documents > $1.documents
    }
    return Array(names.prefix(limit))
  }

  private func titles(
    containing units: [UInt16], of text: String, limit: Int, _ folder: inout TextFolder
  ) throws(LibraryError) -> [Completions.Title] {
    // What a quotation cannot hold, or means something in one, stands in no title that is worth a search.
    let literal = text.filter { !"\"“”?".contains($0) }
    guard !folder.fold(literal).units.isEmpty else { return [] }
    let request = SearchRequest(query: "\"\(literal)\"", limit: Self.titleHits)
    var titles: [Completions.Title] = []
    for hit in try search(request).hits where titles.count < limit {
      guard let title = hit.title, folder.fold(title).units.firstRange(of: units) != nil,
        !titles.contains(where: { $0.text == title })
      else { continue }
      titles.append(Completions.Title(identifier: hit.identifier, text: title))
    }
    return titles
  }

  /// The values that documents have in a field, with how many have each.
  private func counts(of field: KeywordField) throws(LibraryError) -> [(String, Int)] {
    try LibraryError.wrappingIndexError { () throws(IndexError) in
      // By bytes: strings are equal that are canonically equivalent.
      var counts: [[UInt8]: Int] = [:]
      for segment in snapshot.segments {
        let column = segment.reader.keywordColumns[field.column]
        let numbers = try column.counts(
          in: segment.live?.documents ?? .all(segment.reader.documentCount))
        for ordinal in 0..<column.count where numbers[ordinal + 1] > 0 {
          counts[Array(try column.value(ordinal).utf8), default: 0] += numbers[ordinal + 1]
        }
      }
      return counts.map { (String(decoding: $0.key, as: UTF8.self), $0.value) }
    }
  }
}
