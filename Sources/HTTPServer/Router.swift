/// Finds the handler for a request by its method and path.
///
/// A pattern is a path of which each segment is either itself or `{name}`, which matches any one
/// segment that is not empty. The first route that matches, in the order they were added, answers.
/// A route for GET answers HEAD too, unless an earlier one does.
package struct Router: Sendable {
  /// Answers a request, or says why not. Called on several threads at once. A closure that throws
  /// says so itself: `{ request throws(Problem) in … }`.
  package typealias Handler = @Sendable (Request) throws(Problem) -> Response

  private struct Route: Sendable {
    enum Segment: Hashable, Sendable {
      case literal(String)
      case parameter(String)
    }

    let method: String
    let text: String
    let pattern: [Segment]
    let handler: Handler

    func accepts(_ method: String) -> Bool {
      self.method == method || self.method == "GET" && method == "HEAD"
    }

    /// What the parameters match, or nil where the path is another.
    func match(_ segments: [String]) -> [String: String]? {
      guard segments.count == pattern.count else { return nil }
      var parameters: [String: String] = [:]
      for (expected, segment) in zip(pattern, segments) {
        switch expected {
        case .literal(let literal): guard literal == segment else { return nil }
        case .parameter(let name):
          guard !segment.isEmpty else { return nil }
          parameters[name] = segment
        }
      }
      return parameters
    }
  }

  private var routes: [Route] = []

  /// Who may ask.
  package var access = AccessRules()

  /// Told of every answer, on the thread that gave it.
  package var observe: (@Sendable (Observation) -> Void)?

  /// Makes a router that finds nothing.
  package init() {}

  /// The methods and patterns of all routes, in the order they were added.
  package var patterns: [(method: String, pattern: String)] { routes.map { ($0.method, $0.text) } }

  /// Adds a route; `pattern` begins with a slash and is written decoded.
  package mutating func on(_ method: String, _ pattern: String, _ handler: @escaping Handler) {
    precondition(pattern.hasPrefix("/"), "a pattern begins with a slash: \(pattern)")
    let segments = pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    let route = Route(
      method: method, text: pattern,
      pattern: segments.map { segment in
        segment.hasPrefix("{") && segment.hasSuffix("}")
          ? .parameter(String(segment.dropFirst().dropLast())) : .literal(String(segment))
      },
      handler: handler)
    routes.append(route)
  }

  /// Answers a request that has passed the checks of
  /// ``answer(method:target:headers:body:refusal:)``: by a handler, whose pattern it tells, or with 404 or
  /// 405. Cost: one look at each route.
  func respond(to request: Request) -> (response: Response, route: String?) {
    var allowed: Set<String> = []
    for route in routes {
      guard let parameters = route.match(request.pathSegments) else { continue }
      guard route.accepts(request.method) else {
        allowed.insert(route.method)
        continue
      }
      var request = request
      request.pathParameters = parameters
      do throws(Problem) {
        return (try route.handler(request), route.text)
      } catch {
        return (Self.response(to: request.path, error), route.text)
      }
    }
    guard !allowed.isEmpty else {
      return (
        Self.response(to: request.path, .notFound("There is nothing at this address.")), nil
      )
    }
    return (notAllowed(request, allowed: allowed), nil)
  }

  private func notAllowed(_ request: Request, allowed: Set<String>) -> Response {
    let methods = (allowed.contains("GET") ? allowed.union(["HEAD"]) : allowed).sorted()
    let list = methods.joined(separator: ", ")
    var response = Self.response(
      to: request.path,
      Problem(
        status: 405, code: "method-not-allowed", title: "Method not allowed",
        detail: "This address does not answer \(request.method). It answers \(list)."))
    response.headers.append(Header("Allow", list))
    return response
  }

  private static func response(to path: String, _ problem: Problem) -> Response {
    var problem = problem
    problem.instance = problem.instance ?? path
    return .problem(problem)
  }
}
