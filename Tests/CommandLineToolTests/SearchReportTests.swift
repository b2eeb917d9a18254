import Testing

@testable import CommandLineTool
@testable import PolicySearch

@Suite struct `A report of hits` {
  @Test func `says where else a document and its passages stand`() throws {
    let library = try ServedLibrary(ServedLibrary.duplicates)
    let result = try library.open().search(SearchRequest(query: "护林"))
    let report = SearchReport(
      terminal: Terminal(
        outputIsTerminal: true, errorIsTerminal: true, columns: 500, usesColor: false))
    let lines = report.text(result).split(separator: "\n").map { $0.drop { $0 == " " } }
    #expect(lines.contains { $0.hasPrefix("also in ") && $0.hasSuffix("documents/1.txt") })
    #expect(lines.contains("also at line 4 (二、办法)"))
    #expect(lines.contains("also in hits 2, 3"))
    #expect(lines.contains("line 2: same as hit 1"))
    #expect(lines.contains("same text as hit 1, but for notices or fields"))
    #expect(lines.count { $0 == "各村都要守好山上的林子，抓好护林。" } == 1)
  }
}

@Suite struct `A report of facets` {
  private static let report = SearchReport(
    terminal: Terminal(
      outputIsTerminal: true, errorIsTerminal: true, columns: 500, usesColor: false))

  private static func lines(_ values: [FacetCounts.Value]) -> [String] {
    report.lines([FacetCounts(facet: .keyword(.issuer), values: values)])
  }

  @Test func `shows values with the documents of both tiers, and those without a value`() {
    let lines = Self.lines([
      .init(value: "青岚市\u{1B}[31m总工会", exact: 1200, related: 3),
      .init(value: nil, exact: 0, related: 2),
    ])
    #expect(
      lines == ["issuer (exact+related):", "  青岚市[31m总工会 1,200+3 · (none) 0+2"])
    #expect(Self.lines([]) == ["issuer (exact+related):", "  no documents"])
  }

  @Test(arguments: [1, 10, 11, 25])
  func `says how many values it leaves out, and how many documents they have`(count: Int) throws {
    let values = (1...count).map {
      FacetCounts.Value(value: "机关\($0)", exact: 1, related: $0 % 2)
    }
    let items = try #require(Self.lines(values).last?.split(separator: " · "))
    let left = values.dropFirst(10)
    #expect(items.count == min(count, 10) + (left.isEmpty ? 0 : 1))
    guard !left.isEmpty else { return }
    let related = left.reduce(0) { $0 + $1.related }
    #expect(
      items.last == "\(left.count) more, in all \(left.count)+\(related) (--json lists them)")
  }
}
