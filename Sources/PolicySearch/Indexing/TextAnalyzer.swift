internal import TextAnalysis

/// What every text of a library goes through, be it a document, a query or a line to be shown: it is
/// folded, and what results is cut into words. One per thread.
///
/// Documents are always cut with the built-in lexicon, so that all of them are cut alike; a user's words
/// take part in cutting queries only, see ``UserWords``.
struct TextAnalyzer: ~Copyable {
  var folder: TextFolder
  var segmenter: WordSegmenter

  init(
    for workload: WordSegmenter.Workload = .light, lexicon: Lexicon = .builtIn
  ) throws(LibraryError) {
    let folder = try LibraryError.wrappingUnicodeDataError(TextFolder.init)
    let segmenter = try LibraryError.wrappingUnicodeDataError { () throws(UnicodeDataError) in
      try WordSegmenter(for: workload, lexicon: lexicon)
    }
    self.folder = folder
    self.segmenter = segmenter
  }
}

extension TextFolder {
  /// Folds the text of a document, or a line of it.
  mutating func fold(_ text: Span<UInt8>, into folded: inout FoldedText) {
    // SAFETY: the text of a parsed or stored document is valid UTF-8 by its construction. If it were
    // not, the fold would be meaningless, but the span's bounds would still be kept.
    fold(UTF8Span(unchecked: text), into: &folded)
  }

  /// Folds the text of a document, or a line of it, with its sources.
  mutating func foldWithSources(_ text: Span<UInt8>, into folded: inout FoldedText) {
    // SAFETY: as in `fold`.
    foldWithSources(UTF8Span(unchecked: text), into: &folded)
  }
}
