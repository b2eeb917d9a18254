internal import InvertedIndex

/// What makes a document related to a keyword beside its words: other names, and redactions.
enum RelatedTexts {
  /// The documents of a segment in which another name stands, or the text hidden in part, with how often;
  /// hidden texts are not looked for outside `passing`.
  ///
  /// Cost: the postings of the names; a redaction also those of a mark beside each character of the text,
  /// and reads the texts of the documents that have both its sides in part.
  static func matches(
    of term: QueryTerm, in segment: IndexSnapshot.Segment, _ passing: DocumentSet?,
    _ matcher: inout QueryMatcher
  ) throws(IndexError) -> Matches {
    var counts: [DocID: UInt32] = [:]
    for form in term.synonyms {
      let found = try form.indexed.matches(in: segment)
      for (document, frequency) in zip(found.documents, found.frequencies) {
        counts[document, default: 0] += frequency
      }
    }
    if let redaction = term.redaction {
      var documents = try Self.candidates(for: redaction, in: segment)
      if let passing { documents.formIntersection(passing) }
      var reader = StoredDocumentReader(segment.reader)
      for document in documents.documents {
        let stored = try reader.document(document)
        matcher.read(.whole, of: stored)
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

  /// Documents in which a text may be hidden: a mark stands behind a beginning of it and before an end, with
  /// two units on one side, for of ``Redaction/shownLength`` or more two stand on one.
  private static func candidates(
    for redaction: Redaction, in segment: IndexSnapshot.Segment
  ) throws(IndexError) -> DocumentSet {
    let units = redaction.units
    let none = DocumentSet(capacity: segment.reader.documentCount)
    func documents(with text: [UInt16]) throws(IndexError) -> DocumentSet {
      try LiteralPattern(units: text)?.matches(in: segment).set(capacity: none.capacity) ?? none
    }
    var candidates = none
    for mark in Redaction.marks {
      var (before, after): ([DocumentSet], [DocumentSet]) = ([], [])
      for unit in units {
        let isWord = Redaction.isASCIIWord(unit)
        before.append(isWord ? none : try documents(with: [unit, mark]))
        after.append(isWord ? none : try documents(with: [mark, unit]))
      }
      for first in 0..<units.count - 2 where before[first] != none {
        for last in first + 2..<min(units.count, first + 2 + Redaction.hiddenLength)
        where after[last] != none {
          var both = before[first]
          both.formIntersection(after[last])
          guard both != none else { continue }
          var long = none
          if first > 0 { long = try documents(with: [units[first - 1], units[first], mark]) }
          if last < units.count - 1 {
            long.formUnion(try documents(with: [mark, units[last], units[last + 1]]))
          }
          both.formIntersection(long)
          candidates.formUnion(both)
        }
      }
    }
    return candidates
  }
}
