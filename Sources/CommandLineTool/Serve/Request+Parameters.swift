import HTTPServer
import PolicySearch

extension Request {
  /// Another name of the filter `issuer`, the one that APIs of this kind have in common.
  private static let organization = "org"

  /// Throws a 400 problem unless every query parameter is one of `names` and stands once: what would
  /// be ignored is refused. With filters their parameters are allowed too; keywords may be repeated.
  /// Throws a 415 problem where there is a body without parameters.
  func checkParameters(
    _ names: String..., repeatable: [String] = [], allowsFilters: Bool = false
  ) throws(Problem) {
    guard body.isEmpty || hasForm else {
      throw Problem(
        status: 415, code: "unsupported-body", title: "Unsupported media type",
        detail:
          "The body must be a form, application/x-www-form-urlencoded, with the parameters that "
          + "the URL may have.")
    }
    let repeatable =
      repeatable
      + (allowsFilters ? KeywordField.allCases.map(\.rawValue) + [Self.organization] : [])
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

  /// A parameter's value as one of a few names, or nil where it does not stand; throws a 400 problem where
  /// it is any other.
  func value<Value: RawRepresentable & CaseIterable>(
    _ name: String, of type: Value.Type
  ) throws(Problem) -> Value? where Value.RawValue == String {
    guard let text = queryValue(name) else { return nil }
    guard let value = Value(rawValue: text) else {
      throw .badParameter(
        "bad-parameter", name,
        "The parameter \(name) must be \(Value.allCases.map(\.rawValue).joined(separator: ", ")), "
          + "one of these, not “\(text)”.")
    }
    return value
  }

  /// The filters that the parameters give; throws a 400 problem where one cannot be obeyed.
  func filters(ignoringEmpty: Bool = false) throws(Problem) -> SearchFilters {
    do throws(ParameterError) {
      return try SearchFilters(reading: { name in
        (queryValues(name)
          + (name == KeywordField.issuer.rawValue ? queryValues(Self.organization) : []))
          .filter { !ignoringEmpty || !$0.isEmpty }
      })
    } catch {
      throw .badParameter(error)
    }
  }

  /// What counts as the same text; throws a 400 problem where the parameter is neither 0 nor 1.
  func comparison() throws(Problem) -> Comparison {
    try integer(SearchTarget.literal, in: 0...1) == 1 ? .literal : .equivalent
  }

  /// Whether every version of a text is to be shown by itself; throws a 400 problem where the parameter is
  /// neither 0 nor 1.
  func unfoldsVersions() throws(Problem) -> Bool {
    try integer(SearchTarget.versions, in: 0...1) == 1
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

  static func badParameter(
    _ code: String, _ parameter: String, _ detail: String
  ) -> Problem {
    var problem = Problem.badRequest(code, detail)
    problem.parameter = parameter
    return problem
  }
}
