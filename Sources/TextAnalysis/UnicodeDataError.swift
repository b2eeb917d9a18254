/// ICU could not give its data: the installation is incomplete.
package struct UnicodeDataError: Error, Equatable {
  /// What was asked for, such as "word breaks".
  package let subject: String
  /// ICU's name of the error.
  package let code: String
}

extension UnicodeDataError: CustomStringConvertible {
  package var description: String {
    "ICU \(UnicodeData.version) has no \(subject) (\(code)); install ICU's library with its full data"
  }
}
