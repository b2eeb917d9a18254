internal import CICU

/// The Unicode data that folding and segmentation rest on, for the index to record.
package enum UnicodeData {
  /// The version of the ICU library loaded, such as "72.1". Fold keys depend on it.
  package static var version: String { String(cString: cicu_version()) }

  /// Calls `body` with the bytes of ICU's Chinese and Japanese break dictionary (about 2 MB, mapped,
  /// not copied), on which the words of a text depend.
  ///
  /// - Throws: ``UnicodeDataError`` if ICU is installed without it.
  package static func withBreakDictionary<Result>(
    _ body: (UnsafeRawBufferPointer) -> Result
  ) throws(UnicodeDataError) -> Result {
    var error: Int32 = 0
    guard let dictionary = cicu_dictionary_open(&error) else {
      throw UnicodeDataError(subject: "break dictionary", icuError: error)
    }
    defer { cicu_dictionary_close(dictionary) }
    // SAFETY: the bytes are mapped until the dictionary is closed, after `body`.
    return body(
      UnsafeRawBufferPointer(
        start: cicu_dictionary_bytes(dictionary), count: cicu_dictionary_count(dictionary)))
  }
}

extension UnicodeDataError {
  init(subject: String, icuError: Int32) {
    self.init(subject: subject, code: String(cString: cicu_error_name(icuError)))
  }
}
