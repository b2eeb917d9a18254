/// Takes the documents in which a phrase stands, and tells beforehand which it cannot use.
protocol PhraseCollector {
  /// Whether it must know how often the phrase stands in a document; else any number above 0 is right.
  static var countsAll: Bool { get }

  /// Whether any document may be of use in a block of the phrase's rarest term, given bounds of its documents and
  /// its impacts. No phrase stands in a document more often than its rarest term.
  func isWanted(block: ClosedRange<DocID>, impacts: UnsafeRawBufferPointer) -> Bool

  /// Whether a document may be of use in which the phrase stands `frequency` times at most.
  func isWanted(_ document: DocID, _ frequency: UInt32) -> Bool

  /// Takes a document.
  mutating func collect(_ document: DocID, _ frequency: UInt32)

  /// Takes a document in which the phrase begins at `places`, less `shift`; asked where positions are read.
  mutating func collect(_ document: DocID, at places: borrowing PositionList, shift: UInt32)
}

extension PhraseCollector {
  @inline(__always)
  func isWanted(block: ClosedRange<DocID>, impacts: UnsafeRawBufferPointer) -> Bool { true }

  @inline(__always)
  func isWanted(_ document: DocID, _ frequency: UInt32) -> Bool { true }

  @inline(__always)
  mutating func collect(_ document: DocID, at places: borrowing PositionList, shift: UInt32) {
    collect(document, UInt32(truncatingIfNeeded: places.count))
  }
}

/// Takes all documents.
struct MatchCollector: PhraseCollector {
  static let countsAll = true
  private(set) var matches = Matches()

  mutating func collect(_ document: DocID, _ frequency: UInt32) {
    matches.documents.append(document)
    matches.frequencies.append(frequency)
  }
}

/// Counts the documents.
struct CountCollector: PhraseCollector {
  static let countsAll = false
  private(set) var count = 0

  mutating func collect(_ document: DocID, _ frequency: UInt32) { count += 1 }
}

/// Finds out whether there is any document.
struct PresenceCollector: PhraseCollector {
  static let countsAll = false
  private(set) var isFound = false

  @inline(__always)
  func isWanted(block: ClosedRange<DocID>, impacts: UnsafeRawBufferPointer) -> Bool { !isFound }

  @inline(__always)
  func isWanted(_ document: DocID, _ frequency: UInt32) -> Bool { !isFound }

  mutating func collect(_ document: DocID, _ frequency: UInt32) { isFound = true }
}
