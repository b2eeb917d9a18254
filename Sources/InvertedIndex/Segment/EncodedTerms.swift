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

  /// Adds a term behind all others with its list, of at least one document, which `writer` encodes.
  mutating func append(
    _ term: [UInt8], _ list: borrowing PostingList, lengthCodes: [UInt8],
    with writer: inout PostingsWriter
  ) throws(IndexError) {
    let isInline = try writer.encode(list, lengthCodes: lengthCodes)
    lists.append(contentsOf: writer.code)
    terms += term
    entries.append(
      Entry(
        termLength: term.count, documents: list.documents.count, occurrences: list.occurrences,
        listLength: writer.code.count, isInline: isInline))
  }
}
