internal import DocumentParsing
internal import InvertedIndex
internal import TextAnalysis

/// Turns documents into index terms and stored records. One per thread.
struct DocumentIndexer: ~Copyable {
  private var analyzer: TextAnalyzer
  private var folded = FoldedText()
  private var tokens: [WordToken] = []
  /// The tokens that are no words.
  private var secondary: [WordToken] = []
  private var words: TokenTerms
  private var others: TokenTerms

  /// - Parameter workload: how much text all indexers of the process will get.
  init(for workload: WordSegmenter.Workload) throws(LibraryError) {
    let analyzer = try TextAnalyzer(for: workload)
    words = TokenTerms(roles: .words, idLimit: analyzer.segmenter.idLimit)
    others = TokenTerms(roles: .others, idLimit: analyzer.segmenter.idLimit)
    self.analyzer = analyzer
  }

  /// To be called before the first document of another segment.
  mutating func beginSegment() {
    words.forgetNumbers()
    others.forgetNumbers()
  }

  /// Adds a document, whose encoded form is `record`, to a segment.
  mutating func add(
    _ document: StoredDocument, copy: DocumentCopy, record: [UInt8],
    to builder: inout SegmentBuilder
  ) throws(IndexError) {
    // Only the body is ranked; notices are found literally.
    let bodyEnd = document.utf16BodyEnd
    analyzer.folder.fold(utf16: document.utf16.span.extracting(..<bodyEnd), into: &folded)
    let body = folded.units
    let sketch = TextSketch(of: body.span)
    analyzer.segmenter.segment(body.span, into: &tokens)
    secondary.removeAll(keepingCapacity: true)
    builder.withField(LibrarySchema.words) {
      words.append(tokens, of: body.span, to: &$0, others: &secondary)
    }
    tokens.removeAll(keepingCapacity: true)
    builder.withField(LibrarySchema.secondaryWords) {
      others.append(secondary, of: body.span, to: &$0, others: &tokens)
    }
    analyzer.folder.append(utf16: document.utf16.span.extracting(bodyEnd...), to: &folded)
    let units = folded.units
    builder.withField(LibrarySchema.pairs) { $0.append(pairsOf: units.span) }
    var work: UInt64 = 0
    if let title = document.title {
      var units = analyzer.folder.fold(title).units
      work = WorkTitle.key(of: units)
      units.removeAll { $0 == NationalLaw.mark }
      if NationalLaw.isTitle(units) { units.append(NationalLaw.mark) }
      builder.withField(LibrarySchema.titlePairs) { $0.append(pairsOf: units.span) }
    }
    let integers = [
      Int64(bitPattern: copy.identifier.value), document.date?.columnValue ?? 0,
      Int64(bitPattern: copy.layout), Int64(bitPattern: work), Int64(bitPattern: sketch.low),
      Int64(bitPattern: sketch.high),
    ]
    let keywords = [
      document.kind, document.speaker?.name, document.issuer, document.region, document.title,
      document.number,
    ]
    var failure: IndexError?
    record.withUnsafeBytes { bytes in
      do throws(IndexError) {
        try builder.endDocument(stored: bytes, integers: integers, keywords: keywords)
      } catch { failure = error }
    }
    if let failure { throw failure }
  }
}

extension Sequence<UInt16> {
  /// The term bytes of folded text: UTF-16, most significant byte first.
  var termBytes: [UInt8] {
    flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
  }
}
