/// Where a term's postings stand in one segment.
struct TermList {
  let entry: TermEntry
  /// Live documents that contain the term.
  let liveFrequency: Int

  /// Those of several terms of a field, nil for a term that does not occur.
  static func lists(
    _ terms: [[UInt8]], field: Int, in segment: IndexSnapshot.Segment
  ) throws(IndexError) -> [TermList?] {
    var lists: [TermList?] = []
    lists.reserveCapacity(terms.count)
    for term in terms {
      guard let entry = try segment.reader.dictionaries[field].entry(term) else {
        lists.append(nil)
        continue
      }
      let frequency = try IndexSnapshot.liveFrequency(of: entry, field: field, in: segment)
      lists.append(TermList(entry: entry, liveFrequency: frequency))
    }
    return lists
  }
}
