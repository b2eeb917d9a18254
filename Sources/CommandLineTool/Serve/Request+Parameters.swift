import HTTPServer
import PolicySearch

extension Request {
  /// Throws a 400 problem unless every query parameter is one of `names` and stands once: what would
  /// be ignored is refused. With filters their parameters are allowed too; keywords may be repeated.
  func checkParameters(_ names: String..., allowsFilters: Bool = false) throws(Problem) {
    let repeatable = allowsFilters ? KeywordField.allCases.map(\.rawValue) : []
    let names =
      names + repeatable + (allowsFilters ? [SearchFilters.since, SearchFilters.until] : [])
    var seen: Set<String> = []
    for parameter in query {
      guard names.contains(parameter.name) else {
        let known =
          names.isEmpty
          ? "There are no parameters here." : "The parameters are \(names.joined(separator: ", "))."
        throw .badParameter(
          "unknown-parameter", parameter.name,
          "There is no parameter “\(parameter.name)”. \(known)")
      }
      guard seen.insert(parameter.name).inserted || repeatable.contains(parameter.name) else {
        throw .badParameter(
          "repeated-parameter", parameter.name,
          "The parameter \(parameter.name) stands more than once. Give it once.")
      }
    }
  }

  /// A parameter's value as a whole number, or nil where it does not stand; throws a 400 problem where
  /// it is anything else or out of range.
  func integer(_ name: String, in range: ClosedRange<Int>) throws(Problem) -> Int? {
    guard let value = queryValue(name) else { return nil }
    guard let number = Int(value), range ~= number else {
      throw .badParameter(
        "bad-parameter", name,
        "The parameter \(name) must be a whole number from \(range.lowerBound) to "
          + "\(range.upperBound), not “\(value)”.")
    }
    return number
  }

  /// The filters that the parameters give; throws a 400 problem where one cannot be obeyed.
  func filters() throws(Problem) -> SearchFilters {
    do throws(ParameterError) {
      return try SearchFilters(reading: queryValues)
    } catch {
      throw .badParameter(error)
    }
  }

  /// What counts as the same text; throws a 400 problem where the parameter is neither 0 nor 1.
  func comparison() throws(Problem) -> Comparison {
    try integer(SearchTarget.literal, in: 0...1) == 1 ? .literal : .equivalent
  }

  /// The facets that the parameter asks for; throws a 400 problem where there is no such one.
  func facets() throws(Problem) -> [Facet] {
    guard let text = queryValue(SearchTarget.facets) else { return [] }
    do throws(ParameterError) {
      return try Facet.list(text, parameter: SearchTarget.facets)
    } catch {
      throw .badParameter(error)
    }
  }

  /// The document that the path names in `{id}`; throws a 400 problem where that is no identifier.
  func documentIdentifier() throws(Problem) -> DocumentIdentifier {
    let text = pathParameters["id"] ?? ""
    guard let identifier = DocumentIdentifier(text) else {
      throw .badRequest(
        "bad-id", "“\(text)” is no document id. An id is 16 hexadecimal digits.")
    }
    return identifier
  }
}

extension Problem {
  fileprivate static func badParameter(_ error: ParameterError) -> Problem {
    badParameter(
      "bad-parameter", error.parameter, "The parameter \(error.parameter) \(error.reason).")
  }

  fileprivate static func badParameter(
    _ code: String, _ parameter: String, _ detail: String
  ) -> Problem {
    var problem = Problem.badRequest(code, detail)
    problem.parameter = parameter
    return problem
  }
}
