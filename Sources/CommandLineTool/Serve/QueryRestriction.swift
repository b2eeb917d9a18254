import HTTPServer
import QueryLanguage

/// The parameters `in` and `scope`: where the words of a query must stand. They say in parameters what the
/// query language says with fields and operators.
struct QueryRestriction {
  static let zone = "in"
  static let scope = "scope"

  /// Where in a document.
  enum Zone: String, CaseIterable {
    case all, title, heading
  }

  /// How near to each other.
  enum Scope: String, CaseIterable {
    case document, section, paragraph, sentence
  }

  let zone: Zone
  let scope: Scope

  /// Reads the parameters; throws a 400 problem where one is anything else, or where both restrict.
  init(_ request: Request) throws(Problem) {
    zone = try request.value(Self.zone, of: Zone.self) ?? .all
    scope = try request.value(Self.scope, of: Scope.self) ?? .document
    guard zone == .all || scope == .document else {
      throw .badParameter(
        "bad-parameter", Self.scope,
        "The parameter scope is for the whole text; leave it out, or the parameter in.")
    }
  }

  /// The query with the restriction in it. A query that cannot be parsed is returned as it is, for its
  /// fault to be told at its place.
  func apply(to query: String) throws(Problem) -> String {
    guard zone != .all || scope != .document, let parsed = try? QueryParser.parse(query) else {
      return query
    }
    let restricted =
      zone == .all ? Self.near(parsed.root, scope) : "\(zone.rawValue):(\(parsed.description))"
    guard (try? QueryParser.parse(restricted)) != nil else {
      throw .badParameter(
        "bad-restriction", zone == .all ? Self.scope : Self.zone,
        "The query has fields or distances of its own, which in and scope cannot restrict. "
          + "Write it with its own operators.")
    }
    return restricted
  }

  /// All words of a query near to each other; its fields and exclusions are kept.
  private static func near(_ root: QueryNode, _ scope: Scope) -> String {
    guard case .all(let operands) = root.kind else { return root.description }
    var near: [String] = []
    var rest: [String] = []
    for operand in operands {
      switch operand.kind {
      case .keyword, .literal: near.append(operand.description)
      case .any: near.append("(\(operand.description))")
      default: rest.append(operand.description)
      }
    }
    let relation: Proximity =
      switch scope {
      case .document, .section: .section
      case .paragraph: .paragraph
      case .sentence: .sentence
      }
    return ([near.joined(separator: " \(relation) ")] + rest).filter { !$0.isEmpty }
      .joined(separator: " ")
  }
}
