/// A place in a decoded source file, as editors and `grep -n` count it.
package struct SourcePosition: Sendable, Hashable {
  /// From 1. A line ends with LF, CR LF or CR.
  package let line: Int
  /// From 1, in Unicode scalars of the line; a byte order mark is not counted.
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
