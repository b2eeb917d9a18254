/// How near to each other two texts must stand.
package enum Proximity: Hashable, Sendable {
  /// With at most so many characters between them, not overlapping; if ordered, the left one first.
  case within(Int, isOrdered: Bool)
  /// In one sentence.
  case sentence
  /// In one paragraph, that is, one line of the document's text.
  case paragraph
  /// In one section, the innermost around either.
  case section

  /// The distances that a query may ask for, in characters.
  package static let distances = 1...1_000
}

extension Proximity: CustomStringConvertible {
  /// The operator in the query language.
  package var description: String {
    switch self {
    case .within(let distance, let isOrdered): "\(isOrdered ? "PRE" : "NEAR")/\(distance)"
    case .sentence: "/s"
    case .paragraph: "/p"
    case .section: "/sec"
    }
  }
}
