import Testing

@testable import InvertedIndex

@Suite struct `A phrase` {
  private static let vocabulary: [[UInt8]] = ["a", "ab", "abc", "b", "ba", "common prefix one"].map
  {
    Array($0.utf8)
  }

  private static func index(
    using generator: inout SeededGenerator, in directory: TemporaryDirectory
  ) throws -> (model: ModelIndex, snapshot: IndexSnapshot) {
    var model = ModelIndex(segments: [])
    for count in [1, 129, 300] {
      model.segments.append(
        (0..<count).map {
          ModelDocument(number: $0, length: 0...40, vocabulary: vocabulary, using: &generator)
        })
    }
    for _ in 0..<60 {
      let segment = Int.random(in: 0..<3, using: &generator)
      model.delete(segment, Int.random(in: 0..<[1, 129, 300][segment], using: &generator))
    }
    return (model, try model.write(to: directory))
  }

  /// Where the phrase begins, found by trying every place.
  private static func starts(of phrase: Phrase, in tokens: [[UInt8]]) -> [UInt32] {
    var starts: [UInt32] = []
    for start in tokens.indices {
      if let last = starts.last, start < Int(last) + phrase.minimumDistance { continue }
      let stands = phrase.members.allSatisfy {
        start + $0.offset < tokens.count && tokens[start + $0.offset] == $0.term
      }
      if stands { starts.append(UInt32(start)) }
    }
    return starts
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `stands where a dumb scan finds it`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let directory = try TemporaryDirectory()
    let (model, snapshot) = try Self.index(using: &generator, in: directory)
    for _ in 0..<8 {
      var members: [Phrase.Member] = []
      var offset = Int.random(in: 0...5, using: &generator) == 0 ? 1 : 0
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let term = Self.vocabulary[generator.skewed(below: Self.vocabulary.count)]
        members.append(Phrase.Member(term: term, offset: offset))
        offset += [1, 1, 1, 3].randomElement(using: &generator) ?? 1
      }
      let phrase = Phrase(
        field: 0, members: members.shuffled(using: &generator),
        minimumDistance: Int.random(in: 1...3, using: &generator))
      for (number, segment) in snapshot.segments.enumerated() {
        var expected = Matches()
        for (document, content) in model.segments[number].enumerated() {
          let starts = Self.starts(of: phrase, in: content.fields[0])
          if document % 16 == 0 {
            #expect(try segment.positions(of: phrase, in: DocID(document)) == starts)
          }
          guard !starts.isEmpty, model.isLive(number, document) else { continue }
          expected.documents.append(DocID(document))
          expected.frequencies.append(UInt32(starts.count))
        }
        let matches = try segment.matches(phrase)
        #expect(matches == expected)
        #expect(matches.set(capacity: model.segments[number].count).documents == matches.documents)
      }
    }
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `is counted where a dumb scan finds no exclusion beside it`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: 40 + seed)
    let directory = try TemporaryDirectory()
    let (model, snapshot) = try Self.index(using: &generator, in: directory)
    for _ in 0..<12 {
      func members() -> [Phrase.Member] {
        (0..<Int.random(in: 1...2, using: &generator)).map { offset in
          Phrase.Member(
            term: Self.vocabulary[generator.skewed(below: Self.vocabulary.count)], offset: offset)
        }
      }
      let distance = Int.random(in: 1...3, using: &generator)
      let phrase = Phrase(field: 0, members: members(), minimumDistance: distance)
      let exclusions = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
        PhraseExclusion(
          field: 0, members: members(), offset: Int.random(in: -3...3, using: &generator))
      }
      let all = Phrase(field: 0, members: phrase.members, minimumDistance: 1)
      for (number, segment) in snapshot.segments.enumerated() {
        var expected = Matches()
        for (document, content) in model.segments[number].enumerated()
        where model.isLive(number, document) {
          let tokens = content.fields[0]
          var excluded: Set<Int> = []
          for exclusion in exclusions {
            for start in Self.starts(of: exclusion.phrase, in: tokens) {
              excluded.insert(Int(start) - exclusion.offset)
            }
          }
          var (count, least) = (UInt32(0), 0)
          for start in Self.starts(of: all, in: tokens).map(Int.init)
          where start >= least && !excluded.contains(start) {
            count += 1
            least = start + distance
          }
          guard count > 0 else { continue }
          expected.documents.append(DocID(document))
          expected.frequencies.append(count)
        }
        #expect(try segment.matches(phrase, excluding: exclusions) == expected, "seed \(seed)")
      }
    }
  }

  @Test func `with a term that does not occur stands nowhere`() throws {
    let directory = try TemporaryDirectory()
    let model = ModelIndex(segments: [[ModelDocument("one two")]])
    let snapshot = try model.write(to: directory)
    let phrase = Phrase(
      field: 0,
      members: [.init(term: Array("one".utf8), offset: 0), .init(term: [0], offset: 1)],
      minimumDistance: 1)
    #expect(try snapshot.segments[0].matches(phrase) == Matches())
    #expect(try snapshot.segments[0].positions(of: phrase, in: 0).isEmpty)
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `of one prefix, or of any of several terms, is found as by a dumb scan`(seed: UInt64) throws
  {
    var generator = SeededGenerator(seed: seed)
    let directory = try TemporaryDirectory()
    let (model, snapshot) = try Self.index(using: &generator, in: directory)
    for (number, segment) in snapshot.segments.enumerated() {
      let live = model.segments[number].enumerated().filter { model.isLive(number, $0.offset) }
      for field in [0, 1] {
        for prefix in ["", "a", "ab", "abc", "abcd", "b", "common pre", "z"].map({ Array($0.utf8) })
        {
          var expected = Matches()
          for (document, content) in live {
            let count = content.fields[field].filter { $0.starts(with: prefix) }.count
            guard count > 0 else { continue }
            expected.documents.append(DocID(document))
            expected.frequencies.append(UInt32(count))
          }
          #expect(try segment.matches(prefix: prefix, field: field) == expected)
        }
        for count in 0...3 {
          let terms = Self.vocabulary.shuffled(using: &generator).prefix(count) + [[7]]
          let expected = live.filter { !$0.element.fields[field].filter(terms.contains).isEmpty }
          #expect(
            try segment.documents(withAnyOf: Array(terms), field: field).documents
              == expected.map { DocID($0.offset) })
        }
      }
    }
  }
}
