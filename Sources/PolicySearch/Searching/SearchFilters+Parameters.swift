internal import DocumentParsing

/// A parameter of a search that cannot be obeyed.
package struct ParameterError: Error, Equatable, Sendable {
  /// The parameter's name.
  package let parameter: String
  /// What it must be and is not, as the rest of a sentence that begins with its name.
  package let reason: String
}

/// The text form of filters, the same on the command line and over HTTP: a parameter for each keyword
/// field, which may be repeated, and `since` and `until`.
extension SearchFilters {
  package static let since = "since"
  package static let until = "until"

  /// Reads the filters; `values` gives the values of a parameter in their order, none when it is not
  /// given.
  package init(reading values: (_ parameter: String) -> [String]) throws(ParameterError) {
    self.init()
    for field in KeywordField.allCases {
      self[field] = values(field.rawValue)
      guard !self[field].contains("") else {
        throw ParameterError(
          parameter: field.rawValue, reason: "must not be empty; give a value or leave it out")
      }
    }
    since = try Self.date(Self.since, values)
    until = try Self.date(Self.until, values)
    if let since, let until, isReversed {
      throw ParameterError(
        parameter: Self.until,
        reason: "must not lie before the first date, \(since), but is \(until); exchange the two")
    }
  }

  private static func date(
    _ parameter: String, _ values: (String) -> [String]
  ) throws(ParameterError) -> PolicyDate? {
    guard let text = values(parameter).last else { return nil }
    guard let date = PolicyDate(isoText: text) else {
      throw ParameterError(
        parameter: parameter,
        reason:
          "must be a year, a month or a day that exists, such as 2017, 2017-08 or 2017-08-25, "
          + "not “\(text)”")
    }
    return date
  }

  /// The parameters that ``init(reading:)`` reads as these filters.
  package var parameters: [(name: String, value: String)] {
    var parameters: [(name: String, value: String)] = []
    for field in KeywordField.allCases {
      for value in self[field] { parameters.append((field.rawValue, value)) }
    }
    if let since { parameters.append((Self.since, since.description)) }
    if let until { parameters.append((Self.until, until.description)) }
    return parameters
  }
}

extension Facet {
  /// Reads a list of facets, their names joined by commas; one that is named twice is taken once.
  package static func list(
    _ text: String, parameter: String
  ) throws(ParameterError) -> [Facet] {
    var facets: [Facet] = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let facet = all.first(where: { $0.name == name }) else {
        throw ParameterError(
          parameter: parameter,
          reason: "must be some of \(all.map(\.name).joined(separator: ", ")), joined by commas, "
            + "not “\(name)”")
      }
      if !facets.contains(facet) { facets.append(facet) }
    }
    return facets
  }
}

extension PolicyDate {
  /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as the date's description is written; nil for any other
  /// text.
  init?(isoText text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard [[4], [4, 2], [4, 2, 2]].contains(parts.map(\.utf8.count)),
      parts.allSatisfy({ $0.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } }),
      let year = Int(parts[0])
    else { return nil }
    self.init(
      year: year, month: parts.count > 1 ? Int(parts[1]) : nil,
      day: parts.count > 2 ? Int(parts[2]) : nil)
  }
}
