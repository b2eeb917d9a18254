import HTTPServer
import PolicySearch

/// The answers for programs, in JSON.
struct SearchAPI: Sendable {
  private static let limits = 0...100
  /// Further than anybody pages; ranking a page costs memory for all hits before it.
  static let offsets = 0...10_000_000

  let libraries: LibraryProvider

  /// A page of results: the totals, the page's place, and the hits as the command line writes them.
  func search(_ request: Request) throws(Problem) -> Response {
    try request.checkParameters(
      "q", SearchTarget.literal, "limit", "offset", SearchTarget.facets, allowsFilters: true)
    let search = SearchRequest(
      query: request.queryValue("q") ?? "",
      limit: try request.integer("limit", in: Self.limits) ?? 20,
      offset: try request.integer("offset", in: Self.offsets) ?? 0,
      filters: try request.filters(), facets: try request.facets(),
      comparison: try request.comparison(), explainsAbsence: true)
    let result = try read(query: search.query) { (library) throws(LibraryError) in
      try library.search(search)
    }
    var json = JSONWriter()
    json.object { json in
      result.writeSummary(to: &json)
      json.name("limit")
      json.value(search.limit)
      json.name("offset")
      json.value(search.offset)
      json.name("next")
      json.value(Self.next(after: result, search))
      json.name("hits")
      json.array { json in for hit in result.hits { hit.write(to: &json) } }
    }
    return .json(json.bytes)
  }

  /// Path and query of the page after a result, or nil where it is the last.
  private static func next(after result: SearchResult, _ search: SearchRequest) -> String? {
    let offset = search.offset + search.limit
    guard search.limit > 0, offset < result.exactDocuments + result.relatedDocuments,
      offsets ~= offset
    else { return nil }
    let target = SearchTarget(
      query: search.query, filters: search.filters, facets: search.facets,
      comparison: search.comparison)
    return "/api/search?\(target.text)&limit=\(search.limit)&offset=\(offset)"
  }

  /// A document with its text.
  func document(_ request: Request) throws(Problem) -> Response {
    try request.checkParameters()
    let identifier = try request.documentIdentifier()
    let document = try read { (library) throws(LibraryError) in
      try library.shownDocument(identifier)
    }
    var json = JSONWriter()
    document.write(to: &json)
    return .json(json.bytes)
  }

  /// Whether searches can be answered, and from which generation.
  func health(_ request: Request) throws(Problem) -> Response {
    try request.checkParameters()
    let generation = try read { (library) throws(LibraryError) in library.generation }
    var json = JSONWriter()
    json.object { json in
      json.name("status")
      json.value("ok")
      json.name("generation")
      json.value(generation)
    }
    return .json(json.bytes)
  }

  private func read<Value>(
    query: String = "", _ body: (Library) throws(LibraryError) -> Value
  ) throws(Problem) -> Value {
    do throws(LibraryError) {
      return try body(try libraries.library())
    } catch {
      throw Problem(error, query: query)
    }
  }
}
