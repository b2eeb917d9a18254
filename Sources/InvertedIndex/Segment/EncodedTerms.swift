/// Some terms of a field, ascending, with their lists as they stand on disk.
struct EncodedTerms: Sendable {
  /// What a dictionary says of a term.
  struct Entry {
    var termLength: Int
    var documents: Int
    var occurrences: Int
    var listLength: Int
    var isInline: Bool
  }

  private(set) var entries: [Entry] = []
  /// The terms' bytes, one after another.
  private(set) var terms: [UInt8] = []
  /// The lists, one after another.
  private(set) var lists: [UInt8] = []
  private var postings: PostingsWriter

  init(schema: FieldSchema) {
    postings = PostingsWriter(schema: schema)
  }

  /// Adds a term behind all others with its list, of at least one document.
  mutating func append(
    _ term: [UInt8], _ list: PostingList, lengthCodes: [UInt8]
  ) throws(IndexError) {
    let start = lists.count
    let isInline = try postings.append(list, lengthCodes: lengthCodes, to: &lists)
    terms += term
    entries.append(
      Entry(
        termLength: term.count, documents: list.documents.count, occurrences: list.occurrences,
        listLength: lists.count - start, isInline: isInline))
  }
}
