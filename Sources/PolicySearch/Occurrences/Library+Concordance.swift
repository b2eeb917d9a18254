internal import DocumentParsing

extension Library {
  /// A concordance of a query: its occurrences in the documents of the exact tier, each document once however
  /// many files hold it.
  ///
  /// Contexts end with the paragraph. They are ordered by code points, white space left out; equal ones by
  /// file and place. Cost: every document of the tier is read.
  ///
  /// - Parameters:
  ///   - context: characters (Unicode scalars) on each side of the match; 0 or more.
  ///   - limit: lines to return; nil for all.
  package func concordance(
    of query: String, filters: SearchFilters = SearchFilters(),
    comparison: Comparison = .equivalent, context: Int, order: Concordance.Order = .path,
    limit: Int? = nil
  ) throws(LibraryError) -> Concordance {
    let start = ContinuousClock.now
    let documentOrder: ResultOrder =
      switch order {
      case .path, .left, .right: .path
      case .date: .date
      case .latest: .latest
      }
    var reader = try occurrences(
      of: query, filters: filters, comparison: comparison, order: documentOrder,
      readsCopies: false)
    var lines: [Concordance.Line] = []
    var count = 0
    // What is ordered by its context has to be seen as a whole.
    let limit = limit ?? .max
    let kept = order == .left || order == .right ? Int.max : limit
    while let document = try reader.nextDocument() {
      count += document.places.count
      if lines.count < kept {
        lines += document.lines(context: context, limit: kept - lines.count)
      }
    }
    switch order {
    case .left: lines = Self.sorted(lines) { $0.left.orderKey.reversed() }
    case .right: lines = Self.sorted(lines) { $0.right.orderKey }
    case .path, .date, .latest: break
    }
    return Concordance(
      query: query, lines: Array(lines.prefix(limit)), documents: reader.documents,
      occurrences: count, generation: generation,
      elapsed: Int((ContinuousClock.now - start) / .microseconds(1)))
  }

  private static func sorted(
    _ lines: [Concordance.Line], by key: (Concordance.Line) -> [Unicode.Scalar]
  ) -> [Concordance.Line] {
    let keys = lines.map(key)
    return lines.indices.sorted { first, second in
      if keys[first] == keys[second] { return first < second }
      return keys[first].lexicographicallyPrecedes(keys[second])
    }.map { lines[$0] }
  }
}

extension String {
  fileprivate var orderKey: [Unicode.Scalar] {
    unicodeScalars.filter { !$0.properties.isWhitespace }
  }
}

extension DocumentOccurrences {
  /// The first `limit` places in their contexts.
  fileprivate func lines(context: Int, limit: Int) -> [Concordance.Line] {
    zip(places, positions).prefix(limit).map { place, position in
      let last = max(place.lowerBound, place.upperBound - 1)
      let start = paragraphs[paragraph(of: place)].lowerBound
      let end = paragraphs[paragraph(of: last..<last)].upperBound
      let range =
        scalars(
          context, before: place.lowerBound, from: start)..<scalars(
          context, after: place.upperBound, to: end)
      let (text, matches) = line(range, marking: [place])
      let units = Array(text.utf16)
      return Concordance.Line(
        left: String(decoding: units[..<matches[0].lowerBound], as: UTF16.self),
        match: String(decoding: units[matches[0]], as: UTF16.self),
        right: String(decoding: units[matches[0].upperBound...], as: UTF16.self),
        identifier: identifier, title: document.title, date: document.date,
        speaker: document.speaker?.name, source: source, position: position,
        section: document.sections.path(at: place.lowerBound))
    }
  }

  /// The offset of the character that stands `count` before `offset`, not before `start`; no mark stands
  /// there, whose base would be cut off.
  private func scalars(_ count: Int, before offset: Int, from start: Int) -> Int {
    var place = offset
    var left = count
    while left > 0, place > start {
      place -= 1
      while place > start, document.text[place] & 0xC0 == 0x80 { place -= 1 }
      left -= 1
    }
    while place < offset, isMark(at: place) { place = next(after: place) }
    return place
  }

  /// The offset behind `count` characters from `offset` on, not behind `end`; no mark stands there, which
  /// would be cut off.
  private func scalars(_ count: Int, after offset: Int, to end: Int) -> Int {
    var starts = [offset]
    while starts.count <= count, starts[starts.count - 1] < end {
      starts.append(next(after: starts[starts.count - 1]))
    }
    while starts.count > 1, isMark(at: starts[starts.count - 1]) { starts.removeLast() }
    return starts[starts.count - 1]
  }

  private func next(after place: Int) -> Int {
    var place = place + 1
    while place < document.text.count, document.text[place] & 0xC0 == 0x80 { place += 1 }
    return place
  }

  private func isMark(at place: Int) -> Bool {
    guard place < document.text.count else { return false }
    let character = String(decoding: document.text[place..<next(after: place)], as: UTF8.self)
    return character.unicodeScalars.first?.properties.isGraphemeExtend ?? false
  }
}
