/// A ranked search over a snapshot: the best documents by BM25, with block-max pruning.
///
/// A term is looked up in one or several fields, each of which adds its own BM25 contribution times the
/// field's weight. The term's idf is that of the greatest of its document frequencies, so that a term
/// that is rare in one field and common in another counts as common in both.
///
/// Documents are taken in windows of ``windowSize``. In each, a term's greatest contribution is known
/// from its block maxima; terms whose bounds together stay below the threshold cannot bring a document
/// into the result by themselves (MaxScore; Turtle and Flood, 1995), so only the others are read first,
/// and the rest is read or looked up for the documents that may still enter. Windows that cannot reach
/// the threshold are not decoded at all. The result equals that of scoring every document, see
/// ``ScoreUnits``.
package struct RankedSearch: Sendable {
  package struct Term: Equatable, Sendable {
    package var bytes: [UInt8]
    /// Multiplies the contribution; positive.
    package var weight: Float
    /// In which of the search's fields it is looked up, as indices; nil for all.
    package var fields: Range<Int>?
    /// Whether it tells what kind of document it is that contains the term, whatever is looked for: then it
    /// adds the same to each, which is ``weight`` times what all other terms, but not evidence, together may
    /// add at most.
    package var isPrior: Bool

    package init(
      bytes: [UInt8], weight: Float = 1, fields: Range<Int>? = nil, isPrior: Bool = false
    ) {
      self.bytes = bytes
      self.weight = weight
      self.fields = fields
      self.isPrior = isPrior
    }

    func isLookedUp(in field: Int) -> Bool { fields?.contains(field) ?? true }
  }

  /// A field in which terms are looked up.
  package struct Field: Equatable, Sendable {
    package var number: Int
    /// Multiplies the contributions of all terms; positive.
    package var weight: Float

    package init(_ number: Int, weight: Float = 1) {
      self.number = number
      self.weight = weight
    }
  }

  /// Documents that were found by other means and count as one more term of each document.
  package struct Evidence: Equatable, Sendable {
    /// For each segment.
    package var matches: [Matches]
    package var weight: Float

    package init(matches: [Matches], weight: Float = 1) {
      self.matches = matches
      self.weight = weight
    }
  }

  /// What orders documents of equal score.
  package enum TieOrder: Equatable, Sendable {
    /// By segment, then document.
    case address
    /// By the value of an integer column, as an unsigned number.
    case column(Int)
    /// By the value of an integer column, the greatest first, and where that is equal by that of another, as
    /// an unsigned number.
    case columns(descending: Int, ascending: Int)
  }

  static let windowSize: DocID = 4096
  /// How many postings are read in the time that looking up one document takes.
  static let seekCost = 6

  package let snapshot: IndexSnapshot
  /// At least one; the length of the first normalises the evidence.
  package let fields: [Field]
  package let bm25: BM25
  package let tieOrder: TieOrder
  /// Read every posting, prune nothing: the oracle in tests.
  package var isExhaustive = false

  package init(snapshot: IndexSnapshot, fields: [Field], bm25: BM25, tieOrder: TieOrder) {
    precondition(!fields.isEmpty)
    self.snapshot = snapshot
    self.fields = fields
    self.bm25 = bm25
    self.tieOrder = tieOrder
  }

  /// The best `limit` documents.
  ///
  /// - Parameters:
  ///   - terms: a document is scored by those it contains. Equal terms count as often as they stand.
  ///   - evidence: further contributions.
  ///   - candidates: for each segment the only documents that may be found; nil for all live
  ///     documents that contain a term. Deleted documents must not be among them.
  ///   - excluded: for each segment documents that must not be found.
  package func top(
    _ limit: Int, terms: [Term], evidence: [Evidence] = [], candidates: [DocumentSet]? = nil,
    excluded: [DocumentSet]? = nil
  ) throws(IndexError) -> [Hit] {
    if terms.count == 1, fields.count == 1, terms[0].isLookedUp(in: 0), !terms[0].isPrior,
      evidence.isEmpty, candidates == nil
    {
      return try top(limit, ofAll: terms, excluded: excluded)
    }
    let prepared = try PreparedTerms(self, terms, evidence)
    var top = try TopDocuments(capacity: limit, of: self)
    for index in snapshot.segments.indices {
      var search = try SegmentSearch(
        self, segment: index, lists: prepared.lists(inSegment: index), scorers: prepared.scorers,
        evidence: zip(evidence, prepared.scorers.suffix(evidence.count)).map {
          ($0.matches[index], $1)
        },
        candidates: candidates?[index], excluded: excluded?[index])
      try search.run(&top)
    }
    return top.hits(prepared.units)
  }

  /// What orders documents of equal score.
  func tieKeys(in segment: IndexSnapshot.Segment) throws(IndexError) -> TieKeys {
    switch tieOrder {
    case .address: TieKeys(descending: nil, ascending: nil)
    case .column(let column):
      TieKeys(descending: nil, ascending: try segment.reader.integers(column: column))
    case .columns(let first, let second):
      TieKeys(
        descending: try segment.reader.integers(column: first),
        ascending: try segment.reader.integers(column: second))
    }
  }

  func weight(_ weight: Float, frequency: Int) -> Float {
    guard frequency > 0 else { return 0 }
    let documents = snapshot.documentCount
    return weight
      * BM25.inverseDocumentFrequency(
        documents: documents, frequency: min(frequency, documents))
  }
}
