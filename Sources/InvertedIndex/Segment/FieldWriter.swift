internal import IntegerCoding

/// Writes one field's sections: postings as they come, then dictionary, term index and lengths.
struct FieldWriter {
  private let field: Int
  private let lengths: [UInt32]
  private let lengthCodes: [UInt8]
  private var postings: PostingsWriter
  private var dictionary = TermDictionaryWriter()
  private var bytes: [UInt8] = []

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
    _ term: UnsafeRawBufferPointer, _ list: PostingList, to file: inout SectionFileWriter
  ) throws(IndexError) {
    bytes.removeAll(keepingCapacity: true)
    let isInline = try postings.append(list, lengthCodes: lengthCodes, to: &bytes)
    dictionary.add(
      term, documents: list.documents.count, occurrences: list.occurrences, list: bytes,
      isInline: isInline)
    if !isInline { try file.write(bytes) }
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
    try file.write(dictionary.dictionary)
    try file.begin(SectionTag("DIDX", field))
    try file.write(values: dictionary.index)
    try file.begin(SectionTag("LENG", field))
    try file.write(values: lengths)
    return FieldStatistics(
      terms: dictionary.termCount, totalLength: lengths.reduce(0) { $0 + Int($1) })
  }
}
