/// A part of a document under a heading or a number.
package struct Section: Sendable, Equatable {
  /// 1 for the outermost.
  package let level: Int
  /// The heading with its number, such as `一、总体要求`, `第十四条之一` or `一是强化责任`; of a section that
  /// begins inside a paragraph its first clause.
  package let heading: String
  /// The section with its heading and the sections inside it, in UTF-8 bytes of the document's text.
  package let range: Range<Int>

  package init(level: Int, heading: String, range: Range<Int>) {
    self.level = level
    self.heading = heading
    self.range = range
  }
}

extension [Section] {
  /// The headings of the sections around a place, from the outermost in; empty before the first.
  ///
  /// Cost: a pass over the sections that begin before the place.
  ///
  /// - Parameter offset: In UTF-8 bytes of the document's text.
  package func path(at offset: Int) -> [String] {
    prefix { $0.range.lowerBound <= offset }
      .filter { $0.range.contains(offset) }.map(\.heading)
  }
}
