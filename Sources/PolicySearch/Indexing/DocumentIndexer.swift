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
  private var terms: [UInt32] = []
  private var longWord: [UInt8] = []

  /// - Parameter workload: how much text all indexers of the process will get.
  init(for workload: WordSegmenter.Workload) throws(LibraryError) {
    analyzer = try TextAnalyzer(for: workload)
  }

  /// Adds a document, whose encoded form is `record`, to a segment.
  mutating func add(
    _ document: ParsedDocument, copy: DocumentCopy, record: [UInt8],
    to builder: inout SegmentBuilder
  ) throws(IndexError) {
    // Only the body is ranked; notices are found literally.
    analyzer.folder.fold(document.text.span.extracting(..<document.bodyEnd), into: &folded)
    let body = folded.units
    analyzer.segmenter.segment(body.span, into: &tokens)
    builder.withField(LibrarySchema.words) { appendWords(of: body.span, to: &$0) }
    builder.withField(LibrarySchema.secondaryWords) { appendOthers(of: body.span, to: &$0) }
    analyzer.folder.append(document.text.span.extracting(document.bodyEnd...), to: &folded)
    let units = folded.units
    builder.withField(LibrarySchema.pairs) { appendPairs(of: units.span, to: &$0) }
    if let title = document.title {
      let units = analyzer.folder.fold(title).units
      builder.withField(LibrarySchema.titlePairs) { appendPairs(of: units.span, to: &$0) }
    }
    let integers = [
      Int64(bitPattern: copy.identifier.value), document.date?.columnValue ?? 0,
      Int64(bitPattern: copy.layout),
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

  private mutating func appendPairs(of units: Span<UInt16>, to inverter: inout FieldInverter) {
    guard !units.isEmpty else { return }
    terms.removeAll(keepingCapacity: true)
    terms.append(addingCapacity: units.count) { terms in
      var first = UInt32(units[0])
      for index in 1..<units.count {
        let second = UInt32(units[index])
        terms.append(first << 16 | second)
        first = second
      }
      terms.append(first << 16)
    }
    inverter.append(contentsOf: terms.span)
  }

  /// Appends the words among the tokens, and keeps the others for ``appendOthers(of:to:)``. Those of two
  /// units come first, for the fields keep no positions.
  private mutating func appendWords(of units: Span<UInt16>, to inverter: inout FieldInverter) {
    terms.removeAll(keepingCapacity: true)
    secondary.removeAll(keepingCapacity: true)
    for token in tokens {
      if token.role == .word {
        append(token, of: units, to: &inverter)
      } else {
        secondary.append(token)
      }
    }
    inverter.append(contentsOf: terms.span)
  }

  private mutating func appendOthers(of units: Span<UInt16>, to inverter: inout FieldInverter) {
    terms.removeAll(keepingCapacity: true)
    for token in secondary { append(token, of: units, to: &inverter) }
    inverter.append(contentsOf: terms.span)
  }

  /// Appends a token, one of two units to ``terms``.
  @inline(__always)
  private mutating func append(
    _ token: WordToken, of units: Span<UInt16>, to inverter: inout FieldInverter
  ) {
    let range = Int(token.range.lowerBound)..<Int(token.range.upperBound)
    switch range.count {
    case 2:
      terms.append(UInt32(units[range.lowerBound]) << 16 | UInt32(units[range.lowerBound + 1]))
    case ...4: inverter.append(key: Self.key(units, range), length: range.count * 2)
    default:
      longWord.removeAll(keepingCapacity: true)
      for index in range {
        longWord.append(UInt8(units[index] >> 8))
        longWord.append(UInt8(truncatingIfNeeded: units[index]))
      }
      longWord.withUnsafeBytes { inverter.append($0) }
    }
  }

  /// Up to four units as the first bytes of a term, see `FieldInverter.append(key:length:)`.
  private static func key(_ units: Span<UInt16>, _ range: Range<Int>) -> UInt64 {
    var key: UInt64 = 0
    var shift: UInt64 = 48
    for index in range {
      key |= UInt64(units[index]) << shift
      shift &-= 16
    }
    return key
  }
}

extension Sequence<UInt16> {
  /// The term bytes of folded text: UTF-16, most significant byte first.
  var termBytes: [UInt8] {
    flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
  }
}
