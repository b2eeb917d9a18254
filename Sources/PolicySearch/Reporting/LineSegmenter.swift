internal import TextAnalysis

/// Cuts lines of text into words, for a person to look at.
package struct LineSegmenter: ~Copyable {
  private var analyzer: TextAnalyzer
  private var ranges: [Range<Int32>] = []
  private var tokens: [WordToken] = []

  /// With the terms of the built-in lexicon and a user's words, as queries are cut.
  package init(userWords: UserWords) throws(LibraryError) {
    analyzer = try TextAnalyzer(lexicon: userWords.lexicon())
  }

  /// With ICU's own words.
  package init() throws(LibraryError) {
    analyzer = try TextAnalyzer(lexicon: .empty)
  }

  /// The words of the folded line; punctuation and signs are not words.
  package mutating func words(of line: String) -> [String] {
    let units = analyzer.folder.fold(line).units
    analyzer.segmenter.segment(units.span, into: &ranges)
    return ranges.map { Self.text($0, of: units) }
  }

  /// The words of the folded line with their sources and costs, the words inside them and the forms.
  package mutating func explain(_ line: String) -> SegmentedLine {
    let units = analyzer.folder.fold(line).units
    analyzer.segmenter.segment(units.span, into: &tokens)
    let words = analyzer.segmenter.explain(units.span).map { word in
      let subwords = tokens.filter {
        $0.role == .subword && word.range.contains($0.range.lowerBound)
      }
      return SegmentedLine.Word(
        text: Self.text(word.range, of: units), source: Self.name(word.source), cost: word.cost,
        isHard: word.isHard, subwords: subwords.map { Self.text($0.range, of: units) })
    }
    let forms = tokens.filter { $0.role == .form }
    return SegmentedLine(words: words, forms: forms.map { Self.text($0.range, of: units) })
  }

  private static func text(_ range: Range<Int32>, of units: [UInt16]) -> String {
    String(utf16: units.span.extracting(Int(range.lowerBound)..<Int(range.upperBound)))
  }

  private static func name(_ source: ExplainedWord.Source) -> String {
    switch source {
    case .dictionary: "ICU's dictionary"
    case .lexicon(.builtIn): "built-in lexicon"
    case .lexicon(.division): "administrative divisions"
    case .lexicon(.user): "your lexicon"
    case .unknown: "unknown character"
    case .katakana: "katakana run"
    case .rules: "letters and numbers"
    case .icu: "ICU's breaker"
    }
  }
}
