import DocumentParsing
import Testing
import TextAnalysis

@testable import PolicySearch

@Suite struct `A passage that stands in several places` {
  private static let repeated = "各级工会要把服务职工作为首要任务，抓实抓细。"

  @Test func `of a document is shown once, with the others`() throws {
    let library = try TestLibrary([
      "基层工作要点\n一、组织\n\(Self.repeated)\n二、宣传\n广泛宣传。\(Self.repeated)\n三、经费\n　　\(Self.repeated)再说服务职工。"
    ])
    let hit = try #require(try library.search("服务职工").hits.first)
    #expect(hit.occurrences == 4)
    #expect(hit.passages.map(\.text) == [Self.repeated, "再说服务职工。"])
    let passage = try #require(hit.passages.first)
    #expect(passage.position == SourcePosition(line: 3, column: 7))
    #expect(passage.repetitionCount == 2)
    #expect(
      passage.repetitions.map(\.position) == [
        SourcePosition(line: 5, column: 12), SourcePosition(line: 7, column: 9),
      ])
    #expect(passage.repetitions.map(\.section) == [["二、宣传"], ["三、经费"]])
    #expect(hit.passages[1].repetitions.isEmpty)
  }

  @Test func `of a document may be short`() throws {
    let library = try TestLibrary(["服务职工。\n甲。\n服务职工。\n乙。服务职工好。"])
    let hit = try #require(try library.search("服务职工").hits.first)
    #expect(hit.passages.map(\.text) == ["服务职工。", "服务职工好。"])
    #expect(hit.passages.allSatisfy { $0.repetitionCount == 0 })
  }

  @Test func `makes room for another in the later hits of a page`() throws {
    let library = try TestLibrary([
      "服务职工办法\n\(Self.repeated)", "服务职工规定\n首先谈谈服务职工的重要意义所在。\n\(Self.repeated)",
      "\(Self.repeated)\n完",
    ])
    let result = try library.search("服务职工")
    #expect((result.exactDocuments, result.exactOccurrences) == (3, 6))
    let owner = try #require(
      result.hits.first { $0.passages.contains { $0.text == Self.repeated && $0.sameAs == nil } })
    let others = result.hits.filter { $0.rank != owner.rank }
    let passage = try #require(owner.passages.first { $0.text == Self.repeated })
    #expect(passage.alsoIn == others.map(\.rank))
    #expect(others.allSatisfy { $0.rank > owner.rank })
    for hit in others {
      let same = hit.passages.filter { $0.text == Self.repeated }
      // The third file has nothing else.
      #expect(same.map(\.sameAs) == (hit.path.hasSuffix("2.txt") ? [owner.rank] : []))
    }
    // On a page of its own a hit has nothing to point to.
    for rank in 1...3 {
      let page = try library.open().search(
        SearchRequest(query: "服务职工", limit: 1, offset: rank - 1))
      #expect(page.hits[0].passages.allSatisfy { $0.sameAs == nil && $0.alsoIn.isEmpty })
      #expect(page.hits[0].passages.contains { $0.text == Self.repeated })
    }
  }

  @Test func `of long documents, which are read side by side, is the first hit's`() throws {
    let texts = (0..<8).map { number in
      "\(Self.repeated)\n" + String(repeating: "第\(number)片荒山已经植树，并由专人养护。\n", count: 500)
    }
    #expect(texts.reduce(0) { $0 + $1.count } > 50_000)
    let library = try TestLibrary(texts).open()
    for _ in 0..<10 {
      let hits = try library.search(SearchRequest(query: "服务职工", limit: 8)).hits
      #expect(hits.map(\.rank) == Array(1...8))
      #expect(hits.map { $0.passages.map(\.sameAs) } == [[nil]] + Array(repeating: [1], count: 7))
      #expect(hits[0].passages[0].alsoIn == Array(2...8))
      for hit in hits {
        // One by one each is read alone.
        let request = SearchRequest(query: "服务职工", limit: 1, offset: hit.rank - 1)
        let alone = try #require(try library.search(request).hits.first)
        #expect(alone.identifier == hit.identifier)
        #expect(alone.passages.map(\.text) == hit.passages.map(\.text))
        #expect(alone.passages.map(\.position) == hit.passages.map(\.position))
      }
    }
  }

  @Test func `points to the hit that has the whole text`() throws {
    let text = "服务职工办法\n\(Self.repeated)\n\(Self.repeated.dropLast())，为职工办实事。"
    let library = try TestLibrary([text, text + "\n【打印本页】【关闭窗口】"])
    let hits = try library.search("服务职工").hits
    #expect(hits.map(\.sameTextAs) == [nil, 1])
    #expect(hits[1].passages.map(\.text) == hits[0].passages.map(\.text))
    for (passage, other) in zip(hits[1].passages, hits[0].passages) {
      #expect(passage.sameAs == (passage.text.count < 14 ? nil : 1))
      #expect(other.alsoIn == (passage.text.count < 14 ? [] : [2]))
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `is shown once a page, and every other place is right`(seed: UInt64) throws {
    let sentences = [
      Self.repeated, "工会干部走進基層，與職工面對面談心，聽取意見。", "工会 Open Day 定在 7 月，请职工踊跃参加。",
      "职工之家。", "各级工会要把服务职工作为首要任务，抓实抓细，久久为功。", "工会！",
      "坚持重心下移，推动资源向基层倾斜，让职工有更多获得感；工会要当好娘家人。",
    ]
    var random = SeededGenerator(seed: seed)
    let breaks = ["", "\n", "\n\n", "\n　　"]
    let library = try TestLibrary(
      (0..<8).map { number in
        "第\(number)号材料\n"
          + (0..<Int.random(in: 1...25, using: &random)).map { _ in
            (sentences.randomElement(using: &random) ?? "")
              + (breaks.randomElement(using: &random) ?? "")
          }.joined()
      })
    var folder = try TextFolder()
    for (query, limit) in [("工会", 8), ("职工", 3), ("基层 职工", 5), ("首要任务", 8), ("o", 8)] {
      let opened = try library.open()
      let result = try opened.search(SearchRequest(query: query, limit: limit))
      var shown: Set<[UInt16]> = []
      for hit in result.hits {
        let document = try opened.document(hit.identifier).document
        let body = folder.fold(String(decoding: document.text, as: UTF8.self)).units
        let source = try TemporaryFolder.contents(of: hit.path)
        let lines = String(decoding: source, as: UTF8.self).split(
          separator: "\n", omittingEmptySubsequences: false)
        #expect(!hit.passages.isEmpty)
        for passage in hit.passages {
          let units = folder.fold(passage.text).units
          let isLong = units.count >= PagePassages.minimumLength
          if let owner = passage.sameAs {
            #expect(owner < hit.rank && shown.contains(units))
          } else {
            #expect(shown.insert(units).inserted || !isLong, "seed \(seed), \(query)")
          }
          let pattern = try #require(LiteralPattern(units: units))
          #expect(
            passage.repetitionCount == (isLong ? pattern.occurrences(in: body).count - 1 : 0),
            "seed \(seed), \(query), \(passage.text)")
          #expect(passage.repetitions.count == min(10, passage.repetitionCount))
          let first = try #require(passage.matches.first)
          let match = folder.fold(
            String(decoding: Array(passage.text.utf16)[first], as: UTF16.self)
          ).units
          for position in [passage.position] + passage.repetitions.map(\.position) {
            let rest = lines[position.line - 1].unicodeScalars.dropFirst(position.column - 1)
            #expect(folder.fold(String(rest)).units.starts(with: match))
          }
        }
      }
      #expect(
        try opened.search(SearchRequest(query: query, limit: 100)).hits
          .filter { $0.tier == .exact }.reduce(0) { $0 + $1.occurrences }
          == result.exactOccurrences)
    }
  }
}
