/// The first source of each document, by path and number: the one that lends the document its record,
/// and so its fields, its paragraphs and the way to lines and columns.
///
/// Which source that is depends on the files alone, not on the order in which they came.
struct PrimarySources {
  private(set) var sources: [DocumentIdentifier: DocumentSource] = [:]

  /// - Parameter isHeld: which copies count.
  init(_ records: [FileRecord], where isHeld: (DocumentCopy) -> Bool = { _ in true }) {
    for record in records { add(record, where: isHeld) }
  }

  /// Adds the documents of a file.
  mutating func add(_ record: FileRecord, where isHeld: (DocumentCopy) -> Bool = { _ in true }) {
    for (index, copy) in record.documents.enumerated() where isHeld(copy) {
      add(
        DocumentSource(path: record.path, part: index + 1, layout: copy.layout),
        of: copy.identifier)
    }
  }

  /// Adds a source; true when it is the document's first now.
  @discardableResult
  mutating func add(_ source: DocumentSource, of identifier: DocumentIdentifier) -> Bool {
    if let first = sources[identifier], !source.precedes(first) { return false }
    sources[identifier] = source
    return true
  }

  /// Those of the copies, one of each document, that the index should hold and for which `isWanted` is
  /// true.
  func copies(where isWanted: (DocumentCopy) -> Bool) -> Set<DocumentCopy> {
    var copies: Set<DocumentCopy> = []
    for (identifier, source) in sources {
      let copy = DocumentCopy(identifier: identifier, layout: source.layout)
      if isWanted(copy) { copies.insert(copy) }
    }
    return copies
  }

  /// Whether a copy is the one that the index should hold of its document.
  func contains(_ copy: DocumentCopy) -> Bool {
    sources[copy.identifier]?.layout == copy.layout
  }
}
