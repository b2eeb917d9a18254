/// The documents of one segment that match, ascending, with how often.
package struct Matches: Equatable, Sendable {
  package var documents: [DocID] = []
  package var frequencies: [UInt32] = []

  package init() {}

  /// All occurrences.
  package var totalFrequency: Int { frequencies.reduce(0) { $0 + Int($1) } }

  /// How often a document matches; 0 where it does not. Cost: a binary search.
  package func frequency(in document: DocID) -> Int {
    var low = 0
    var high = documents.count
    while low < high {
      let middle = (low + high) / 2
      if documents[middle] < document { low = middle + 1 } else { high = middle }
    }
    return low < documents.count && documents[low] == document ? Int(frequencies[low]) : 0
  }

  /// The documents as a set of a segment with `capacity` documents.
  package func set(capacity: Int) -> DocumentSet {
    var set = DocumentSet(capacity: capacity)
    for document in documents { set.insert(document) }
    return set
  }
}
