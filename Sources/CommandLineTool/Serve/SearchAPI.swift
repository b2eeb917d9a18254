import HTTPServer
import PolicySearch

/// The answers for programs, in JSON. Each takes its parameters from the query string, and to a POST also
/// from a form in the body.
struct SearchAPI: Sendable {
  static let limits = 0...100
  /// Further than anybody pages; ranking a page costs memory for all hits before it.
  static let offsets = 0...10_000_000
  private static let completions = 1...50
  private static let unit = "offset_unit"

  let service: SearchService

  // MARK: Searching

  /// A page of results: the totals, the page's place, and the hits as the command line writes them.
  func search(_ request: Request) throws(Problem) -> Response {
    try request.checkParameters(
      "q", SearchTarget.literal, "limit", "offset", SearchTarget.order,
      SearchTarget.versions, SearchTarget.facets, Self.unit, QueryRestriction.zone,
      QueryRestriction.scope, allowsFilters: true)
    let search = SearchRequest(
      query: try QueryRestriction(request).apply(to: request.queryValue("q") ?? ""),
      limit: try request.integer("limit", in: Self.limits) ?? 20,
      offset: try request.integer("offset", in: Self.offsets) ?? 0,
      filters: try request.filters(), facets: try request.facets(),
      comparison: try request.comparison(),
      order: try request.value(SearchTarget.order, of: ResultOrder.self) ?? .relevance,
      explainsAbsence: true, foldsVersions: !(try request.unfoldsVersions()))
    let unit = try request.value(Self.unit, of: OffsetUnit.self) ?? .utf16
    return try answer(request) { (library, json) throws(LibraryError) in
      let result = try library.search(search)
      json.object { json in
        result.writeSummary(to: &json)
        json.name("limit")
        json.value(search.limit)
        json.name("offset")
        json.value(search.offset)
        json.name(Self.unit)
        json.value(unit.rawValue)
        json.name("next")
        json.value(Self.next(after: result, search, unit))
        json.name("hits")
        json.array { json in for hit in result.hits { hit.write(to: &json, unit: unit) } }
      }
    }
  }

  /// Path and query of the page after a result, or nil where it is the last.
  private static func next(
    after result: SearchResult, _ search: SearchRequest, _ unit: OffsetUnit
  ) -> String? {
    let offset = search.offset + search.limit
    guard search.limit > 0, result.hasMore, offsets ~= offset else { return nil }
    let target = SearchTarget(
      query: search.query, filters: search.filters, facets: search.facets,
      comparison: search.comparison, order: search.order, unfoldsVersions: !search.foldsVersions)
    return "/api/search?\(target.text)&limit=\(search.limit)&offset=\(offset)"
      + (unit == .utf16 ? "" : "&\(Self.unit)=\(unit.rawValue)")
  }

  /// The totals of a result and its facets, all of them where none is named.
  func facets(_ request: Request) throws(Problem) -> Response {
    try request.checkParameters(
      "q", SearchTarget.literal, SearchTarget.facets, QueryRestriction.zone, QueryRestriction.scope,
      allowsFilters: true)
    let asked = try request.facets()
    let search = SearchRequest(
      query: try QueryRestriction(request).apply(to: request.queryValue("q") ?? ""), limit: 0,
      filters: try request.filters(),
      facets: asked.isEmpty ? Facet.all : asked, comparison: try request.comparison())
    return try answer(request) { (library, json) throws(LibraryError) in
      let result = try library.search(search)
      json.object { json in result.writeSummary(to: &json) }
    }
  }

  /// What a text that is being typed may become.
  func suggest(_ request: Request) throws(Problem) -> Response {
    try request.checkParameters("q", "limit")
    guard let text = request.queryValue("q") else {
      throw .badParameter("missing-parameter", "q", "The parameter q, the text so far, is missing.")
    }
    let limit = try request.integer("limit", in: Self.completions) ?? 8
    return try answer(request) { (library, json) throws(LibraryError) in
      try library.completions(of: text, limit: limit).write(to: &json)
    }
  }

  // MARK: Documents

  /// A document with its text.
  func document(_ request: Request) throws(Problem) -> Response {
    try request.checkParameters()
    let identifier = try request.documentIdentifier()
    return try answer(request) { (library, json) throws(LibraryError) in
      try library.shownDocument(identifier).write(to: &json)
    }
  }

  /// A document's outline.
  func outline(_ request: Request) throws(Problem) -> Response {
    try request.checkParameters()
    let identifier = try request.documentIdentifier()
    return try answer(request) { (library, json) throws(LibraryError) in
      try library.shownDocument(identifier).writeOutline(to: &json)
    }
  }

  // MARK: The library

  /// What the library consists of.
  func status(_ request: Request) throws(Problem) -> Response {
    try request.checkParameters()
    return try answer(request) { (library, json) throws(LibraryError) in
      try library.status().write(to: &json)
    }
  }

  /// Whether searches can be answered, and from which generation.
  func health(_ request: Request) throws(Problem) -> Response {
    try request.checkParameters()
    let generation = try service.library().generation
    var json = JSONWriter()
    json.object { json in
      json.name("status")
      json.value("ok")
      json.name("generation")
      json.value(generation)
    }
    return .json(json.bytes)
  }

  /// The answer that `body` writes, or the one that was given before.
  func answer(
    _ request: Request, _ body: (Library, inout JSONWriter) throws(LibraryError) -> Void
  ) throws(Problem) -> Response {
    return try service.answer(request) { (library) throws(Problem) in
      var json = JSONWriter()
      do throws(LibraryError) {
        try body(library, &json)
      } catch {
        throw Problem(error)
      }
      return .json(json.bytes)
    }
  }
}
