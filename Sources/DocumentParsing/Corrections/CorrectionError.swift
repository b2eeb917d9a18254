/// Why a side file cannot be followed.
package struct CorrectionError: Error, Equatable, Sendable {
  /// The line of the side file, from 1.
  package let line: Int
  /// What is wrong there and what to write instead.
  package let reason: String
}

extension CorrectionError: CustomStringConvertible {
  /// To be preceded by the name of the side file and a colon.
  package var description: String { "\(line): \(reason)" }
}
