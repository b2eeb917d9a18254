import Glibc

/// Why output could not be written.
enum OutputError: Error, Equatable {
  /// Whoever read it has closed his end.
  case closed
  /// The system refuses: a number from `errno`.
  case failed(Int32)
}

extension OutputError: CustomStringConvertible {
  var description: String {
    switch self {
    case .closed: "nobody reads the output any more"
    case .failed(ENOSPC): "the output is incomplete: no space left; free some or write elsewhere"
    case .failed(let number): "the output is incomplete: \(String(cString: strerror(number)))"
    }
  }
}
