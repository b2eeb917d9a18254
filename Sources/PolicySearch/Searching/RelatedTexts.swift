internal import InvertedIndex

/// What makes a document related to a keyword beside its words: other names, and redactions.
enum RelatedTexts {
  /// The documents of a segment in which another name stands, or the text hidden in part, with how often.
  ///
  /// Cost: the postings of the names; a redaction also those of a mark beside each character of the text,
  /// and reads the texts of the documents that have both its sides.
  static func matches(
    of term: QueryTerm, in segment: IndexSnapshot.Segment, _ matcher: inout QueryMatcher
  ) throws(IndexError) -> Matches {
    var counts: [DocID: UInt32] = [:]
    for form in term.synonyms {
      let found = try form.indexed.matches(in: segment)
      for (document, frequency) in zip(found.documents, found.frequencies) {
        counts[document, default: 0] += frequency
      }
    }
    if let redaction = term.redaction {
      let pairs = redaction.pairs
      var documents = try segment.documents(withAnyOf: pairs.before, field: LibrarySchema.pairs)
      documents.formIntersection(
        try segment.documents(withAnyOf: pairs.after, field: LibrarySchema.pairs))
      var reader = StoredDocumentReader(segment.reader)
      for document in documents.documents {
        let stored = try reader.document(document)
        matcher.read(stored.text, sections: [])
        let count = redaction.ranges(in: matcher.folded.units).count
        if count > 0 { counts[document, default: 0] += UInt32(count) }
      }
    }
    var matches = Matches()
    for (document, count) in counts.sorted(by: { $0.key < $1.key }) {
      matches.documents.append(document)
      matches.frequencies.append(count)
    }
    return matches
  }
}
