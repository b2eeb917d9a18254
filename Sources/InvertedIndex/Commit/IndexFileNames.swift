internal import Synchronization

/// Names for new files of an index, each given once; safe to share between threads.
package final class IndexFileNames: Sendable {
  /// What a file holds; decides the form of its name.
  package enum Kind: Sendable {
    case segment, liveDocuments, catalogue
  }

  private let number: Atomic<Int>

  init(next: Int) {
    number = Atomic(next)
  }

  /// The number of the next name.
  var nextNumber: Int { number.load(ordering: .relaxed) }

  /// A name that no file of the index has had before.
  package func next(_ kind: Kind) -> String {
    let digits = String(number.wrappingAdd(1, ordering: .relaxed).oldValue)
    let padded = String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
    return switch kind {
    case .segment: "s\(padded).seg"
    case .liveDocuments: "l\(padded).live"
    case .catalogue: "c\(padded).files"
    }
  }
}
