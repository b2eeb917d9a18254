/// A line of the source; offsets in bytes.
struct SourceLine {
  /// From 1.
  var number: Int
  /// The line without the blanks at its end.
  var kept: Range<Int>
  /// Where its line break stands.
  var end: Int
}
