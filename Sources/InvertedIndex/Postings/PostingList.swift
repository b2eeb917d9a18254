/// A term's postings in memory, on their way to a ``PostingsWriter``; the memory is kept for the next term.
struct PostingList: ~Copyable {
  /// Ascending.
  var documents = ReusableBuffer<DocID>()
  /// For each document, at least 1.
  var frequencies = ReusableBuffer<UInt32>()
  /// The positions of all documents one after another, as gaps: a document's first gap is its first
  /// position, each further one the distance to the position before, minus 1. Gaps do not depend on
  /// the document's number, so merging copies them. Empty when the field keeps no positions.
  var gaps = ReusableBuffer<UInt32>()

  /// The sum of ``frequencies``.
  var occurrences: Int { frequencies.elements.reduce(0) { $0 &+ Int($1) } }

  mutating func removeAll() {
    documents.removeAll()
    frequencies.removeAll()
    gaps.removeAll()
  }
}
