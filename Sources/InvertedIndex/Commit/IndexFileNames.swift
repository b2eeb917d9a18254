internal import Synchronization

/// Names for new files of an index, each given once; safe to share between threads.
package final class IndexFileNames: Sendable {
  private let number: Atomic<Int>

  init(next: Int) {
    number = Atomic(next)
  }

  /// The number of the next name.
  var nextNumber: Int { number.load(ordering: .relaxed) }

  /// A name that no file of the index has had before.
  package func next(_ kind: IndexFileName.Kind) -> String {
    let number = number.wrappingAdd(1, ordering: .relaxed).oldValue
    return IndexFileName(kind: kind, number: number).description
  }
}
