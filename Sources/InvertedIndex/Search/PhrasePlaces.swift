/// A phrase that must not stand beside another.
package struct PhraseExclusion: Equatable, Sendable {
  /// Counted wherever it stands.
  let phrase: Phrase
  /// Where it must not begin, from the start of the other.
  let offset: Int

  package init(field: Int, members: [Phrase.Member], offset: Int) {
    phrase = Phrase(field: field, members: members, minimumDistance: 1)
    self.offset = offset
  }
}

/// Where a phrase stands in the documents of one segment.
struct PhrasePlaces: PhraseCollector {
  static let countsAll = true

  private let wanted: DocumentSet?
  /// Those in ``documents``.
  private(set) var set: DocumentSet
  /// Ascending.
  private(set) var documents: [DocID] = []
  /// Where each document's places end in ``places``.
  private var ends: [Int] = []
  /// Ascending within a document.
  private var places: [UInt32] = []
  /// Whether a place counts.
  private var isKept: [Bool] = []

  /// - Parameter documents: others are left out; nil for none.
  init(among documents: DocumentSet?, capacity: Int) {
    wanted = documents
    set = DocumentSet(capacity: capacity)
  }

  @inline(__always)
  func isWanted(_ document: DocID, _ frequency: UInt32) -> Bool {
    wanted?.contains(document) ?? true
  }

  mutating func collect(_ document: DocID, _ frequency: UInt32) {
    preconditionFailure("places are wanted")
  }

  mutating func collect(_ document: DocID, at places: borrowing PositionList, shift: UInt32) {
    set.insert(document)
    documents.append(document)
    for index in 0..<places.count { self.places.append(places[index] - shift) }
    isKept.append(contentsOf: repeatElement(true, count: places.count))
    ends.append(self.places.count)
  }

  /// Leaves out the places of the document at `index` that are among `excluded`, each `shift` less and
  /// `offset` behind the place.
  mutating func exclude(
    from index: Int, _ excluded: borrowing PositionList, shift: UInt32, offset: Int
  ) {
    var next = index == 0 ? 0 : ends[index - 1]
    let end = ends[index]
    let distance = Int(shift) + offset
    for number in 0..<excluded.count {
      let place = Int(excluded[number]) - distance
      while next < end, Int(places[next]) < place { next += 1 }
      guard next < end else { return }
      if Int(places[next]) == place { isKept[next] = false }
    }
  }

  /// Leaves no place that is less than `distance` behind the one before that stays.
  mutating func removeOverlaps(_ distance: Int) {
    var place = 0
    for end in ends {
      var least = 0
      while place < end {
        if isKept[place] {
          isKept[place] = Int(places[place]) >= least
          if isKept[place] { least = Int(places[place]) + distance }
        }
        place += 1
      }
    }
  }

  /// The documents that have places left, and how many.
  var matches: Matches {
    var matches = Matches()
    var start = 0
    for (document, end) in zip(documents, ends) {
      let count = (start..<end).reduce(0) { $0 + (isKept[$1] ? 1 : 0) }
      start = end
      guard count > 0 else { continue }
      matches.documents.append(document)
      matches.frequencies.append(UInt32(count))
    }
    return matches
  }

  /// The places left in each document.
  var byDocument: [DocID: [UInt32]] {
    var left: [DocID: [UInt32]] = [:]
    var start = 0
    for (document, end) in zip(documents, ends) {
      let kept = (start..<end).filter { isKept[$0] }.map { places[$0] }
      start = end
      if !kept.isEmpty { left[document] = kept }
    }
    return left
  }
}

/// Takes the places of an exclusion from those of a phrase.
struct ExcludedPlaces: PhraseCollector {
  static let countsAll = true

  private(set) var places: PhrasePlaces
  private let offset: Int
  /// The first of the phrase's documents that has not been passed.
  private var next = 0

  init(_ places: consuming PhrasePlaces, offset: Int) {
    self.places = places
    self.offset = offset
  }

  @inline(__always)
  func isWanted(_ document: DocID, _ frequency: UInt32) -> Bool { places.set.contains(document) }

  mutating func collect(_ document: DocID, _ frequency: UInt32) {
    preconditionFailure("places are wanted")
  }

  mutating func collect(_ document: DocID, at excluded: borrowing PositionList, shift: UInt32) {
    while places.documents[next] < document { next += 1 }
    places.exclude(from: next, excluded, shift: shift, offset: offset)
  }
}
