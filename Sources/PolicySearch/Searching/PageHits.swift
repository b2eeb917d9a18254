internal import Dispatch
internal import Glibc
internal import InvertedIndex
internal import Synchronization

extension Library {
  /// The hits of a page, in its order, with their passages.
  ///
  /// What a hit shows depends on those before it, but most of the time goes into reading the documents. So where
  /// these are long, workers read them side by side, each the next that is not taken, and choose passages in the
  /// order of the page.
  ///
  /// - Parameter offset: entries of the pages before.
  func hits(
    _ entries: [PageEntry], of answer: Answer, _ plan: QueryPlan, offset: Int
  ) throws(LibraryError) -> [SearchHit] {
    let reading = PageReading(self, entries, answer, plan, offset: offset)
    let jobs = try LibraryError.wrappingIndexError { () throws(IndexError) in
      try length(of: entries) < PageReading.leastSharedLength
        ? 1 : min(entries.count, max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    }
    if jobs == 1 {
      reading.run()
    } else {
      DispatchQueue.concurrentPerform(iterations: jobs) { _ in reading.run() }
    }
    return try reading.hits()
  }

  /// Characters of the documents.
  private func length(of entries: [PageEntry]) throws(IndexError) -> Int {
    var length = 0
    for entry in entries {
      length += try snapshot.segments[entry.hit.segment].reader.length(
        of: entry.hit.document, field: LibrarySchema.pairs)
    }
    return length
  }
}

/// What workers share that read the documents of one page.
private final class PageReading: Sendable {
  /// Characters from which on another worker saves more than it costs to start.
  static let leastSharedLength = 50_000

  private let library: Library
  private let entries: [PageEntry]
  private let answer: Answer
  private let plan: QueryPlan
  /// Up to `Int.max` where there are no entries.
  private let offset: Int
  private let next = Atomic<Int>(0)
  private let state = Mutex(State())
  /// For each entry, signalled when it is done with.
  private let isDone: [DispatchSemaphore]

  private struct State {
    var page = PagePassages()
    var hits: [SearchHit] = []
    var failure: LibraryError?
  }

  init(
    _ library: Library, _ entries: [PageEntry], _ answer: Answer, _ plan: QueryPlan, offset: Int
  ) {
    self.library = library
    self.entries = entries
    self.answer = answer
    self.plan = plan
    self.offset = offset
    isDone = entries.map { _ in DispatchSemaphore(value: 0) }
  }

  /// Takes entries until there are no more. Each worker calls it once.
  ///
  /// Whoever waits has taken a later entry than somebody who runs, so that one worker is enough.
  func run() {
    // A worker may come when all is done.
    guard next.load(ordering: .relaxed) < entries.count else { return }
    do throws(LibraryError) {
      var finder = try PassageFinder(plan)
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < entries.count else { return }
        defer { isDone[index].signal() }
        do throws(IndexError) { try read(index, with: &finder) } catch { fail(.index(error)) }
      }
    } catch { fail(error) }
  }

  /// The hits, in the order of the entries. Valid when all workers have ended.
  func hits() throws(LibraryError) -> [SearchHit] {
    try state.withLock { (state) throws(LibraryError) in
      if let failure = state.failure { throw failure }
      state.page.tell(&state.hits)
      return state.hits
    }
  }

  private func fail(_ error: LibraryError) {
    state.withLock { $0.failure = $0.failure ?? error }
  }

  private func read(_ index: Int, with finder: inout PassageFinder) throws(IndexError) {
    let entry = entries[index]
    let hit = entry.hit
    let document = try library.stored(hit.document, segment: hit.segment)
    let (identifier, sources) = try library.sources(of: hit.document, segment: hit.segment)
    let versions = try library.versions(entry.others)
    finder.read(document, tier: entry.tier)
    if index > 0 { isDone[index - 1].wait() }
    state.withLock { state in
      let rank = offset + index + 1
      let (passages, sameText) = finder.passages(rank: rank, on: &state.page)
      state.hits.append(
        SearchHit(
          rank: rank, identifier: identifier, tier: entry.tier, score: hit.score,
          title: document.title, kind: document.kind, date: document.date,
          speaker: document.speaker, issuer: document.issuer, sources: sources,
          occurrences: answer.occurrences(in: hit), sameTextAs: sameText, passages: passages,
          versions: versions, versionCount: entry.others.count))
    }
  }
}
