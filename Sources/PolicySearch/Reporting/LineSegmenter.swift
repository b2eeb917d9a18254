internal import TextAnalysis

/// Cuts lines of text into the words that are indexed, for a person to look at.
package struct LineSegmenter: ~Copyable {
  private var analyzer: TextAnalyzer
  private var ranges: [Range<Int32>] = []

  package init() throws(LibraryError) {
    analyzer = try TextAnalyzer()
  }

  /// The words of the folded line; punctuation and signs are not words.
  package mutating func words(of line: String) -> [String] {
    let units = analyzer.folder.fold(line).units
    analyzer.segmenter.segment(units.span, into: &ranges)
    return ranges.map {
      String(decoding: units[Int($0.lowerBound)..<Int($0.upperBound)], as: UTF16.self)
    }
  }
}
