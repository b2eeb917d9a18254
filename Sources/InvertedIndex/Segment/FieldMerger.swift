internal import Dispatch
import Synchronization

/// Writes one field of several segments as one, without their deleted documents.
///
/// The terms are cut into stretches of about ``stretchSize`` bytes of terms and lists. Workers merge some
/// of them at a time, each into memory, and they are written in order. Memory: the stretches under way, or the
/// lists of the longest term where that is more, and the dictionary that is being written.
struct FieldMerger: Sendable {
  /// Bytes of terms and lists that a worker merges at a time.
  static let stretchSize = 1 << 20
  /// Stretches between two writes, for each worker: enough that workers seldom wait for one another.
  private static let stretchesPerJob = 4
  /// After so many bytes written, the inputs' pages are released.
  private static let releaseInterval = 32 << 20

  private let segments: [SegmentReader]
  /// For each segment, the new number of each document, or `exhausted` for a deleted one.
  private let numbers: [[DocID]]
  private let field: Int
  private let schema: FieldSchema
  /// The field's lengths of the live documents.
  private let lengths: [UInt32]
  private let lengthCodes: [UInt8]

  init(segments: [SegmentReader], numbers: [[DocID]], field: Int) throws(IndexError) {
    self.segments = segments
    self.numbers = numbers
    self.field = field
    schema = segments[0].schema.fields[field]
    var lengths: [UInt32] = []
    for (segment, numbers) in zip(segments, numbers) {
      let old = try segment.lengths(field: field)
      for document in old.indices where numbers[document] != .exhausted {
        lengths.append(old[document])
      }
    }
    self.lengths = lengths
    lengthCodes = schema.isScored ? lengths.map(LengthCode.encode) : []
  }

  /// Writes the field's sections, with up to `jobs` workers.
  func write(
    to file: inout SectionFileWriter, jobs: Int, stretchSize: Int
  ) throws(IndexError) -> FieldStatistics {
    precondition(jobs > 0)
    var writer = try FieldWriter(field: field, schema: schema, lengths: lengths, file: &file)
    let starts = try starts(stretchSize: stretchSize)
    var nextRelease = Self.releaseInterval
    var first = 0
    while first < starts.count {
      let end = min(first + jobs * Self.stretchesPerJob, starts.count)
      for merged in try merge(first..<end, of: starts, jobs: jobs) {
        try writer.append(merged, to: &file)
      }
      first = end
      if file.sectionLength > nextRelease {
        for segment in segments { segment.releasePages() }
        nextRelease = file.sectionLength + Self.releaseInterval
      }
    }
    return try writer.finish(to: &file)
  }

  /// The term with which each stretch begins; the first is the least of all terms.
  private func starts(stretchSize: Int) throws(IndexError) -> [[UInt8]] {
    let dictionaries = segments.map { $0.dictionaries[field] }
    guard let largest = dictionaries.max(by: { $0.size < $1.size }) else { return [] }
    let total = dictionaries.reduce(0) { $0 + $1.size }
    guard total > 0 else { return [[]] }
    // As many bytes of the largest segment as there are in it of a stretch.
    let share = Double(largest.size) / Double(total)
    return [[]] + (try largest.terms(every: max(1, Int(share * Double(stretchSize)))))
  }

  // MARK: Workers

  /// What the workers share while they merge some stretches.
  private final class Round: Sendable {
    let next = Atomic<Int>(0)
    let results: Mutex<[Result<EncodedTerms, IndexError>?]>

    init(count: Int) {
      results = Mutex(Array(repeating: nil, count: count))
    }
  }

  private func merge(
    _ stretches: Range<Int>, of starts: [[UInt8]], jobs: Int
  ) throws(IndexError) -> [EncodedTerms] {
    let round = Round(count: stretches.count)
    DispatchQueue.concurrentPerform(iterations: min(jobs, stretches.count)) { _ in
      while true {
        let index = round.next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < stretches.count else { return }
        let stretch = stretches.lowerBound + index
        let end = stretch + 1 < starts.count ? starts[stretch + 1] : nil
        let result = Result { () throws(IndexError) in
          try mergeTerms(from: starts[stretch], to: end)
        }
        round.results.withLock { $0[index] = result }
      }
    }
    var merged: [EncodedTerms] = []
    for result in round.results.withLock({ $0 }) {
      guard let result else { preconditionFailure("a stretch was left out") }
      merged.append(try result.get())
    }
    return merged
  }

  /// Merges the lists of the terms from `start` on and before `end`, where there is one.
  private func mergeTerms(
    from start: [UInt8], to end: [UInt8]?
  ) throws(IndexError) -> EncodedTerms {
    var sources: [Source] = []
    for (segment, numbers) in zip(segments, numbers) {
      var iterator = try segment.dictionaries[field].makeIterator(from: start)
      if try iterator.next() {
        sources.append(
          Source(iterator: iterator, cursor: segment.cursor(field: field), numbers: numbers))
      }
    }
    var merged = EncodedTerms()
    var writer = PostingsWriter(schema: schema)
    var list = PostingList()
    while !sources.isEmpty {
      // A scan for the least term; mostly it compares nothing but 8-byte keys.
      var least = 0
      for index in sources.indices where sources[index].precedes(sources[least]) { least = index }
      let (key, term) = (sources[least].key, sources[least].iterator.term)
      if let end, !term.lexicographicallyPrecedes(end) { break }
      list.removeAll()
      var isAnyAtEnd = false
      for index in sources.indices
      where sources[index].key == key && sources[index].iterator.term == term {
        try sources[index].cursor.open(sources[index].iterator.entry)
        try sources[index].cursor.copyRest(to: &list, numbers: sources[index].numbers)
        if try !sources[index].advance() { isAnyAtEnd = true }
      }
      if isAnyAtEnd { sources.removeAll(where: \.isAtEnd) }
      guard list.documents.count > 0 else { continue }
      try merged.append(term, list, lengthCodes: lengthCodes, with: &writer)
    }
    return merged
  }

  /// The terms of one input, on the way through them.
  private struct Source {
    var iterator: TermDictionary.TermIterator
    /// Opened for one term after the other.
    var cursor: PostingsCursor
    let numbers: [DocID]
    /// The current term's first 8 bytes.
    private(set) var key: UInt64
    private(set) var isAtEnd = false

    /// A source whose iterator stands on its first term.
    init(iterator: TermDictionary.TermIterator, cursor: PostingsCursor, numbers: [DocID]) {
      self.iterator = iterator
      self.cursor = cursor
      self.numbers = numbers
      key = TermDictionaryWriter.key(iterator.term)
    }

    func precedes(_ other: Source) -> Bool {
      guard key == other.key else { return key < other.key }
      return iterator.term.lexicographicallyPrecedes(other.iterator.term)
    }

    /// Moves to the next term; false when there is none.
    mutating func advance() throws(IndexError) -> Bool {
      isAtEnd = try !iterator.next()
      if !isAtEnd { key = TermDictionaryWriter.key(iterator.term) }
      return !isAtEnd
    }
  }
}
