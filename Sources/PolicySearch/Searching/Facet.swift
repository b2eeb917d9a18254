/// A property of documents by which a result is counted.
package enum Facet: Hashable, Sendable {
  case keyword(KeywordField)
  /// The year of the date.
  case year

  package static let all = KeywordField.allCases.map(Facet.keyword) + [.year]

  /// Its name on the command line, over HTTP and in JSON.
  package var name: String {
    switch self {
    case .keyword(let field): field.rawValue
    case .year: "year"
    }
  }
}

/// How many documents of a result have each value of a property.
package struct FacetCounts: Equatable, Sendable {
  /// A value and the documents that have it.
  package struct Value: Equatable, Sendable {
    /// Nil for the documents without one.
    package let value: String?
    /// Documents of the exact tier.
    package let exact: Int
    /// Documents of the related tier.
    package let related: Int
  }

  package let facet: Facet
  /// All values that any document of the result has: those with the most exact documents first, then
  /// those with the most related ones, then by the bytes of the value; documents without one last.
  package let values: [Value]
}
