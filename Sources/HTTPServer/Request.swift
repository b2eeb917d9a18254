/// A request whose target has been decoded and checked.
package struct Request: Sendable {
  /// A name and value of the query string, both decoded.
  package struct QueryParameter: Hashable, Sendable {
    /// The part before the first `=`.
    package let name: String
    /// The part behind it; empty where there is none.
    package let value: String
  }

  /// The method as sent; methods are case-sensitive.
  package let method: String

  /// The path as sent, still percent-encoded, without the query.
  package let path: String

  /// The path's segments, each decoded by itself: `/a%2Fb/` has "a/b" and "". Nothing is resolved, so
  /// a segment may be "..": it is a name, not a way through a file system.
  package let pathSegments: [String]

  /// The parameters of the query string and then those of the body's form, in their order, repeated names
  /// included.
  package let query: [QueryParameter]

  /// The header fields in their order.
  package let headers: [Header]

  /// The body; empty where there is none.
  package let body: [UInt8]

  /// Whether the body is a form, `application/x-www-form-urlencoded`.
  package let hasForm: Bool

  /// What the pattern's `{name}` segments matched, decoded.
  package internal(set) var pathParameters: [String: String] = [:]

  /// Decodes a request target in origin form (`/path?query`).
  ///
  /// Percent-encoding must be complete and the bytes it stands for UTF-8 without NUL; bytes above
  /// 0x7F are taken as they are, because command-line clients send them so. `+` is a space in the
  /// query and in a form. Throws a 400 problem otherwise. Cost: linear in target and body.
  package init(
    method: String, target: [UInt8], headers: [Header] = [], body: [UInt8] = []
  ) throws(Problem) {
    guard target.first == UInt8(ascii: "/") else {
      throw .badRequest("bad-target", "The request target must be a path beginning with a slash.")
    }
    let end = target.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
    guard let path = String(validating: target[..<end], as: UTF8.self) else {
      throw .badEncoding(.notUTF8, in: "path")
    }
    self.path = path
    self.method = method
    self.headers = headers
    self.body = body

    var segments: [String] = []
    for piece in target[..<end].dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    {
      segments.append(try Self.decode(piece, plusIsSpace: false, in: "path"))
    }
    pathSegments = segments

    let type = headers.value(named: "Content-Type")?.prefix { $0 != ";" && $0 != " " }
    hasForm = type?.lowercased() == "application/x-www-form-urlencoded"
    let ofTarget = try Self.parameters(target[end...].dropFirst(), in: "query")
    query = ofTarget + (hasForm ? try Self.parameters(body[...], in: "form") : [])
  }

  private static func parameters(
    _ text: ArraySlice<UInt8>, in part: String
  ) throws(Problem) -> [QueryParameter] {
    var parameters: [QueryParameter] = []
    for piece in text.split(separator: UInt8(ascii: "&")) {
      let equals = piece.firstIndex(of: UInt8(ascii: "=")) ?? piece.endIndex
      parameters.append(
        QueryParameter(
          name: try decode(piece[..<equals], plusIsSpace: true, in: part),
          value: try decode(piece[equals...].dropFirst(), plusIsSpace: true, in: part)))
    }
    return parameters
  }

  /// The value of the first header field of this name, whatever its case.
  package func header(_ name: String) -> String? { headers.value(named: name) }

  /// The value of the first query parameter of this name.
  package func queryValue(_ name: String) -> String? {
    query.first { $0.name == name }?.value
  }

  /// The values of all query parameters of this name, in their order.
  package func queryValues(_ name: String) -> [String] {
    query.filter { $0.name == name }.map(\.value)
  }

  private static func decode(
    _ bytes: ArraySlice<UInt8>, plusIsSpace: Bool, in part: String
  ) throws(Problem) -> String {
    do throws(PercentEncodingError) {
      return try String(percentEncoded: bytes, plusIsSpace: plusIsSpace)
    } catch {
      throw .badEncoding(error, in: part)
    }
  }
}
