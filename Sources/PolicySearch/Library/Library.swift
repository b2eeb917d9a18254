package import InvertedIndex
internal import Synchronization
internal import TextAnalysis

/// A library of documents, open for reading at one generation. Immutable; share it between threads.
package final class Library: Sendable {
  /// The index.
  package let snapshot: IndexSnapshot
  /// The source files.
  package let catalogue: Catalogue
  private let stamp: ManifestStamp?
  /// Nil until a query needs it.
  private let keptVocabulary = Mutex<QueryVocabulary?>(nil)

  /// Opens the visible generation of the index in `directory`.
  ///
  /// Cost: some file opens and maps; nothing is read that grows with the documents.
  package init(directory: String) throws(LibraryError) {
    let index = IndexDirectory(path: directory)
    // Taken first: a generation that appears meanwhile makes this library outdated, not current.
    stamp = ManifestStamp(index)
    do throws(IndexError) {
      (snapshot, catalogue) = try Self.open(index)
    } catch { throw .index(error) }
    guard
      snapshot.manifest.attributes[LibraryAttribute.analysis] == LibrarySchema.analysis
    else { throw .outdatedAnalysis(directory: directory) }
  }

  /// A writer may replace the generation between the two opens; then the newer one is opened.
  private static func open(
    _ directory: IndexDirectory
  ) throws(IndexError) -> (IndexSnapshot, Catalogue) {
    while true {
      let snapshot = try IndexSnapshot.open(directory)
      guard let file = snapshot.manifest.attachments.first else {
        throw .corrupt(
          file: directory.path(of: "manifest"), offset: 0, reason: "it names no catalogue of files")
      }
      do throws(IndexError) {
        return (snapshot, try Catalogue(path: directory.path(of: file)))
      } catch {
        guard try directory.readManifest().generation != snapshot.manifest.generation else {
          throw error
        }
      }
    }
  }

  /// The number of the generation; rises with every change.
  package var generation: Int { snapshot.manifest.generation }

  /// Live documents.
  package var documentCount: Int { snapshot.documentCount }

  /// Whether its generation is still the visible one. Cost: one `stat`, about a microsecond.
  package var isCurrent: Bool { stamp != nil && ManifestStamp(snapshot.directory) == stamp }

  /// The folders and files that the library is made of, absolute.
  package var roots: [String] { snapshot.manifest.attributes[LibraryAttribute.root] ?? [] }

  /// How the files of the library in `directory` are read, and its roots; nil where there is none.
  /// Cost: reads the manifest only.
  package static func rules(
    of directory: String
  ) throws(LibraryError) -> (rules: ReadingRules, roots: [String])? {
    let index = IndexDirectory(path: directory)
    guard index.containsIndex else { return nil }
    let attributes = try LibraryError.wrappingIndexError(index.readManifest).attributes
    return (ReadingRules(attributes: attributes), attributes[LibraryAttribute.root] ?? [])
  }

  /// The words that a user has added to the library in `directory`; none where there is none. Cost: reads
  /// the manifest only.
  package static func userWords(of directory: String) throws(LibraryError) -> UserWords {
    let index = IndexDirectory(path: directory)
    guard index.containsIndex else { return UserWords() }
    return UserWords(
      attributes: try LibraryError.wrappingIndexError(index.readManifest).attributes)
  }

  /// How its files are read where a person has decided it.
  package var rules: ReadingRules { ReadingRules(attributes: snapshot.manifest.attributes) }

  /// The words that a user has added.
  package var userWords: UserWords { UserWords(attributes: snapshot.manifest.attributes) }

  /// The groups of names that a user has added.
  package var userSynonyms: UserSynonyms {
    UserSynonyms(attributes: snapshot.manifest.attributes)
  }

  /// What queries are read with: the built-in words and names, and the user's. Cost of the first call: half a
  /// millisecond.
  func vocabulary() throws(LibraryError) -> QueryVocabulary {
    try keptVocabulary.withLock { (kept) throws(LibraryError) in
      if let kept { return kept }
      let made = QueryVocabulary(
        lexicon: try userWords.lexicon(),
        synonyms: SynonymTable.builtIn.adding(SynonymTable(userSynonyms.groups)),
        pinyin: PinyinTexts(snapshot: snapshot))
      kept = made
      return made
    }
  }

  /// What differs from the time of indexing without doing harm, as a sentence for the user; else nil.
  package var warning: String? {
    let indexed = snapshot.manifest.attributes[LibraryAttribute.unicode]?.first
    guard let indexed, indexed != UnicodeData.version else { return nil }
    return
      "the index was built with ICU \(indexed), this is ICU \(UnicodeData.version): exact search "
      + "is not affected, ranking may differ a little until `gongwen index --rebuild`"
  }

  /// Where a document is in the index, or nil when the library has none of that identifier.
  ///
  /// Cost: a scan of 8 bytes a document.
  func address(of identifier: DocumentIdentifier) throws(IndexError) -> (segment: Int, DocID)? {
    let wanted = Int64(bitPattern: identifier.value)
    for (index, segment) in snapshot.segments.enumerated() {
      let column = try segment.reader.integers(column: LibrarySchema.identifier)
      for document in segment.liveDocuments where column[Int(document)] == wanted {
        return (index, document)
      }
    }
    return nil
  }

  func stored(_ document: DocID, segment: Int) throws(IndexError) -> StoredDocument {
    let reader = snapshot.segments[segment].reader
    return try StoredDocument(record: try reader.stored(document), of: document, in: reader)
  }

  /// The sources of a document of the index: first the one that its record was read from, to which its
  /// lines and columns lead, then the others by path and number.
  func sources(
    of document: DocID, segment: Int
  ) throws(IndexError) -> (identifier: DocumentIdentifier, sources: [DocumentSource]) {
    let copy = try snapshot.segments[segment].reader.copy(document)
    var sources = try catalogue.sources(of: copy.identifier)
    guard let first = sources.firstIndex(where: { $0.layout == copy.layout }) else {
      throw .corrupt(
        file: catalogue.path, offset: 0,
        reason: "document \(copy.identifier) has no source file that it was read from")
    }
    sources.insert(sources.remove(at: first), at: 0)
    return (copy.identifier, sources)
  }

  /// A document by its identifier, with its sources: first the one that leads to its lines.
  package func document(
    _ identifier: DocumentIdentifier
  ) throws(LibraryError) -> (document: StoredDocument, sources: [DocumentSource]) {
    let found = try LibraryError.wrappingIndexError { () throws(IndexError) in
      try address(of: identifier).map { (segment, document) throws(IndexError) in
        (
          try stored(document, segment: segment),
          try sources(of: document, segment: segment).sources
        )
      }
    }
    guard let found else { throw .unknownDocument(identifier.description) }
    return found
  }
}

extension IndexSnapshot.Segment {
  /// The documents that count, ascending.
  var liveDocuments: some Sequence<DocID> {
    (0..<DocID(reader.documentCount)).lazy.filter { live?.contains($0) ?? true }
  }
}
