import DocumentParsing
import Testing

@testable import PolicySearch

/// A document with fields that its parsing finds, and a text that some queries find.
private struct FieldedDocument {
  let issuer: String?
  let speaker: String?
  let kind: String?
  let date: PolicyDate?
  let body: String

  var text: String {
    var lines =
      speaker == nil
      ? ["\(issuer ?? "")关于植树工作\(kind.map { "的\($0)" } ?? "要抓紧做好")"]
      : ["在植树工作会议上的讲话"]
    if let date { lines.append("（\(Self.dateLine(date))）") }
    if let speaker { lines.append(speaker) }
    lines += ["", body]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func dateLine(_ date: PolicyDate) -> String {
    "\(date.year)年" + (date.month.map { "\($0)月" } ?? "") + (date.day.map { "\($0)日" } ?? "")
  }
}

extension RandomDocuments {
  fileprivate mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[number(below: elements.count)]
  }

  fileprivate mutating func fieldedDocument(_ number: Int) -> FieldedDocument {
    let isSpeech = self.number(below: 4) == 0
    return FieldedDocument(
      issuer: pick(["青岚市人民政府", "海屿市总工会", "临江省教育厅", nil]),
      speaker: isSpeech ? pick(["陈守信", "苏映雪", "罗安平"]) : nil,
      kind: isSpeech ? "讲话" : pick(["通知", "决定", "意见", nil]),
      date: pick([nil, date()]),
      body: "第\(number)号。" + pick(["加强基层建设。", "基层要稳。", "建设家园，建设家园。", "职工安居。"]))
  }

  /// A date about the turn of a year, of any precision.
  fileprivate mutating func date() -> PolicyDate? {
    let month = pick([1, 2, 11, 12])
    let year = 2016 + number(below: 3)
    switch number(below: 3) {
    case 0: return PolicyDate(year: year)
    case 1: return PolicyDate(year: year, month: month)
    default: return PolicyDate(year: year, month: month, day: pick([1, 15, 28]))
    }
  }

  fileprivate mutating func filters() -> SearchFilters {
    var filters = SearchFilters()
    let values: [KeywordField: [String]] = [
      .kind: ["通知", "决定", "意见", "讲话", "议案"], .speaker: ["陈守信", "苏映雪", "无此人"],
      .issuer: ["青岚市人民政府", "海屿市总工会", "临江省教育厅"], .region: ["青岚市", "海屿市"],
    ]
    for field in KeywordField.allCases where number(below: 3) == 0 {
      filters[field] = (0..<1 + number(below: 2)).map { _ in pick(values[field] ?? []) }
    }
    if number(below: 3) == 0 { filters.since = date() }
    if number(below: 3) == 0 { filters.until = date() }
    return filters
  }
}

extension SearchFilters {
  /// Whether a document passes, by the days that its date and the bounds span.
  fileprivate func admit(_ document: StoredDocument) -> Bool {
    let values: [(KeywordField, String?)] = [
      (.kind, document.kind), (.speaker, document.speaker?.name), (.issuer, document.issuer),
      (.region, document.region),
    ]
    for (field, value) in values where !self[field].isEmpty {
      guard let value, self[field].contains(value) else { return false }
    }
    guard since != nil || until != nil else { return true }
    guard let date = document.date?.description else { return false }
    let (since, until) = (since?.description, until?.description)
    return Self.days.contains { day in
      day.hasPrefix(date) && since.map { !Self.isBefore(day, $0) } ?? true
        && until.map { Self.isBefore(day, $0) || day.hasPrefix($0) } ?? true
    }
  }

  /// Every day of the years in question, as it is written: `2017-02-28`.
  private static let days: [String] = (2015...2019).flatMap { year in
    (1...12).flatMap { month in
      (1...31).compactMap { PolicyDate(year: year, month: month, day: $0)?.description }
    }
  }

  private static func isBefore(_ day: String, _ date: String) -> Bool {
    !day.hasPrefix(date) && day < date
  }
}

