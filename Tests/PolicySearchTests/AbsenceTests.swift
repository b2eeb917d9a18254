import DocumentParsing
import InvertedIndex
import Testing
import TextAnalysis

@testable import PolicySearch

extension TestLibrary {
  fileprivate func absence(
    _ query: String, filters: SearchFilters = SearchFilters()
  ) throws -> Absence? {
    try open().search(
      SearchRequest(query: query, filters: filters, explainsAbsence: true)
    ).absence
  }
}

@Suite struct `An absence` {
  @Test(arguments: [
    ("召开竞选大会", "竟选", "竞选", Absence.Difference.confused),
    ("要作好准备工作", "做好准备", "作好准备", .confused),
    ("已经完成整改", "己经完成", "已经完成", .confused),
    ("刘赞杰同志讲话", "刘攒杰", "刘赞杰", .homophone),
    ("推进改革创新", "改格创新", "改革创新", .homophone),
    ("推进改革创新", "改革新创", "改革创新", .swapped),
    ("加强职代会建设", "职业会", "职代会", .other),
    ("职工代表大会", "职工代大会", "职工代表大会", .missing),
    ("改革、开放、创新", "改革开放", "改革、开放", .missing),
    ("职工代表会议", "职工代表大会议", "职工代表会议", .extra),
    ("1+4改革方案", "1+5改革方案", "1+4改革方案", .other),
    ("長期規劃", "长期归划", "长期规划", .homophone),
  ])
  func `names the nearest wording and in what it differs`(
    text: String, query: String, wording: String, difference: Absence.Difference
  ) throws {
    let library = try TestLibrary([text, "别的文件"])
    let part = try #require(try library.absence(query)?.parts.first)
    #expect((part.documents, part.unfiltered) == (0, 0))
    let first = try #require(part.nearest.first)
    #expect((first.text, first.difference) == (wording, difference))
    #expect((first.documents, first.occurrences) == (1, 1))
    // What is suggested is a query that finds it.
    #expect(try library.search(part.query(query, with: first)).exactDocuments == 1)
  }

  @Test func `says what each part counts, and what the rest finds`() throws {
    let library = try TestLibrary(["职工维权，职工", "职工创新", "企业创新"])
    let parts = try #require(try library.absence("职工 维权 “创新” 没有的 -矿山")).parts
    #expect(parts.map(\.text) == ["职工", "维权", "创新", "没有的"])
    #expect(parts.map(\.documents) == [2, 1, 2, 0])
    #expect(parts.map(\.occurrences) == [3, 1, 2, 0])
    #expect(parts.map(\.rest) == [0, 0, 0, 0])
    let pair = try #require(try library.absence("维权 创新")).parts
    #expect(pair.map(\.rest) == [2, 1])
    #expect(pair.allSatisfy { $0.nearest.isEmpty && $0.pieces.isEmpty })
    #expect(try library.absence("职工 创新") == nil)
    let either = try #require(try library.absence("没有 OR 也没")).parts
    #expect(either.map(\.rest) == [nil, nil])
  }

  @Test(arguments: [16, 17])
  func `leaves out each of a few conditions`(count: UInt32) throws {
    let library = try TestLibrary(["职工维权"])
    let words = (0..<count).compactMap { Unicode.Scalar(0x5200 + $0).map { "“没\(Character($0))”" } }
    let parts = try #require(try library.absence(words.joined(separator: " "))).parts
    let rest: Int? = count > 16 ? nil : 0
    #expect(parts.count == words.count)
    #expect(parts.allSatisfy { $0.rest == rest })
  }

  @Test func `names nothing nearer to a text that differs in its script only`() throws {
    let library = try TestLibrary(["长期规划", "长期归划"])
    let result = try library.open().search(
      SearchRequest(query: "長期規劃", comparison: .literal, explainsAbsence: true))
    let part = try #require(result.absence?.parts.first)
    #expect(part.pieces.map(\.text) == ["长期规划"])
    #expect(part.nearest.isEmpty)
  }

  @Test func `tells filters from texts that are missing`() throws {
    let library = try TestLibrary(["关于植树的通知\n\n要植树。\n\n2020年3月5日"])
    var filters = SearchFilters()
    filters.since = PolicyDate(year: 2021)
    let part = try #require(try library.absence("植树", filters: filters)?.parts.first)
    #expect((part.documents, part.unfiltered) == (0, 1))
    #expect(part.nearest.isEmpty)
    let near = try #require(try library.absence("直树", filters: filters)?.parts.first)
    #expect(near.nearest.isEmpty)
    #expect(try library.absence("直树")?.parts.first?.nearest.map(\.text) == ["植树"])
  }

