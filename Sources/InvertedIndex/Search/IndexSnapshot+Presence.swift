extension IndexSnapshot {
  /// Whether `phrase` stands in a live document.
  ///
  /// Cost: that of finding its first document; of a phrase of one term, all its documents.
  package func contains(_ phrase: Phrase) throws(IndexError) -> Bool {
    for segment in segments {
      var collector = PresenceCollector()
      try segment.collect(phrase, &collector)
      if collector.isFound { return true }
    }
    return false
  }

  /// Whether a live document contains a term that begins with `prefix`. Cost: a look-up; where a segment has
  /// deletions, the postings of such terms up to the first live document.
  package func contains(prefix: [UInt8], field: Int) throws(IndexError) -> Bool {
    for segment in segments {
      var iterator = try segment.reader.dictionaries[field].makeIterator(from: prefix)
      while try iterator.next(), iterator.term.starts(with: prefix) {
        guard let live = segment.live else { return true }
        var cursor = try segment.reader.cursor(iterator.entry, field: field)
        while cursor.doc != .exhausted {
          if live.contains(cursor.doc) { return true }
          try cursor.advance()
        }
      }
    }
    return false
  }

  /// The terms of a field that begin with `prefix`, ascending, with the documents that contain each: deleted
  /// ones are counted too, so that a term may have none that is live.
  ///
  /// Cost: a walk over these terms in every segment.
  package func terms(
    withPrefix prefix: [UInt8], field: Int
  ) throws(IndexError) -> [(term: [UInt8], documents: Int)] {
    var terms: [[UInt8]: Int] = [:]
    for segment in segments {
      var iterator = try segment.reader.dictionaries[field].makeIterator(from: prefix)
      while try iterator.next(), iterator.term.starts(with: prefix) {
        terms[iterator.term, default: 0] += iterator.entry.documentFrequency
      }
    }
    return terms.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ($0.key, $0.value) }
  }
}