/// What the values of a facet are, by a look at every hit.
private func tally(
  _ facet: Facet, _ hits: [(hit: SearchHit, document: StoredDocument)]
) -> [FacetCounts.Value] {
  func value(_ document: StoredDocument) -> String? {
    switch facet {
    case .keyword(.kind): document.kind
    case .keyword(.speaker): document.speaker?.name
    case .keyword(.issuer): document.issuer
    case .keyword(.region): document.region
    case .year: document.date.map { "\($0.year)" }
    }
  }
  let values = Set(hits.map { value($0.document) }).map { wanted in
    let tiers = hits.filter { value($0.document) == wanted }.map(\.hit.tier)
    return FacetCounts.Value(
      value: wanted, exact: tiers.count { $0 == .exact }, related: tiers.count { $0 == .related })
  }
  return values.sorted { a, b in
    if a.value == nil || b.value == nil { return b.value == nil && a.value != nil }
    return (-a.exact, -a.related, a.value ?? "") < (-b.exact, -b.related, b.value ?? "")
  }
}

@Suite struct `A search with filters` {
  @Test(arguments: 0..<3 as Range<UInt64>)
  func `finds and counts what a look at every document finds`(seed: UInt64) throws {
    var random = RandomDocuments(seed: 300 + seed)
    let library = try TestLibrary()
    for number in 0..<99 {
      try library.write(random.fieldedDocument(number).text, TestLibrary.name(number))
      // Several segments.
      if number % 33 == 32 { try library.update() }
    }
    // Documents that are deleted but still in their segment.
    for number in 0..<10 { try library.write("改作他用\(number)", TestLibrary.name(number * 7)) }
    try library.update()
    let opened = try library.open()
    #expect(try opened.values(of: .kind) == ["决定", "意见", "讲话", "通知"])
    #expect(try opened.values(of: .speaker) == ["罗安平", "苏映雪", "陈守信"])
    #expect(try opened.values(of: .issuer) == ["临江省教育厅", "海屿市总工会", "青岚市人民政府"])
    #expect(try opened.values(of: .region) == ["海屿市", "青岚市"])
    let lengths = try opened.search(SearchRequest(query: "号", limit: 1000)).hits.map {
      $0.date?.description.count ?? 0
    }
    #expect(Set(lengths) == [0, 4, 7, 10])

    // The results without filters, with the documents of their hits.
    var wholes:
      [String: (result: SearchResult, hits: [(hit: SearchHit, document: StoredDocument)])] =
        [:]
    for _ in 0..<120 {
      let query = random.pick(["建设", "基层建设", "植树 -建设", "建设 OR 职工", "“基层” 加强", "没有的话"])
      if wholes[query] == nil {
        let result = try opened.search(SearchRequest(query: query, limit: 1000))
        wholes[query] = (
          result, try result.hits.map { ($0, try opened.document($0.identifier).document) }
        )
      }
      let whole = try #require(wholes[query])
      let filters = random.filters()
      let comment: Comment = "seed \(seed): \(query) \(filters.parameters)"
      let expected = whole.hits.filter { filters.admit($0.document) }

      let result = try opened.search(
        SearchRequest(query: query, limit: 1000, filters: filters, facets: Facet.all))
      #expect(result.hits.map(\.identifier) == expected.map(\.hit.identifier), comment)
      #expect(result.hits.map(\.score) == expected.map(\.hit.score), comment)
      #expect(result.exactDocuments == expected.count { $0.hit.tier == .exact }, comment)
      #expect(result.relatedDocuments == expected.count { $0.hit.tier == .related }, comment)
      #expect(result.facets.map(\.facet) == Facet.all, comment)
      for counts in result.facets {
        #expect(counts.values == tally(counts.facet, expected), comment)
      }

      var occurrences = 0
      var files: Set<String> = []
      try opened.forEachExactDocument(query, filters: filters, counting: nil) { sources, _ in
        files.formUnion(sources.map(\.path))
      }
      // Matches of several texts may overlap and are merged where they are shown.
      let isOneText = !query.contains(" ")
      for (hit, _) in expected where hit.tier == .exact {
        #expect(files.remove(hit.path) != nil, comment)
        guard isOneText else { continue }
        let shown = try opened.shownDocument(hit.identifier)
        occurrences += try shown.matches(of: query, in: opened).count
      }
      #expect(files.isEmpty, comment)
      if isOneText { #expect(result.exactOccurrences == occurrences, comment) }
      #expect(result.exactOccurrences <= whole.result.exactOccurrences, comment)

      let page = try opened.search(
        SearchRequest(query: query, limit: 3, offset: 2, filters: filters))
      // Passages depend on what else is on the page.
      let hits = result.hits.dropFirst(2).prefix(3)
      #expect(page.hits.map(\.identifier) == hits.map(\.identifier), comment)
      #expect(page.hits.map(\.rank) == hits.map(\.rank), comment)
      #expect(page.hits.map(\.score) == hits.map(\.score), comment)
      #expect(page.facets == [], comment)
    }
  }

  @Test func `knows which values no document has, and which there are`() throws {
    let library = try TestLibrary()
    try library.write("关于植树的通知\n\n请植树。\n", "通知.txt")
    try library.write("关于植树的决定\n\n请植树。\n", "决定.txt")
    try library.write("关于挖井的议案\n\n请挖井。\n", "议案.txt")
    try library.update()
    var filters = SearchFilters()
    filters[.kind] = ["通知", "通只", "议案", "通只"]
    filters[.region] = ["青岚市"]
    func unknown() throws -> [String] {
      try library.open().unknownValues(of: filters).map { "\($0.field) \($0.value)" }
    }
    #expect(try unknown() == ["kind 通只", "region 青岚市"])
    #expect(try library.open().values(of: .kind) == ["决定", "议案", "通知"])
    #expect(try library.open().values(of: .region) == [])
    // The value of a deleted document is still in the column.
    try library.write("随手写下的话", "议案.txt")
    try library.update()
    #expect(try unknown() == ["kind 通只", "kind 议案", "region 青岚市"])
    #expect(try library.open().values(of: .kind) == ["决定", "通知"])
  }

  @Test(
    arguments: [
      ("北京市", ["北京市", "海淀区"]), ("北京", ["北京市", "海淀区"]), ("海淀区", ["海淀区"]), ("临沂市", []),
      ("山东省", ["山东省", "青岛市"]), ("临江省", ["临江省青岚市"]), ("临", []),
    ])
  func `finds the documents of a region and of the places in it`(
    region: String, expected: [String]
  ) throws {
    let library = try TestLibrary()
    let regions = ["北京市", "海淀区", "山东省", "青岛市", "临江省青岚市"]
    for region in regions {
      try library.write("\(region)人民政府关于植树的通知\n\n请植树。\n", "\(region).txt")
    }
    try library.update()
    var filters = SearchFilters()
    filters[.region] = [region]
    let opened = try library.open()
    #expect(Set(try opened.values(of: .region)) == Set(regions))
    let found = try opened.search(
      SearchRequest(query: "植树", filters: filters, facets: [.keyword(.region)]))
    #expect(Set(found.facets[0].values.map(\.value)) == Set(expected))
    #expect(found.hits.count == expected.count)
    #expect(try opened.unknownValues(of: filters).isEmpty == !expected.isEmpty)
  }

  @Test(
    arguments: [
      ("kind:通知", 2), ("kind:“通?”", 2), ("kind:“?知”", 2), ("kind:“通??”", 0),
      ("region:北京", 2), ("region:“?京市”", 1), ("region:“海?”", 1), ("region:“海?县”", 0),
    ])
  func `has wildcards where a query says it`(query: String, expected: Int) throws {
    let library = try TestLibrary()
    for region in ["北京市", "海淀区"] {
      try library.write("\(region)人民政府关于植树的通知\n\n请植树。\n", "\(region).txt")
    }
    try library.update()
    let found = try library.open().search(SearchRequest(query: query))
    #expect(found.exactDocuments == expected)
  }

  @Test func `needs something to look for`() throws {
    let opened = try TestLibrary(["关于植树的通知"]).open()
    var filters = SearchFilters()
    filters[.kind] = ["通知"]
    let error = #expect(throws: LibraryError.self) {
      try opened.search(SearchRequest(query: " ", filters: filters))
    }
    #expect(error.map { "\($0)".contains("filters only narrow down") } == true)
    #expect(throws: LibraryError.self) {
      try opened.search(SearchRequest(query: "-植树", filters: filters))
    }
  }

  @Test func `writes the facets that were asked for into the summary`() throws {
    let library = try TestLibrary()
    try library.write("关于植树的通知\n\n种子与树。\n\n2017年3月\n", "一.txt")
    try library.write("关于植树的\"议案\"\n\n植树。\n", "二.txt")
    try library.write("关于种子的通知\n\n种子。\n\n2018年5月\n", "三.txt")
    try library.update()
    let facets: [Facet] = [.year, .keyword(.kind)]
    let result = try library.open().search(SearchRequest(query: "植树 种子", facets: facets))
    let last = try #require(result.jsonLines().split(separator: UInt8(ascii: "\n")).last)
    let summary = try JSONValue(last)
    #expect(summary.names.last == "facets")
    #expect(summary["facets"]?.names == ["year", "kind"])
    func value(_ value: JSONValue, _ exact: Int, _ related: Int) -> JSONValue {
      .object([
        ("value", value), ("exact", .number("\(exact)")), ("related", .number("\(related)")),
      ])
    }
    #expect(
      summary["facets"]?["year"]
        == .array([
          value(.string("2017"), 1, 0), value(.string("2018"), 0, 1), value(.null, 0, 1),
        ]))
  }
}

