internal import Glibc

/// A prepared dictionary could not be written.
package struct PreparedDictionaryError: Error, Equatable {
  package let path: String
  /// The system call that failed, such as "open".
  package let call: String
  /// Its `errno`.
  package let code: Int32
}

extension PreparedDictionaryError: CustomStringConvertible {
  package var description: String {
    "\(path): \(call): \(String(cString: strerror(code))); "
      + "without this file the next large update is some 40 ms slower, nothing else"
  }
}
