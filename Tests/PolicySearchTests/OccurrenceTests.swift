import DocumentParsing
import Testing
import TextAnalysis

@testable import PolicySearch

/// All documents of a reader.
private func documents(
  of query: String, in library: Library, order: ResultOrder = .path, readsCopies: Bool = true
) throws -> [DocumentOccurrences] {
  var reader = try library.occurrences(of: query, order: order, readsCopies: readsCopies)
  var documents: [DocumentOccurrences] = []
  while let document = try reader.nextDocument() { documents.append(document) }
  return documents
}

@Suite struct `Occurrences` {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `are those of a scan, each where its text stands`(seed: UInt64) throws {
    var random = RandomDocuments(seed: 40 + seed)
    let texts = (0..<60).map { "第\($0)号 " + random.text(maximum: 60) }
    let plain = try PlainDocuments(texts)
    let library = try TestLibrary(texts).open()
    var folder = try TextFolder()
    for query in ["工会", "人", "基層", "，", "营商环境", "12", "open day", "没有的", "gdp"] {
      let units = folder.fold(query).units
      let found = try documents(of: "\"\(query)\"", in: library)
      let counts = plain.counts(of: units)
      #expect(found.map(\.places.count).reduce(0, +) == counts.reduce(0, +), "\(query)")
      #expect(found.count == counts.count { $0 > 0 }, "\(query)")
      for document in found {
        for place in document.places {
          let text = String(decoding: document.document.text[place], as: UTF8.self)
          #expect(folder.fold(text).units == units)
        }
        // Every paragraph is a line of the text, and every place begins in the one it is said to.
        let lines = String(decoding: document.document.text, as: UTF8.self)
          .split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
        #expect(
          document.paragraphs.map { String(decoding: document.document.text[$0], as: UTF8.self) }
            == lines.map(String.init))
        for found in document.matchingParagraphs {
          for place in document.places[found.places] {
            let paragraph = document.paragraphs[found.paragraph]
            #expect(paragraph.lowerBound <= place.lowerBound)
            #expect(place.lowerBound <= paragraph.upperBound)
          }
        }
      }
    }
  }

  @Test func `of overlapping texts count the first, and of two the longer`() throws {
    let library = try TestLibrary(["省总工会和工会，总工会工"]).open()
    let found = try documents(of: "工会 OR 总工会 OR 会工", in: library)
    let texts = found[0].places.map { String(decoding: found[0].document.text[$0], as: UTF8.self) }
    #expect(texts == ["总工会", "工会", "总工会"])
  }

  @Test func `are told in the order asked for`() throws {
    let library = try TestLibrary()
    for (name, year, title) in [("b", "2011", "乙"), ("a", "2013", "甲"), ("c", "2009", "丁")] {
      try library.write(
        "关于\(title)的通知\n\n各单位：\n要抓好植树。\n\n某市办公室\n\(year)年3月5日", "\(name).txt")
    }
    try library.write("植树", "d.txt")
    try library.update()
    let opened = try library.open()
    func names(_ order: ResultOrder) throws -> String {
      try documents(of: "植树", in: opened, order: order).map {
        String($0.source.path.dropFirst(library.root.count + 1).prefix(1))
      }.joined()
    }
    #expect(try names(.path) == "abcd")
    #expect(try names(.date) == "cbad")
    #expect(try names(.latest) == "abcd")
    #expect(try names(.title).hasPrefix("cba") || names(.title).contains("cba"))
    let byDate = try opened.search(SearchRequest(query: "植树", order: .date))
    #expect(byDate.hits.map { $0.date?.year } == [2009, 2011, 2013, nil])
    #expect(byDate.hits.map(\.rank) == [1, 2, 3, 4])
    let page = try opened.search(SearchRequest(query: "植树", limit: 2, offset: 1, order: .date))
    #expect(page.hits == Array(byDate.hits[1...2]))
  }

  @Test func `are told once for each file of the same layout`() throws {
    let library = try TestLibrary()
    let text = "关于植树的通知\n\n各单位：\n要抓好植树。"
    try library.write(text, "a.txt")
    try library.write(text, "z.txt")
    try library.write("关于植树的通知\n\n\n\n各单位：\n　　要抓好植树。", "m.txt")
    try library.update()
    let opened = try library.open()
    #expect(try documents(of: "抓好", in: opened, readsCopies: false).count == 1)
    let copies = try documents(of: "抓好", in: opened)
    let names = copies.map { $0.source.path.dropFirst(library.root.count + 1) }
    #expect(names == ["a.txt", "z.txt"])
    #expect(copies.allSatisfy { $0.sources.count == 3 })
    let reader = try opened.occurrences(of: "抓好")
    #expect(reader.otherFiles == [library.root + "/m.txt"])
    #expect(reader.documents == 1)
  }
}

