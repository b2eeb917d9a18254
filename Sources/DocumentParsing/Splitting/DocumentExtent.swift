/// Which of a file's body lines make one document.
struct DocumentExtent: Equatable {
  /// The document's lines; extents follow each other without a gap.
  var lines: Range<Int>
  /// Lines before the first title that list the file's documents: set apart.
  var contents: Range<Int>
  /// Where the title begins; the lines before it head several documents together.
  var titleStart: Int
  /// How many lines the title takes, where the splitter knows.
  var titleCount: Int?
  /// The heading that the file's documents have in common.
  var occasion: [Unicode.Scalar]?
  /// Why it begins where it does.
  var rule = SplitRule.fileStart

  /// All lines as one document.
  init(_ lines: Range<Int>) {
    self.lines = lines
    contents = lines.lowerBound..<lines.lowerBound
    titleStart = lines.lowerBound
  }
}
