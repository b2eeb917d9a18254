/// What went wrong with a request, for a person and for a program: the problem document of RFC 9457
/// with members of our own: `code`, and where it is known the place, `parameter`, `start`, `length`.
package struct Problem: Error, Hashable, Sendable {
  /// A URI reference naming the kind of problem; "about:blank" says that `status` and `code` do.
  package var type: String = "about:blank"

  /// The kind of problem in a few words, the same each time it occurs.
  package var title: String

  /// The response's status, 400 to 599.
  package var status: Int

  /// What is wrong this time, and what to do about it, in whole sentences.
  package var detail: String

  /// The path of the request it concerns, as sent; the router fills it in.
  package var instance: String?

  /// The kind of problem for programs: lower case, words joined by hyphens, never changed.
  package var code: String

  /// The query parameter it concerns.
  package var parameter: String?

  /// The place in the parameter's value, in UTF-16 units, the unit of a browser's texts; empty where
  /// something is missing.
  package var place: Range<Int>?

  /// Seconds after which another attempt may succeed; sent as `Retry-After`.
  package var retryAfter: Int?

  /// Makes a problem; see the properties for what goes where.
  package init(status: Int, code: String, title: String, detail: String) {
    precondition((400...599).contains(status), "a problem's status is 400 to 599")
    self.status = status
    self.code = code
    self.title = title
    self.detail = detail
  }

  /// The document.
  package var json: String {
    var text = JSONText()
    text.add("type", type)
    text.add("title", title)
    text.add("status", status)
    text.add("detail", detail)
    if let instance { text.add("instance", instance) }
    text.add("code", code)
    if let parameter { text.add("parameter", parameter) }
    if let place {
      text.add("start", place.lowerBound)
      text.add("length", place.count)
    }
    return text.object
  }
}

extension Problem {
  /// A 400: the request itself is malformed.
  package static func badRequest(_ code: String, _ detail: String) -> Problem {
    Problem(status: 400, code: code, title: "Bad request", detail: detail)
  }

  /// A 404: nothing is to be found at this path.
  package static func notFound(_ detail: String) -> Problem {
    Problem(status: 404, code: "not-found", title: "Not found", detail: detail)
  }

  static func badEncoding(_ error: PercentEncodingError, in part: String) -> Problem {
    let reason =
      switch error {
      case .incompleteEscape: "a % is not followed by two hexadecimal digits"
      case .bareControl: "a space or control character is not percent-encoded"
      case .notUTF8: "its bytes are not UTF-8"
      case .nul: "it contains a NUL character"
      }
    return badRequest(
      "bad-encoding",
      "The \(part) of the request cannot be decoded: \(reason). Encode the text as UTF-8, then each "
        + "byte as % and two hexadecimal digits.")
  }

  /// The problem of a request that was refused before its body was read.
  static func refused(_ status: Int) -> Problem {
    switch status {
    case 411:
      Problem(
        status: 411, code: "length-required", title: "Length required",
        detail: "A request body must state its length. Send Content-Length, not chunks.")
    case 413:
      Problem(
        status: 413, code: "body-too-large", title: "Content too large",
        detail: "The request body is larger than this server accepts. Send less at a time.")
    case 414:
      Problem(
        status: 414, code: "url-too-long", title: "URI too long",
        detail: "The URL is longer than this server accepts. Shorten the query.")
    default: preconditionFailure("no request is refused with \(status)")
    }
  }
}
