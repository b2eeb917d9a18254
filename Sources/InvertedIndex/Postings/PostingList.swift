/// A term's postings in memory, on their way to a ``PostingsWriter``.
struct PostingList {
  /// Ascending.
  var documents: [DocID] = []
  /// For each document, at least 1.
  var frequencies: [UInt32] = []
  /// The positions of all documents one after another, as gaps: a document's first gap is its first
  /// position, each further one the distance to the position before, minus 1. Gaps do not depend on
  /// the document's number, so merging copies them. Empty when the field keeps no positions.
  var gaps: [UInt32] = []

  /// The sum of ``frequencies``.
  var occurrences: Int { frequencies.reduce(0) { $0 &+ Int($1) } }

  mutating func removeAll() {
    documents.removeAll(keepingCapacity: true)
    frequencies.removeAll(keepingCapacity: true)
    gaps.removeAll(keepingCapacity: true)
  }
}
