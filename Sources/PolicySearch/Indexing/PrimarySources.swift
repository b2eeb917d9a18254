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

  /// The copy that the index should hold of each document.
  var copies: Set<DocumentCopy> {
    Set(sources.map { DocumentCopy(identifier: $0.key, layout: $0.value.layout) })
  }

  func contains(_ copy: DocumentCopy) -> Bool {
    sources[copy.identifier]?.layout == copy.layout
  }
}
