internal import InvertedIndex

/// Reads the documents of a query's exact tier one by one, with the places at which it stands in them.
package struct OccurrenceReader: ~Copyable {
  /// A document to be read, as it lies in one file.
  fileprivate struct Entry {
    let segment: Int
    let document: DocID
    let identifier: DocumentIdentifier
    let source: DocumentSource
    let sources: [DocumentSource]
  }

  private let library: Library
  private var finder: PassageFinder
  private let entries: [Entry]
  private var next = 0
  private var reader: (segment: Int, documents: StoredDocumentReader)?

  /// Documents of the exact tier.
  package let documents: Int
  /// The files that hold one of them laid out otherwise, so that its lines are not known; ascending, each
  /// once.
  package let otherFiles: [String]

  fileprivate init(
    _ library: Library, _ finder: consuming PassageFinder, _ entries: [Entry], documents: Int,
    otherFiles: [String]
  ) {
    self.library = library
    self.finder = finder
    self.entries = entries
    self.documents = documents
    self.otherFiles = otherFiles
  }

  /// The next document, or nil after the last. Cost: the document is decompressed, folded and scanned.
  package mutating func nextDocument() throws(LibraryError) -> DocumentOccurrences? {
    guard next < entries.count else { return nil }
    let entry = entries[next]
    next += 1
    let document = try stored(entry)
    return DocumentOccurrences(
      identifier: entry.identifier, document: document, source: entry.source,
      sources: entry.sources, places: finder.occurrences(in: document))
  }

  private mutating func stored(_ entry: Entry) throws(LibraryError) -> StoredDocument {
    if reader?.segment != entry.segment {
      let segment = library.snapshot.segments[entry.segment].reader
      reader = (entry.segment, StoredDocumentReader(segment))
    }
    do throws(IndexError) {
      return try reader!.documents.document(entry.document)
    } catch { throw .index(error) }
  }
}

extension Library {
  /// The documents of a query's exact tier with their occurrences, all of them.
  ///
  /// Cost: ranks the whole tier, except by path, and looks its documents up in the catalogue; each is read when it is asked for.
  ///
  /// - Parameter readsCopies: whether a document that several files hold, in the same layout, is read once
  ///   for each; else it is read for the first.
  package func occurrences(
    of query: String, filters: SearchFilters = SearchFilters(),
    comparison: Comparison = .equivalent, order: ResultOrder = .path, readsCopies: Bool = true
  ) throws(LibraryError) -> OccurrenceReader {
    let plan = try QueryPlan(query, filters, comparison: comparison, vocabulary: vocabulary())
    var finder = try PassageFinder(plan)
    // By bytes: strings are equal that are canonically equivalent.
    var others: Set<[UInt8]> = []
    let (entries, documents) = try LibraryError.wrappingIndexError { () throws(IndexError) in
      let answer = try Answer(&finder.matcher, filters, snapshot, findsRelated: false)
      var entries: [OccurrenceReader.Entry] = []
      // Entries by path are sorted below, copies among them.
      let hits =
        order == .path ? answer.exactHits : try orderedExactHits(of: answer, by: order)
      for hit in hits {
        let (identifier, sources) = try sources(of: hit.document, segment: hit.segment)
        let layout = sources[0].layout
        for source in sources.prefix(readsCopies ? sources.count : 1) {
          if source.layout == layout {
            entries.append(
              OccurrenceReader.Entry(
                segment: hit.segment, document: hit.document, identifier: identifier,
                source: source, sources: sources))
          } else {
            others.insert(Array(source.path.utf8))
          }
        }
      }
      if order == .path { entries.sort { $0.source.precedes($1.source) } }
      return (entries, hits.count)
    }
    return OccurrenceReader(
      self, finder, entries, documents: documents,
      otherFiles: others.sorted { $0.lexicographicallyPrecedes($1) }
        .map { String(decoding: $0, as: UTF8.self) })
  }
}
