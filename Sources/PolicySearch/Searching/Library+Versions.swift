internal import DocumentParsing
internal import InvertedIndex

/// One entry of a page of results.
struct PageEntry {
  /// The document that is shown.
  let hit: Hit
  let tier: Tier
  /// The others of its group, see ``VersionGroups``; none where versions are not folded.
  var others: [VersionGroups.Member] = []
}

extension Library {
  /// The entries that a request asks for, versions of one text folded into one, and whether others follow. A group
  /// stands where the first of its hits does.
  ///
  /// Cost: ranks some more documents than are shown, as many times more as stand folded before and on the page;
  /// and what ``VersionGroups`` costs for the works of these.
  func foldedPage(
    of answer: Answer, _ request: SearchRequest
  ) throws(IndexError) -> (entries: [PageEntry], hasMore: Bool) {
    var entries: [PageEntry] = []
    var skipped = request.offset
    for tier in [Tier.exact, .related] {
      let count = answer.count(tier)
      let wanted = request.limit - entries.count
      let end = skipped > count - min(wanted, count) ? count : skipped + wanted
      var groups = try VersionGroups(answer, documents: answer.documents(tier))
      // Each group that a hit belongs to, with the first such hit.
      var found: [(number: Int, hit: Hit)] = []
      var seen: Set<Int> = []
      // Each time round more of the tier; its order by relevance costs less for a few.
      var taken = 0
      var limit = request.order == .relevance ? min(count, end + end / 2 + 16) : count
      while found.count <= end, taken < count {
        let hits = try hits(of: answer, tier, request.order, limit: limit)[taken...]
        let numbers = groups.numbers(
          of: hits.map { .init(segment: $0.segment, document: $0.document) })
        for (number, hit) in zip(numbers, hits) where seen.insert(number).inserted {
          found.append((number, hit))
        }
        taken = limit
        limit = min(count, limit * 2)
      }
      let shown = found.prefix(end).dropFirst(skipped)
      for (number, hit) in shown {
        entries.append(try entry(groups.groups[number], hit, tier, answer))
      }
      if found.count > end { return (entries, true) }
      skipped = max(0, skipped - found.count)
    }
    return (entries, false)
  }

  /// The entry of a group that holds `hit`.
  private func entry(
    _ group: [VersionGroups.Member], _ hit: Hit, _ tier: Tier, _ answer: Answer
  ) throws(IndexError) -> PageEntry {
    let front = group[0]
    let isInFront = (front.segment, front.document) == (hit.segment, hit.document)
    return PageEntry(
      hit: isInFront ? hit : try answer.ranking(tier).hit(front.document, segment: front.segment),
      tier: tier, others: Array(group.dropFirst()))
  }

  /// The first hits of a tier in an order.
  private func hits(
    of answer: Answer, _ tier: Tier, _ order: ResultOrder, limit: Int
  ) throws(IndexError) -> [Hit] {
    let hits = try answer.ranking(tier).top(limit, candidates: answer.documents(tier))
    return try ordered(hits, by: order)
  }

  /// The versions that a hit tells of, the first of them.
  func versions(_ members: [VersionGroups.Member]) throws(IndexError) -> [DocumentVersion] {
    var versions: [DocumentVersion] = []
    for member in members.prefix(SearchHit.listedVersions) {
      let segment = snapshot.segments[member.segment].reader
      let (identifier, sources) = try sources(of: member.document, segment: member.segment)
      versions.append(
        DocumentVersion(
          identifier: identifier,
          title: try segment.keywordColumns[LibrarySchema.title].value(of: member.document),
          date: PolicyDate(
            columnValue: try segment.integer(column: LibrarySchema.date, of: member.document)),
          source: sources[0]))
    }
    return versions
  }
}
