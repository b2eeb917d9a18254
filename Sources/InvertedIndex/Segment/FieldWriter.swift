internal import IntegerCoding

/// Writes one field's sections: postings as they come, then dictionary, term index and lengths.
struct FieldWriter: ~Copyable {
  private let field: Int
  private let lengths: [UInt32]
  private let lengthCodes: [UInt8]
  private var postings: PostingsWriter
  private var dictionary = TermDictionaryWriter()

  /// Begins the field's postings section; nothing else may be written until ``finish(to:)``.
  init(
    field: Int, schema: FieldSchema, lengths: [UInt32], file: inout SectionFileWriter
  ) throws(IndexError) {
    self.field = field
    self.lengths = lengths
    lengthCodes = schema.isScored ? lengths.map(LengthCode.encode) : []
    postings = PostingsWriter(schema: schema)
    try file.begin(SectionTag("POST", field))
  }

  /// Adds a term with its postings, at least one; terms come in ascending bytewise order.
  mutating func append(
    _ term: UnsafeRawBufferPointer, _ list: borrowing PostingList,
    to file: inout SectionFileWriter
  ) throws(IndexError) {
    let isInline = try postings.encode(list, lengthCodes: lengthCodes)
    dictionary.add(
      term, documents: list.documents.count, occurrences: list.occurrences, list: postings.code,
      isInline: isInline)
    if !isInline { try file.write(postings.code) }
  }

  /// Adds terms, all after those before, whose lists are encoded already.
  mutating func append(
    _ encoded: EncodedTerms, to file: inout SectionFileWriter
  ) throws(IndexError) {
    try encoded.terms.withBytes { (terms) throws(IndexError) in
      try encoded.lists.withBytes { (lists) throws(IndexError) in
        var (term, list) = (0, 0)
        for entry in encoded.entries {
          let bytes = UnsafeRawBufferPointer(rebasing: lists[list..<list + entry.listLength])
          dictionary.add(
            UnsafeRawBufferPointer(rebasing: terms[term..<term + entry.termLength]),
            documents: entry.documents, occurrences: entry.occurrences, list: bytes,
            isInline: entry.isInline)
          if !entry.isInline { try file.write(bytes) }
          term += entry.termLength
          list += entry.listLength
        }
      }
    }
  }

  /// Ends the field.
  consuming func finish(to file: inout SectionFileWriter) throws(IndexError) -> FieldStatistics {
    try file.begin(SectionTag("DICT", field))
    try file.write(dictionary.bytes)
    try file.begin(SectionTag("DIDX", field))
    try file.write(values: dictionary.index)
    try file.begin(SectionTag("LENG", field))
    try file.write(values: lengths)
    return FieldStatistics(
      terms: dictionary.termCount, totalLength: lengths.reduce(0) { $0 + Int($1) })
  }
}
