import DocumentParsing
import Testing
import TextAnalysis

@testable import PolicySearch

@Suite struct `Versions of one text` {
  private static let clauses = [
    "为绿化城乡，保护苗木，依照上级规定，结合本市实际，制定本办法。",
    "市区两级园林部门负责植树造林的规划、组织和验收，财政部门安排经费。",
    "每年三月为植树月，机关、学校、企业和居民都应当参加义务劳动。",
    "苗圃按照计划供应杨树、柳树和槐树，保证成活，不得以次充好。",
    "新栽树木由所在街道登记造册，专人浇水、培土、修枝和防治虫害。",
    "损坏树木的，责令补种三倍株数，并处罚款；情节严重的移送公安机关。",
    "对成绩突出的单位和个人，由市政府给予表彰，所需资金列入年度预算。",
    "本办法自公布之日起施行，过去的有关文件同时废止，由园林局解释。",
  ]

  private static func text(
    _ title: String, date: String? = nil, _ clauses: [String] = clauses
  ) -> String {
    ([title] + (date.map { ["（\($0)）"] } ?? []) + clauses).joined(separator: "\n\n") + "\n"
  }

  private static func request(_ query: String, limit: Int = 10, offset: Int = 0) -> SearchRequest {
    SearchRequest(query: query, limit: limit, offset: offset, foldsVersions: true)
  }

  private static func name(_ path: String) -> String {
    String(path.split(separator: "/").last ?? "")
  }

  @Test(arguments: [
    ("青岚市植树办法", "青岚市植树办法"), ("中华人民共和国植树法（2018年修正）", "植树法"), ("植树法(2018修正)", "植树法"),
    ("植树规则（试行）第二条", "植树规则第二条"), ("植树办法（2019-03-02）", "植树办法"), ("植树法修正案（七）", "植树法修正案七"),
    ("青岚市关于印发《植树办法（草案）》的通知", "植树办法"), ("关于《植树办法》的说明", "关于植树办法的说明"),
    ("关于印发《植树办法》和《护林办法》的通知", "关于印发植树办法和护林办法的通知"), ("2019年植树计划", "2019年植树计划"),
    ("植树计划（2019年）", "植树计划"), ("植树计划（2019—2023年）", "植树计划"), ("植树  办法！", "植树办法"),
    ("中华人民共和国", "中华人民共和国"),
    ("——", ""), ("植树（园林局", "植树园林局"), ("关于转发《植树办法", "关于转发植树办法"),
  ])
  func `are called by the work`(title: String, work: String) throws {
    var folder = try TextFolder()
    let name = WorkTitle.name(of: String(decoding: folder.fold(title).units, as: UTF16.self))
    #expect(name == String(decoding: folder.fold(work).units, as: UTF16.self))
  }

  @Test func `fold behind the newest, and unfold`() throws {
    let changed = Self.clauses.dropLast() + ["末项，本办法由市政府说明。"]
    let library = try TestLibrary([
      Self.text("青岚市植树办法（试行）", date: "2015年3月1日"),
      Self.text("青岚市植树办法", date: "2019年4月2日", Array(changed)),
      Self.text("青岚市植树办法", ["另一篇同名的短文，只说验收。"]), Self.text("临江市植树办法", date: "2018年1月1日"),
    ])
    let opened = try library.open()
    let folded = try opened.search(Self.request("验收"))
    #expect((folded.exactDocuments, folded.hits.count, folded.hasMore) == (4, 3, false))
    #expect(folded.hits.map(\.rank) == [1, 2, 3])
    let hit = try #require(folded.hits.first { $0.versionCount > 0 })
    #expect(Self.name(hit.path) == "1.txt")
    #expect(hit.versions.map { Self.name($0.source.path) } == ["0.txt"])
    #expect(hit.versions.first?.date == PolicyDate(year: 2015, month: 3, day: 1))
    var unfolded = Self.request("验收")
    unfolded.foldsVersions = false
    #expect(try opened.search(unfolded).hits.allSatisfy { $0.versionCount == 0 })
    #expect(try opened.search(unfolded).hits.count == 4)
  }

  @Test func `do not hide what only one of them says`() throws {
    let library = try TestLibrary([
      Self.text("青岚市植树办法", date: "2015年3月1日", Self.clauses + ["苗木要嫁接。"]),
      Self.text("青岚市植树办法", date: "2019年4月2日", Self.clauses + ["苗木要移栽。"]),
    ])
    let opened = try library.open()
    for (query, counts) in [
      ("验收", [1]), ("嫁接", [0]), ("嫁接 OR 移栽", [0, 0]), ("验收 OR 移栽", [0, 0]), ("验收 移栽", [0, 0]),
    ] {
      let result = try opened.search(Self.request(query))
      #expect(result.hits.map(\.versionCount) == counts, "\(query)")
    }
  }

