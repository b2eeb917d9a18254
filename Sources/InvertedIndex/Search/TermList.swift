/// Where a term's postings stand in one segment.
struct TermList {
  let entry: TermEntry
  /// Live documents that contain the term.
  let liveFrequency: Int

  /// That of `term`, or nil when it does not occur.
  init?(
    _ term: [UInt8], field: Int, in segment: borrowing IndexSnapshot.Segment
  ) throws(IndexError) {
    guard let entry = try segment.reader.dictionaries[field].entry(term) else { return nil }
    self.entry = entry
    liveFrequency = try IndexSnapshot.liveFrequency(of: entry, field: field, in: segment)
  }
}