@Suite struct `A concordance` {
  @Test(arguments: [1, 2] as [UInt64])
  func `has every occurrence in its context, in the order asked for`(seed: UInt64) throws {
    let plain = try DatedDocuments(count: 40, seed: 60 + seed)
    let library = try TestLibrary(plain.texts).open()
    var folder = try TextFolder()
    let units = folder.fold("工会").units
    let count = plain.documents.reduce(0) { $0 + DatedDocuments.count(of: units, in: $1.units) }
    func key(_ text: String) -> [Unicode.Scalar] {
      text.unicodeScalars.filter { !$0.properties.isWhitespace }
    }
    for order in Concordance.Order.allCases {
      let concordance = try library.concordance(of: "工会", context: 9, order: order)
      #expect(concordance.occurrences == count)
      #expect(concordance.lines.count == count)
      for line in concordance.lines {
        #expect(folder.fold(line.match).units == units)
        #expect(line.left.unicodeScalars.count <= 9 && line.right.unicodeScalars.count <= 9)
        let whole = folder.fold(line.left + line.match + line.right).units
        #expect(plain.documents.contains { DatedDocuments.count(of: whole, in: $0.units) > 0 })
      }
      let pairs = zip(concordance.lines, concordance.lines.dropFirst())
      for (a, b) in pairs {
        switch order {
        case .right: #expect(!key(b.right).lexicographicallyPrecedes(key(a.right)))
        case .left:
          #expect(!key(b.left).reversed().lexicographicallyPrecedes(key(a.left).reversed()))
        case .date: #expect((a.date?.description ?? "9") <= (b.date?.description ?? "9"))
        case .latest: #expect((a.date?.description ?? "0") >= (b.date?.description ?? "0"))
        case .path: #expect(a.source.path <= b.source.path)
        }
      }
      let few = try library.concordance(of: "工会", context: 9, order: order, limit: 3)
      #expect(few.lines == Array(concordance.lines.prefix(3)))
      #expect(few.occurrences == count)
    }
  }

  @Test func `ends contexts with the paragraph`() throws {
    let library = try TestLibrary(["关于植树的通知\n\n各单位：\n春天要植树，秋天也要。\n再说。"]).open()
    let lines = try library.concordance(of: "植树", context: 100).lines
    #expect(lines.map(\.left) == ["关于", "春天要"])
    #expect(lines.map(\.right) == ["的通知", "，秋天也要。"])
    let narrow = try library.concordance(of: "植树", context: 2).lines
    #expect(narrow.map(\.left) == ["关于", "天要"])
    #expect(narrow.map(\.right) == ["的通", "，秋"])
    #expect(try library.concordance(of: "植树", context: 0).lines.map(\.right) == ["", ""])
  }
}

@Suite struct `Comma-separated values` {
  @Test func `are quoted where they must be, and never a formula`() {
    var csv = CSVWriter(["a", "b"])
    csv.text("一,二")
    csv.text("“三”\"四\"\n五")
    csv.endLine()
    csv.text("=1+1")
    csv.text("-深化")
    csv.text(nil)
    csv.number(-3)
    csv.number(0.5 as Float)
    csv.endLine()
    #expect(
      String(decoding: csv.bytes, as: UTF8.self)
        == "\u{FEFF}a,b\r\n\"一,二\",\"“三”\"\"四\"\"\n五\"\r\n'=1+1,'-深化,,-3,0.5\r\n")
  }
}
