import HTTPServer
import PolicySearch

/// The query string of a search: what is looked for, and where.
struct SearchTarget {
  static let facets = "facets"
  static let literal = "literal"

  var query: String
  var filters = SearchFilters()
  /// The facets that are asked for by name.
  var facets: [Facet] = []
  /// What counts as the same text.
  var comparison = Comparison.equivalent

  /// Names and values joined as in a URL, without the question mark.
  var text: String {
    var parameters = [(name: "q", value: query)] + filters.parameters
    if comparison == .literal { parameters.append((Self.literal, "1")) }
    if !facets.isEmpty {
      parameters.append((Self.facets, facets.map(\.name).joined(separator: ",")))
    }
    // The commas between names may stand as they are (RFC 3986, 3.4).
    return parameters.map { name, value in
      "\(name)=\(name == Self.facets ? value : value.percentEncoded)"
    }.joined(separator: "&")
  }
}
