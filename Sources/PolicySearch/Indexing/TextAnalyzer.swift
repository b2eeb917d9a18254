internal import TextAnalysis

/// What every text of a library goes through, be it a document, a query or a line to be shown: it is
/// folded, and what results is cut into words. One per thread.
struct TextAnalyzer: ~Copyable {
  var folder: TextFolder
  var segmenter: WordSegmenter

  init(for workload: WordSegmenter.Workload = .light) throws(LibraryError) {
    let folder = try LibraryError.wrappingUnicodeDataError(TextFolder.init)
    let segmenter = try LibraryError.wrappingUnicodeDataError { () throws(UnicodeDataError) in
      try WordSegmenter(for: workload)
    }
    self.folder = folder
    self.segmenter = segmenter
  }
}

extension TextFolder {
  /// Folds valid UTF-8, such as a document's text.
  mutating func fold(_ text: [UInt8], into folded: inout FoldedText) {
    do {
      fold(try UTF8Span(validating: text.span), into: &folded)
    } catch {
      preconditionFailure("documents are valid UTF-8")
    }
  }

  /// Folds valid UTF-8 with its sources.
  mutating func foldWithSources(_ text: [UInt8], into folded: inout FoldedText) {
    do {
      foldWithSources(try UTF8Span(validating: text.span), into: &folded)
    } catch {
      preconditionFailure("documents are valid UTF-8")
    }
  }
}
