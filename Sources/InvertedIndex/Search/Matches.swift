/// The documents of one segment that match, ascending, with how often.
package struct Matches: Equatable, Sendable {
  package var documents: [DocID] = []
  package var frequencies: [UInt32] = []

  package init() {}

  /// All occurrences.
  package var totalFrequency: Int { frequencies.reduce(0) { $0 + Int($1) } }

  /// The documents as a set of a segment with `capacity` documents.
  package func set(capacity: Int) -> DocumentSet {
    var set = DocumentSet(capacity: capacity)
    for document in documents { set.insert(document) }
    return set
  }
}
