import HTTPServer
import PolicySearch
import QueryLanguage

/// The query string of a search: what is looked for, and where.
struct SearchTarget {
  static let facets = "facets"
  static let literal = "literal"
  static let order = "sort"
  static let versions = "versions"

  var query: String
  var filters = SearchFilters()
  /// The facets that are asked for by name.
  var facets: [Facet] = []
  /// What counts as the same text.
  var comparison = Comparison.equivalent
  var order = ResultOrder.relevance
  /// Whether every version of a text is shown by itself.
  var unfoldsVersions = false

  /// Names and values in their order.
  var parameters: [(name: String, value: String)] {
    var parameters = [(name: "q", value: query)] + filters.parameters
    if comparison == .literal { parameters.append((Self.literal, "1")) }
    if !facets.isEmpty {
      parameters.append((Self.facets, facets.map(\.name).joined(separator: ",")))
    }
    if order != .relevance { parameters.append((Self.order, order.rawValue)) }
    if unfoldsVersions { parameters.append((Self.versions, "1")) }
    return parameters
  }

  /// The same search without the facets that were asked for.
  var withoutFacets: SearchTarget {
    var target = self
    target.facets = []
    return target
  }

  /// Names and values joined as in a URL, without the question mark.
  var text: String {
    // The commas between names may stand as they are (RFC 3986, 3.4).
    parameters.map { name, value in
      "\(name)=\(name == Self.facets ? value : value.percentEncoded)"
    }.joined(separator: "&")
  }

  /// Writes what a form sends along without showing it: all parameters but some.
  func hiddenFields(besides shown: String..., to form: inout HTMLWriter) {
    for (name, value) in parameters where !shown.contains(name) {
      form.void("input", ["type": "hidden", "name": name, "value": value])
    }
  }

  /// The search that also asks for `words`, among what this one finds.
  func restricted(to words: String) -> SearchTarget {
    var target = self
    target.query = [query, words].filter { !$0.isEmpty }
      .map { $0.needsParentheses ? "(\($0))" : $0 }.joined(separator: " ")
    return target
  }
}

extension String {
  /// Whether it stands in parentheses beside other words: alternatives, which bind less, and what is no query,
  /// so that the fault is told instead of mended by its neighbour. Exclusions are no query by themselves, but
  /// narrow one down.
  fileprivate var needsParentheses: Bool {
    do throws(QueryError) {
      if case .any = try QueryParser.parse(self).root.kind { return true }
      return false
    } catch {
      return error.kind != .onlyExclusions
    }
  }
}
