import DocumentParsing
import Testing
import TextAnalysis

@testable import PolicySearch

@Suite struct `A timeline` {
  private static let terms = ["工会", "人", "基層", "营商环境", "没有的", "放管服"]

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `counts as a scan of all documents does`(seed: UInt64) throws {
    let plain = try DatedDocuments(count: 80, seed: seed)
    let library = try TestLibrary(plain.texts).open()
    var folder = try TextFolder()
    for interval in Timeline.Interval.allCases {
      let timeline = try library.timeline(of: Self.terms, by: interval)
      #expect(timeline.terms == Self.terms)
      var rows: [String?: [DatedDocuments.Document]] = [nil: []]
      for document in plain.documents {
        let period = document.date.map { Self.period(of: $0, by: interval) }
        rows[period, default: []].append(document)
      }
      let order = rows.keys.compactMap { $0 }.sorted()
      #expect(timeline.rows.map(\.period) == order + [nil])
      for row in timeline.rows {
        let documents = rows[row.period] ?? []
        #expect(row.documents == documents.count)
        #expect(row.characters == documents.reduce(0) { $0 + $1.units.count })
        for (term, count) in zip(Self.terms, row.counts) {
          let units = folder.fold(term).units
          let counts = documents.map { DatedDocuments.count(of: units, in: $0.units) }
          let comment: Comment = "seed \(seed), \(row.period ?? "undated"), \(term)"
          #expect(count.occurrences == counts.reduce(0, +), comment)
          #expect(count.documents == counts.count { $0 > 0 }, comment)
        }
      }
    }
  }

  private static func period(of date: PolicyDate, by interval: Timeline.Interval) -> String {
    interval == .year ? String(date.year) : String(date.description.prefix(7))
  }

  @Test func `leaves out what the filters do, and deleted documents`() throws {
    let library = try TestLibrary()
    let speech = { (year: Int, text: String) in
      "在全市工作会议上的讲话\n（\(year)年2月1日）\n\n市总工会主席 苏映雪\n\n同志们：\(text)"
    }
    try library.write(speech(2010, "工会，工会"), "a.txt")
    try library.write(speech(2011, "工会"), "b.txt")
    try library.write(speech(2012, "工会"), "c.txt")
    try library.update()
    var filters = SearchFilters()
    filters.until = PolicyDate(year: 2011)
    let narrowed = try library.open().timeline(of: ["“工会，”"], by: .year, filters: filters)
    #expect(narrowed.rows.map(\.period) == ["2010", "2011", nil])
    #expect(narrowed.rows.map(\.counts[0].documents) == [1, 0, 0])
    try library.folder.delete("docs/a.txt")
    try library.update()
    let rest = try library.open().timeline(of: ["同志们：工会"], by: .year)
    #expect(rest.rows.map(\.period) == ["2011", "2012", nil])
    #expect(rest.totals == [Timeline.Count(documents: 2, occurrences: 2)])
  }

  @Test func `counts a keyword and its quotation once, as a search does`() throws {
    let library = try TestLibrary(["依照第35条办理，不依照第三十五条"]).open()
    let query = "第35条 “第三十五条”"
    let total = try library.timeline(of: [query], by: .year).totals[0]
    #expect(total == Timeline.Count(documents: 1, occurrences: 2))
    #expect(try library.search(SearchRequest(query: query)).exactOccurrences == 2)
  }

  @Test func `refuses a term that is no query`() throws {
    let library = try TestLibrary(["工会"]).open()
    #expect(throws: LibraryError.self) { try library.timeline(of: ["工会", "“工会"], by: .year) }
  }
}

@Suite struct `A first use` {
  @Test(arguments: [4, 5] as [UInt64])
  func `is what a scan of all dates finds`(seed: UInt64) throws {
    let plain = try DatedDocuments(count: 60, seed: seed)
    let library = try TestLibrary(plain.texts).open()
    var folder = try TextFolder()
    for term in ["工会", "营商环境", "没有的", "放管服"] {
      let units = folder.fold(term).units
      let having = plain.documents.filter { DatedDocuments.count(of: units, in: $0.units) > 0 }
      let dates = having.compactMap { $0.date?.description }.sorted()
      let use = try library.firstUse(of: term, limit: 7)
      #expect(use.dated == dates.count)
      #expect(use.undated == having.count - dates.count)
      #expect(use.hits.map { $0.date?.description } == Array(dates.prefix(7)))
      var earliest: [String: String] = [:]
      for document in having {
        guard let speaker = document.speaker else { continue }
        let date = document.date?.description ?? "undated"
        earliest[speaker] = min(earliest[speaker] ?? date, date)
      }
      let speakers = use.speakers.map { "\($0.date?.description ?? "undated") \($0.name)" }
      #expect(speakers.sorted() == earliest.map { "\($0.value) \($0.key)" }.sorted())
      #expect(use.speakers.map { $0.date?.description ?? "undated" } == earliest.values.sorted())
    }
  }
}