  @Test func `shows the longest pieces there are`() throws {
    let library = try TestLibrary(["全面深化改革", "改革开放再出发", "开放新格局"])
    let part = try #require(try library.absence("全面深化改革开放新时代")?.parts.first)
    #expect(part.pieces.map(\.text) == ["全面深化改革", "改革开放", "开放新"])
    #expect(part.pieces.map(\.documents) == [1, 1, 1])
    #expect(try library.absence("饕餮")?.parts.first?.pieces == [])
  }

  /// All pieces of a text that stand in a document and lie in no other such piece.
  private func pieces(of units: [UInt16], in documents: [[UInt16]]) -> Set<[UInt16]> {
    func stands(_ range: Range<Int>) -> Bool {
      documents.contains { DatedDocuments.count(of: Array(units[range]), in: $0) > 0 }
    }
    var pieces: Set<[UInt16]> = []
    for start in units.indices {
      for end in start + 1...units.count
      where stands(start..<end) && (start == 0 || !stands(start - 1..<end))
        && (end == units.count || !stands(start..<end + 1))
      {
        pieces.insert(Array(units[start..<end]))
      }
    }
    return pieces
  }

  /// Whether one text becomes the other by the change of one place that a difference names.
  private func differs(_ text: [UInt16], from other: [UInt16], by: Absence.Difference) -> Bool {
    switch by {
    case .confused, .homophone, .other:
      return text.count == other.count && zip(text, other).count { $0 != $1 } == 1
    case .missing:
      return other.indices.dropFirst().contains { place in
        text.count == other.count + 1 && text[..<place] == other[..<place]
          && text[(place + 1)...].elementsEqual(other[place...])
      }
    case .extra: return differs(other, from: text, by: .missing)
    case .swapped:
      return text.count == other.count
        && other.indices.dropLast().contains { place in
          var swapped = other
          swapped.swapAt(place, place + 1)
          return swapped == text
        }
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `agrees with a scan for random slips`(seed: UInt64) throws {
    var random = RandomDocuments(seed: 80 + seed)
    let texts = (0..<30).map { "第\($0)号 " + random.text(maximum: 40) }
    let plain = try PlainDocuments(texts)
    let library = try TestLibrary(texts).open()
    let everything = plain.folded
    var slips = 0
    for _ in 0..<60 {
      let document = plain.folded[random.number(below: plain.folded.count)]
      let start = random.number(below: document.count)
      let length = 4 + random.number(below: 12)
      let original = Array(document[start..<min(document.count, start + length)])
      guard original.count > 3, original.allSatisfy({ $0 != 0x20 && $0 & 0xF800 != 0xD800 })
      else { continue }
      var slip = original
      let place = 1 + random.number(below: slip.count - 2)
      switch random.number(below: 4) {
      case 0: slip[place] = 0x9EFB
      case 1: slip.remove(at: place)
      case 2: slip.insert(0x9EFB, at: place)
      default: slip.swapAt(place, place - 1)
      }
      guard everything.allSatisfy({ DatedDocuments.count(of: slip, in: $0) == 0 }) else { continue }
      slips += 1
      let comment: Comment = "seed \(seed): \(String(decoding: slip, as: UTF16.self))"
      let nearest = try NearestWordings(
        of: slip, in: library.snapshot, passing: library.snapshot.segments.map { _ in nil })
      let found = Set(nearest.pieces.map { Array(slip[$0]) })
      #expect(found == pieces(of: slip, in: everything), comment)
      let wordings = try nearest.wordings()
      if wordings.count < 8 {
        #expect(wordings.contains { Array($0.text.utf16) == original }, comment)
      }
      for wording in wordings {
        let units = Array(wording.text.utf16)
        let counts = everything.map { DatedDocuments.count(of: units, in: $0) }
        #expect(wording.documents == counts.count { $0 > 0 }, comment)
        #expect(wording.occurrences == counts.reduce(0, +), comment)
        #expect(differs(units, from: slip, by: wording.difference), comment)
      }
    }
    #expect(slips > 10)
  }
}