  @Test func `of one date stand behind the longest`() throws {
    let library = try TestLibrary([
      Self.text("青岚市植树办法"), Self.text("青岚市植树办法", Self.clauses + ["附：苗圃名册。"]),
      Self.text("青岚市植树办法", Array(Self.clauses.dropLast())),
    ])
    let hit = try #require(try library.open().search(Self.request("验收")).hits.first)
    #expect(Self.name(hit.path) == "1.txt")
    #expect(hit.versions.map { Self.name($0.source.path) } == ["0.txt", "2.txt"])
  }

  /// Titles, dates and texts at random: pages must be cut from one list of groups, which a dumb grouping over all
  /// hits gives.
  @Test(arguments: 0..<3 as Range<UInt64>)
  func `are the same whatever page is asked for`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let words = ["植树", "造林", "护林", "验收", "登记", "苗圃", "浇水", "园林", "防火", "巡查"]
    var texts: [String] = []
    for number in 0..<40 {
      var clauses = Self.clauses
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        let clause = (0..<12).map { _ in words.randomElement(using: &random) ?? "" }.joined()
        clauses[Int.random(in: 0..<clauses.count, using: &random)] = clause + "第\(number)号。"
      }
      let title = ["青岚市植树办法", "临江市护林办法", "松河县防火公告", ""].randomElement(using: &random) ?? ""
      let year = Int.random(in: 2015...2020, using: &random)
      texts.append(
        Self.text(
          title.isEmpty ? "其\(number)" : title,
          date: Bool.random(using: &random) ? "\(year)年5月1日" : nil, clauses))
    }
    let library = try TestLibrary(texts)
    let opened = try library.open()
    for (number, query) in ["验收", "浇水 防火", "植树 OR 巡查", "松河县防火公告"].enumerated() {
      for order in [ResultOrder.relevance, .latest] {
        var request = Self.request(query, limit: 1000)
        request.order = order
        let whole = try opened.search(request)
        let groups = try Self.groups(opened, request)
        #expect(
          whole.hits.map { [$0.identifier] + $0.versions.map(\.identifier) }
            == groups.map { Array($0.prefix(11)) }, "\(query), seed \(seed)")
        #expect(whole.hits.map(\.versionCount) == groups.map { $0.count - 1 })
        #expect(
          groups.joined().count == whole.exactDocuments + whole.relatedDocuments, "\(query)")
        request.limit = number % 2 == 0 ? 3 : 10
        var paged: [SearchHit] = []
        repeat {
          request.offset = paged.count
          let page = try opened.search(request)
          paged += page.hits
          #expect(page.hasMore == (paged.count < groups.count), "\(query), seed \(seed)")
          if page.hits.isEmpty { break }
        } while paged.count < groups.count
        #expect(paged.map(\.identifier) == whole.hits.map(\.identifier))
        #expect(paged.map(\.versions) == whole.hits.map(\.versions))
        #expect(paged.map(\.score) == whole.hits.map(\.score))
        #expect(paged.map(\.rank) == Array(1...groups.count))
      }
    }
  }

  /// The groups of a result, front first, from its documents one by one.
  private static func groups(
    _ library: Library, _ request: SearchRequest
  ) throws -> [[DocumentIdentifier]] {
    struct Version {
      let hit: SearchHit
      let work: String
      let text: TextVersion
      /// Pieces of the query that stand in it.
      let pieces: [Bool]
    }
    var all = request
    all.foldsVersions = false
    var folder = try TextFolder()
    var versions: [Version] = []
    for hit in try library.search(all).hits {
      let document = try library.document(hit.identifier).document
      let units = folder.fold(String(decoding: document.text, as: UTF8.self)).units
      let text = String(decoding: units, as: UTF16.self)
      versions.append(
        Version(
          hit: hit, work: WorkTitle.name(of: hit.title ?? ""),
          text: TextVersion(sketch: TextSketch(of: units.span), length: units.count),
          pieces: request.query.split(separator: " ").map { text.contains($0) }))
    }
    func key(_ version: Version) -> (Int64, Int, UInt64) {
      (version.hit.date?.columnValue ?? 0, version.text.length, ~version.hit.identifier.value)
    }
    var groups: [[Version]] = []
    for version in versions.sorted(by: { key($0) > key($1) }) {
      let place = groups.firstIndex { group in
        group[0].hit.tier == version.hit.tier && !version.work.isEmpty
          && group[0].work == version.work && group[0].pieces == version.pieces
          && group[0].text.isNear(version.text)
      }
      if let place { groups[place].append(version) } else { groups.append([version]) }
    }
    return groups.sorted { a, b in
      (a.map(\.hit.rank).min() ?? 0) < (b.map(\.hit.rank).min() ?? 0)
    }.map { $0.map(\.hit.identifier) }
  }
}
