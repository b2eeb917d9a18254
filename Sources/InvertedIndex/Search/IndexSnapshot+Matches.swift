extension IndexSnapshot.Segment {
  /// The live documents in which `phrase` stands.
  package func matches(_ phrase: Phrase) throws(IndexError) -> Matches {
    var collector = MatchCollector()
    try collect(phrase, &collector)
    return collector.matches
  }

  /// The live documents in which `phrase` stands at a place that none of `exclusions` has.
  ///
  /// Cost: the postings of the phrase, and of each exclusion in the documents in which the phrase stands;
  /// 5 bytes for each place of the phrase.
  package func matches(
    _ phrase: Phrase, excluding exclusions: [PhraseExclusion]
  ) throws(IndexError) -> Matches {
    exclusions.isEmpty
      ? try matches(phrase) : try places(of: phrase, excluding: exclusions, in: nil).matches
  }

  /// Where the occurrences that ``matches(_:excluding:)`` counts begin, in those of `documents`; ascending.
  ///
  /// Cost: as of that, but only of postings in the documents.
  package func places(
    of phrase: Phrase, excluding exclusions: [PhraseExclusion], in documents: DocumentSet
  ) throws(IndexError) -> [DocID: [UInt32]] {
    try places(of: phrase, excluding: exclusions, in: documents).byDocument
  }

  private func places(
    of phrase: Phrase, excluding exclusions: [PhraseExclusion], in documents: DocumentSet?
  ) throws(IndexError) -> PhrasePlaces {
    var places = PhrasePlaces(among: documents, capacity: reader.documentCount)
    guard let entries = try entries(of: phrase) else { return places }
    // What an exclusion leaves may overlap where what it takes does.
    let all = Phrase(field: phrase.field, members: phrase.members, minimumDistance: 1)
    var scan = try PhraseScan(all, entries, in: self)
    try scan.run(&places)
    for exclusion in exclusions {
      guard let entries = try self.entries(of: exclusion.phrase) else { continue }
      var scan = try PhraseScan(exclusion.phrase, entries, in: self)
      var excluded = ExcludedPlaces(places, offset: exclusion.offset)
      places = PhrasePlaces(among: nil, capacity: 0)
      try scan.run(&excluded)
      places = excluded.places
    }
    places.removeOverlaps(phrase.minimumDistance)
    return places
  }

  /// Gives `collector` the live documents in which `phrase` stands, ascending.
  func collect<Collector: PhraseCollector>(
    _ phrase: Phrase, _ collector: inout Collector
  ) throws(IndexError) {
    guard let entries = try entries(of: phrase) else { return }
    guard phrase.isOneTerm else {
      var scan = try PhraseScan(phrase, entries, in: self)
      return try scan.run(&collector)
    }
    var cursor = try reader.cursor(entries[0], field: phrase.field)
    try cursor.forEachBlock(before: .exhausted, withFrequencies: Collector.countsAll) {
      for (document, frequency) in zip($0, $1) where live?.contains(document) ?? true {
        collector.collect(document, frequency)
      }
    }
  }

  /// The positions at which `phrase` begins in one document, ascending.
  package func positions(
    of phrase: Phrase, in document: DocID
  ) throws(IndexError) -> [UInt32] {
    guard let entries = try entries(of: phrase) else { return [] }
    var scan = try PhraseScan(phrase, entries, in: self)
    return try scan.positions(in: document)
  }

  /// The entries of a phrase's members, in their order; nil when one does not occur.
  private func entries(of phrase: Phrase) throws(IndexError) -> [TermEntry]? {
    var entries: [TermEntry] = []
    entries.reserveCapacity(phrase.members.count)
    for member in phrase.members {
      guard let entry = try reader.dictionaries[phrase.field].entry(member.term) else { return nil }
      entries.append(entry)
    }
    return entries
  }

  /// The live documents that contain a term beginning with `prefix`, with the occurrences of all such
  /// terms. Cost: the postings of those terms, and 4 bytes for each document of the segment.
  package func matches(
    prefix: [UInt8], field: Int
  ) throws(IndexError) -> Matches {
    var frequencies = [UInt32](repeating: 0, count: reader.documentCount)
    var iterator = try reader.dictionaries[field].makeIterator(from: prefix)
    while try iterator.next(), iterator.term.starts(with: prefix) {
      var cursor = try reader.cursor(iterator.entry, field: field)
      try cursor.forEachBlock(before: .exhausted, withFrequencies: true) { documents, counts in
        for index in documents.indices { frequencies[Int(documents[index])] &+= counts[index] }
      }
    }
    var matches = Matches()
    for document in frequencies.indices
    where frequencies[document] > 0 && (live?.contains(DocID(document)) ?? true) {
      matches.documents.append(DocID(document))
      matches.frequencies.append(frequencies[document])
    }
    return matches
  }

  /// The live documents that contain any of `terms`.
  package func documents(
    withAnyOf terms: [[UInt8]], field: Int
  ) throws(IndexError) -> DocumentSet {
    var set = DocumentSet(capacity: reader.documentCount)
    for term in terms {
      guard let entry = try reader.dictionaries[field].entry(term) else { continue }
      var cursor = try reader.cursor(entry, field: field)
      try cursor.forEachBlock(before: .exhausted, withFrequencies: false) { documents, _ in
        for document in documents { set.insert(document) }
      }
    }
    if let live { set.formIntersection(live.documents) }
    return set
  }
}
