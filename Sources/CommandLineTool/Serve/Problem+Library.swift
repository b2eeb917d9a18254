import HTTPServer
import PolicySearch

extension Problem {
  /// The problem that an error of the library is to a request.
  init(_ error: LibraryError) {
    if let fault = QueryFault(error) {
      self = .badRequest(fault.code, "The query cannot be searched: \(fault.detail).")
      parameter = "q"
      place = fault.query.utf16Range(ofUTF8: fault.range)
      return
    }
    switch error {
    case .unknownDocument(let identifier):
      self = .notFound("There is no document \(identifier) in the library.")
    default:
      self = Problem(
        status: 503, code: "library-unavailable", title: "Library unavailable",
        detail: "The library cannot be read: \(error).")
      // As long as it may take somebody to bring the index in order.
      retryAfter = 5
    }
  }
}

extension String {
  /// A range of UTF-8 offsets as one of UTF-16 offsets. Cost: linear.
  fileprivate func utf16Range(ofUTF8 range: Range<Int>) -> Range<Int> {
    func offset(_ place: Int) -> Int {
      utf16.distance(from: startIndex, to: utf8.index(startIndex, offsetBy: place))
    }
    return offset(range.lowerBound)..<offset(range.upperBound)
  }
}
