/// How the encoding of a file was chosen.
package enum EncodingSource: Sendable, Equatable {
  /// The file begins with the mark of its encoding.
  case byteOrderMark
  /// It is valid UTF-8 from its start to its end.
  case validity
  /// The page says so, and all of it decodes in this encoding.
  case declaration
  /// No other encoding gives so likely a Chinese text of the whole file.
  case likelihood
  /// The caller wanted it.
  case caller
  /// This line of the side file states it.
  case sideFile(line: Int)
}