@Suite struct `The parameters of filters` {
  private func read(_ parameters: [(String, String)]) throws(ParameterError) -> SearchFilters {
    try SearchFilters { name in parameters.filter { $0.0 == name }.map(\.1) }
  }

  @Test(
    arguments: [
      [], [("kind", "通知")], [("kind", "通知"), ("kind", "决议"), ("region", "青岚市")],
      [("speaker", "陈守信"), ("issuer", "海屿市总工会"), ("since", "2015"), ("until", "2018-06")],
      [("since", "2016-02-29")], [("since", "2017-06"), ("until", "2017")],
    ] as [[(String, String)]])
  func `are read as they are written`(parameters: [(String, String)]) throws {
    let filters = try read(parameters)
    #expect(filters.isEmpty == parameters.isEmpty)
    #expect(filters.parameters.map { "\($0)=\($1)" } == parameters.map { "\($0.0)=\($0.1)" })
  }

  @Test(arguments: [
    ("since", "17"), ("since", ""), ("since", "2017-13"), ("since", "2017-02-29"),
    ("until", "2017-2"), ("until", "2017-02-"), ("until", "-2017"), ("until", "２０１７"),
    ("until", "1799"), ("since", "+201"), ("since", "2017年"), ("kind", ""), ("region", ""),
  ])
  func `are refused where they cannot be obeyed`(name: String, value: String) {
    let error = #expect(throws: ParameterError.self) { try read([(name, value)]) }
    #expect(error?.parameter == name)
    #expect(error?.reason.contains("must") == true)
  }

  @Test(arguments: [
    ("2018", "2017"), ("2018-01", "2017"), ("2017-06-02", "2017-06-01"), ("2017-07", "2017-06-30"),
  ])
  func `must not end before they begin`(since: String, until: String) {
    let error = #expect(throws: ParameterError.self) {
      try read([("since", since), ("until", until)])
    }
    #expect(error?.parameter == "until")
    #expect(error?.reason.contains("exchange the two") == true)
  }

  @Test func `list facets by their names`() throws {
    #expect(
      try Facet.list("year,kind,year", parameter: "facets") == [.year, .keyword(.kind)])
    for text in ["", "kind,", "kinds", "kind, year"] {
      let error = #expect(throws: ParameterError.self) {
        try Facet.list(text, parameter: "facets")
      }
      #expect(error?.parameter == "facets")
      #expect(error?.reason.contains("kind, speaker, issuer, region, year") == true)
    }
  }
}
