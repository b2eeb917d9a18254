internal import InvertedIndex
internal import TextAnalysis

/// Which hits of one tier are versions of one text.
///
/// Hits may be versions of one another where their titles name the same work (``WorkTitle``) and the same of the
/// query's keywords stand in them. Of these the newest is in front, of one date the longest; each of the others
/// belongs, in this order, to the first that it is similar enough to, or is in front of a group of its own. So the
/// groups depend on the tier's documents only: not on their order by relevance, nor on the page that is asked for.
struct VersionGroups {
  struct Member: Hashable {
    let segment: Int
    let document: DocID
  }

  /// A title that more hits share names no work: it is one such as 通知, and comparing each with each takes long.
  private static let greatestClass = 1000

  private let answer: Answer
  private let columns: [VersionColumns]
  private let documents: [DocumentSet]
  /// Each the one in front first.
  private(set) var groups: [[Member]] = []
  /// The group of each member of works that were looked for.
  private var numbers: [Member: Int] = [:]
  private var knownWorks: Set<Int64> = []

  /// - Parameter documents: those of the tier, for each segment.
  init(_ answer: Answer, documents: [DocumentSet]) throws(IndexError) {
    self.answer = answer
    self.documents = documents
    var columns: [VersionColumns] = []
    for segment in answer.snapshot.segments { columns.append(try VersionColumns(segment.reader)) }
    self.columns = columns
  }

  /// The numbers of the groups that documents of the tier belong to.
  ///
  /// Cost: a scan of 8 bytes for each document of the tier; for each work at most half a million comparisons of
  /// 16 bytes.
  mutating func numbers(of members: [Member]) -> [Int] {
    let works = Set(members.map(work)).subtracting(knownWorks).subtracting([0])
    if !works.isEmpty {
      for hits in hits(ofWorks: works) where hits.count <= Self.greatestClass { group(hits) }
      knownWorks.formUnion(works)
    }
    return members.map { member in
      if let number = numbers[member] { return number }
      groups.append([member])
      numbers[member] = groups.count - 1
      return groups.count - 1
    }
  }

  private func work(of member: Member) -> Int64 {
    columns[member.segment].works[Int(member.document)]
  }

  /// All hits of some works, work by work.
  private func hits(ofWorks works: Set<Int64>) -> some Collection<[Member]> {
    // Says quickly of most works that they are none of these.
    var mayBeWanted = [Bool](repeating: false, count: 4096)
    for work in works { mayBeWanted[Int(work & 4095)] = true }
    var hits: [Int64: [Member]] = [:]
    for (segment, documents) in documents.enumerated() {
      let column = columns[segment].works
      for document in documents.documents {
        let work = column[Int(document)]
        guard mayBeWanted[Int(work & 4095)], works.contains(work) else { continue }
        hits[work, default: []].append(Member(segment: segment, document: document))
      }
    }
    return hits.values
  }

  /// Divides hits of one work into groups.
  private mutating func group(_ hits: [Member]) {
    /// What is in front of each group of those in which the same keywords stand, and the groups' numbers.
    struct Candidates {
      var fronts: [TextVersion] = []
      var numbers: [Int] = []
    }
    var candidates: [[Bool]: Candidates] = [:]
    for member in hits.sorted(by: precedes) {
      let leaves = answer.positiveLeaves(in: member.document, segment: member.segment)
      let version = version(member)
      if let found = candidates[leaves], let index = version.firstNear(in: found.fronts) {
        groups[found.numbers[index]].append(member)
        numbers[member] = found.numbers[index]
      } else {
        candidates[leaves, default: Candidates()].fronts.append(version)
        candidates[leaves, default: Candidates()].numbers.append(groups.count)
        numbers[member] = groups.count
        groups.append([member])
      }
    }
  }

  /// The newest first, undated ones last; of one date the longest first, and of one length by identifier.
  private func precedes(_ a: Member, _ b: Member) -> Bool {
    func key(_ member: Member) -> (Int64, UInt32, UInt64) {
      let columns = columns[member.segment]
      let document = Int(member.document)
      return (
        columns.dates[document], columns.lengths[document],
        ~UInt64(bitPattern: columns.identifiers[document])
      )
    }
    return key(a) > key(b)
  }

  private func version(_ member: Member) -> TextVersion {
    columns[member.segment].version(member.document)
  }
}

/// What tells the versions in one segment; valid as long as the segment is open.
private struct VersionColumns {
  let works: UnsafeBufferPointer<Int64>
  let dates: UnsafeBufferPointer<Int64>
  let identifiers: UnsafeBufferPointer<Int64>
  /// Of the texts, in characters.
  let lengths: UnsafeBufferPointer<UInt32>
  private let low: UnsafeBufferPointer<Int64>
  private let high: UnsafeBufferPointer<Int64>

  init(_ segment: SegmentReader) throws(IndexError) {
    works = try segment.integers(column: LibrarySchema.work)
    dates = try segment.integers(column: LibrarySchema.date)
    identifiers = try segment.integers(column: LibrarySchema.identifier)
    lengths = try segment.lengths(field: LibrarySchema.pairs)
    low = try segment.integers(column: LibrarySchema.sketchLow)
    high = try segment.integers(column: LibrarySchema.sketchHigh)
  }

  func version(_ document: DocID) -> TextVersion {
    TextVersion(
      sketch: TextSketch(
        low: UInt64(bitPattern: low[Int(document)]), high: UInt64(bitPattern: high[Int(document)])),
      length: Int(lengths[Int(document)]))
  }
}
