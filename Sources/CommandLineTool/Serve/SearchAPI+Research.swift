import HTTPServer
import PolicySearch

/// Questions about wording: in what context, when, and when first.
extension SearchAPI {
  private static let lines = 0...1000
  private static let contexts = 0...200
  /// Terms of a timeline.
  static let terms = 1...8

  /// A concordance of the exact documents.
  func concordance(_ request: Request) throws(Problem) -> Response {
    try request.checkParameters(
      "q", SearchTarget.literal, "limit", "context", "sort", allowsFilters: true)
    let query = request.queryValue("q") ?? ""
    let limit = try request.integer("limit", in: Self.lines) ?? 100
    let context = try request.integer("context", in: Self.contexts) ?? 20
    let order = try request.value("sort", of: Concordance.Order.self) ?? .path
    let filters = try request.filters()
    let comparison = try request.comparison()
    return try answer(request) { (library, json) throws(LibraryError) in
      let concordance = try library.concordance(
        of: query, filters: filters, comparison: comparison, context: context, order: order,
        limit: limit)
      json.object { json in
        concordance.writeSummary(to: &json)
        json.name("lines")
        json.array { json in for line in concordance.lines { line.write(to: &json) } }
      }
    }
  }

  /// How often each `q` stands in the documents of each period.
  func timeline(_ request: Request) throws(Problem) -> Response {
    try request.checkParameters(
      SearchTarget.literal, "by", repeatable: ["q"], allowsFilters: true)
    let terms = try request.terms()
    let interval = try request.value("by", of: Timeline.Interval.self) ?? .year
    let filters = try request.filters()
    let comparison = try request.comparison()
    return try answer(request) { (library, json) throws(LibraryError) in
      try library.timeline(of: terms, by: interval, filters: filters, comparison: comparison)
        .write(to: &json)
    }
  }

  /// The earliest documents.
  func first(_ request: Request) throws(Problem) -> Response {
    try request.checkParameters("q", SearchTarget.literal, "limit", allowsFilters: true)
    let query = request.queryValue("q") ?? ""
    let limit = try request.integer("limit", in: Self.limits) ?? 20
    let filters = try request.filters()
    let comparison = try request.comparison()
    return try answer(request) { (library, json) throws(LibraryError) in
      let first = try library.firstUse(
        of: query, filters: filters, comparison: comparison, limit: limit)
      json.object { json in
        first.writeSummary(to: &json)
        json.name("hits")
        json.array { json in for hit in first.hits { hit.write(to: &json) } }
      }
    }
  }
}

extension Request {
  /// The terms of a timeline; throws a 400 problem where there is none or too many.
  func terms(ignoringEmpty: Bool = false) throws(Problem) -> [String] {
    let terms = queryValues("q").filter { !ignoringEmpty || !$0.isEmpty }
    guard SearchAPI.terms ~= terms.count else {
      throw .badParameter(
        "bad-parameter", "q",
        "The parameter q must stand \(SearchAPI.terms.lowerBound) to \(SearchAPI.terms.upperBound) "
          + "times, for a term each, not \(terms.count) times.")
    }
    return terms
  }
}
