internal import InvertedIndex

/// The documents of one segment that meet a leaf, as far as the index tells.
struct LeafMatches: Sendable {
  /// Those that meet it, or may: how often its texts stand in each; none for a field, see ``documents``.
  private(set) var matches = Matches()
  /// All of them.
  private(set) var documents: DocumentSet
  /// Those that surely meet it.
  private(set) var certain: DocumentSet
  /// Those of which only the text can tell how often.
  private(set) var doubtful: DocumentSet
  /// Those in which a text stands as it was typed, or may where its first form is not decided by the index.
  let typed: DocumentSet

  /// Of a leaf that the index decides.
  init(_ matches: Matches, capacity: Int) {
    self.matches = matches
    documents = matches.set(capacity: capacity)
    certain = documents
    typed = documents
    doubtful = DocumentSet(capacity: capacity)
  }

  /// Of a leaf that a column decides.
  init(documents: DocumentSet) {
    self.documents = documents
    certain = documents
    typed = documents
    doubtful = DocumentSet(capacity: documents.capacity)
  }

  /// Of a text with these forms, each counted by itself.
  init(of term: QueryTerm, in segment: IndexSnapshot.Segment) throws(IndexError) {
    let capacity = segment.reader.documentCount
    self.init(try term.forms[0].indexed.matches(in: segment), capacity: capacity)
    if !term.forms[0].isDecidedByIndex { doubt() }
    for form in term.forms.dropFirst() {
      let other = try form.indexed.matches(in: segment)
      let found = other.set(capacity: capacity)
      matches = matches.adding(other)
      documents.formUnion(found)
      if form.isDecidedByIndex {
        certain.formUnion(found)
      } else {
        doubtful.formUnion(found)
      }
    }
  }

  /// What is left of it when texts were read: `counts` has how often the leaf stands in the doubtful
  /// documents that were, the others fall out.
  mutating func decide(_ counts: [DocID: Int]) {
    var decided = Matches()
    for (document, frequency) in zip(matches.documents, matches.frequencies) {
      let isDoubtful = doubtful.contains(document)
      let count = isDoubtful ? UInt32(counts[document] ?? 0) : frequency
      guard count > 0 else {
        documents.remove(document)
        continue
      }
      decided.documents.append(document)
      decided.frequencies.append(count)
    }
    matches = decided
    certain = documents
    doubtful = DocumentSet(capacity: documents.capacity)
  }

  /// Leaves it to the texts whether documents meet it.
  mutating func doubt() {
    certain = DocumentSet(capacity: documents.capacity)
    doubtful = documents
  }
}

extension QueryLeaf {
  /// The documents of a segment that meet it, as far as the index tells.
  func matches(
    in segment: IndexSnapshot.Segment, _ matcher: inout QueryMatcher
  ) throws(IndexError) -> LeafMatches {
    switch self {
    case .term(let term): return try LeafMatches(of: term, in: segment)
    case .heading(let term):
      var found = try LeafMatches(of: term, in: segment)
      found.doubt()
      return found
    case .field(let condition):
      var documents = try condition.documents(in: segment.reader, &matcher.folder)
      if let live = segment.live { documents.formIntersection(live.documents) }
      return LeafMatches(documents: documents)
    case .proximity(let operands, let relations):
      var common: DocumentSet?
      for terms in operands {
        var documents = DocumentSet(capacity: segment.reader.documentCount)
        for term in terms {
          documents.formUnion(try LeafMatches(of: term, in: segment).documents)
        }
        if common == nil { common = documents } else { common?.formIntersection(documents) }
      }
      if let common,
        let matches = try ProximityChain.matches(
          of: operands, relations, among: common, of: segment)
      {
        return LeafMatches(matches, capacity: segment.reader.documentCount)
      }
      var matches = Matches()
      for document in common?.documents ?? [] {
        matches.documents.append(document)
        matches.frequencies.append(1)
      }
      var found = LeafMatches(matches, capacity: segment.reader.documentCount)
      found.doubt()
      return found
    }
  }
}

extension Matches {
  /// With the occurrences of another pattern.
  fileprivate func adding(_ other: Matches) -> Matches {
    guard !other.documents.isEmpty else { return self }
    var sum = Matches()
    var next = 0
    for (document, frequency) in zip(documents, frequencies) {
      while next < other.documents.count, other.documents[next] < document {
        sum.append(other.documents[next], other.frequencies[next])
        next += 1
      }
      var total = frequency
      if next < other.documents.count, other.documents[next] == document {
        total += other.frequencies[next]
        next += 1
      }
      sum.append(document, total)
    }
    while next < other.documents.count {
      sum.append(other.documents[next], other.frequencies[next])
      next += 1
    }
    return sum
  }

  fileprivate mutating func append(_ document: DocID, _ frequency: UInt32) {
    documents.append(document)
    frequencies.append(frequency)
  }
}
