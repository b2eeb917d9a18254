package import DocumentParsing

/// A document of the exact tier with all places at which the query's texts stand in it.
package struct DocumentOccurrences: Sendable {
  package let identifier: DocumentIdentifier
  package let document: StoredDocument
  /// A file that holds it, to whose lines ``positions`` lead.
  package let source: DocumentSource
  /// All files that hold it.
  package let sources: [DocumentSource]
  /// Where the texts stand, notices included: UTF-8 offsets of the document's text, ascending, not
  /// overlapping. Of overlapping texts the first counts, of those that begin together the longest.
  package let places: [Range<Int>]
  /// The paragraphs of the text, notices included: what stands between its line breaks, blank lines left out.
  package let paragraphs: [Range<Int>]

  init(
    identifier: DocumentIdentifier, document: StoredDocument, source: DocumentSource,
    sources: [DocumentSource], places: [Range<Int>]
  ) {
    self.identifier = identifier
    self.document = document
    self.source = source
    self.sources = sources
    self.places = places
    paragraphs = Self.paragraphs(of: document.text)
  }

  /// Where each place begins in the source file.
  package var positions: [SourcePosition] {
    document.sourceMap.positions(of: places.lazy.map(\.lowerBound), in: document.text)
  }

  /// Where a paragraph begins in the source file.
  package func position(ofParagraph index: Int) -> SourcePosition {
    document.sourceMap.position(of: paragraphs[index].lowerBound, in: document.text)
  }

  /// The paragraph in which a place begins, as an index.
  package func paragraph(of place: Range<Int>) -> Int {
    var low = 0
    var high = paragraphs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if paragraphs[middle].lowerBound <= place.lowerBound { low = middle } else { high = middle }
    }
    return low
  }

  /// The paragraphs in which places begin, ascending, with the indices of these places.
  package var matchingParagraphs: [(paragraph: Int, places: Range<Int>)] {
    var found: [(paragraph: Int, places: Range<Int>)] = []
    for (index, place) in places.enumerated() {
      let paragraph = paragraph(of: place)
      if found.last?.paragraph == paragraph {
        found[found.count - 1].places = found[found.count - 1].places.lowerBound..<index + 1
      } else {
        found.append((paragraph, index..<index + 1))
      }
    }
    return found
  }

  /// A stretch of the text on one line, and the places wholly or partly in it in UTF-16 units of that line.
  package func line(
    _ range: Range<Int>, marking places: ArraySlice<Range<Int>> = []
  ) -> (text: String, matches: [Range<Int>]) {
    PassageFinder.line(document.text, range, places.map { $0.clamped(to: range) })
  }

  /// Whether a place stands in a notice and not in the document's body.
  package func isInNotice(_ place: Range<Int>) -> Bool { place.lowerBound >= document.bodyEnd }

  private static func paragraphs(of text: [UInt8]) -> [Range<Int>] {
    text.indices.split { text[$0] == UInt8(ascii: "\n") }.filter { line in
      !String(decoding: text[line], as: UTF8.self).allSatisfy(\.isWhitespace)
    }
  }
}
