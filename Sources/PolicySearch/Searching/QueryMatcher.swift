internal import DocumentParsing
internal import InvertedIndex
internal import QueryLanguage
internal import TextAnalysis

/// How much of a document's text is looked at.
enum TextPart {
  case body
  /// With the notices behind it.
  case whole
}

/// Finds where the leaves of a query stand in a document, by reading its text. One per thread.
struct QueryMatcher: ~Copyable {
  let plan: QueryPlan
  var folder: TextFolder
  private(set) var folded = FoldedLines()
  /// The text read last: a document's, or its body.
  private(set) var text: [UInt8] = []
  private var sections: [Section] = []
  /// Nil until it is asked for.
  private var regions: TextRegions?
  private var headings: [Range<Int>]?

  init(_ plan: QueryPlan) throws(LibraryError) {
    self.plan = plan
    let folding = plan.comparison.folding
    folder = try LibraryError.wrappingUnicodeDataError { () throws(UnicodeDataError) in
      try TextFolder(folding)
    }
  }

  /// Folds a part of a document's text, to be asked about. Cost: a fold of it.
  mutating func read(_ part: TextPart, of document: StoredDocument) {
    text = document.text
    var utf16 = document.utf16.span
    if part == .body, document.bodyEnd < text.count {
      text.removeLast(text.count - document.bodyEnd)
      utf16 = utf16.extracting(..<document.utf16BodyEnd)
    }
    sections = document.sections
    regions = nil
    headings = nil
    folded.fold(text, utf16: utf16, with: &folder)
  }

  /// The places in the text read last that make it meet a leaf, each form of a text by itself; ascending by
  /// operand.
  mutating func places(of leaf: QueryLeaf) -> [LeafPlace] {
    switch leaf {
    case .term(let term): return term.places(in: folded.units)
    case .heading(let term):
      return term.places(in: folded.units).filter { isInHeading($0.range) }
    case .proximity(let operands, let relations):
      let units = folded.units
      let places = operands.enumerated().map { index, terms -> [LeafPlace] in
        // Alternatives may stand in one place.
        var ranges: Set<Range<Int>> = []
        return terms.flatMap { $0.places(in: units, operand: index) }
          .filter { ranges.insert($0.range).inserted }
          .sorted { $0.range.lowerBound < $1.range.lowerBound }
      }
      guard !places.contains(where: \.isEmpty) else { return [] }
      let numbers = regionNumbers(of: places, relations)
      var chain = ProximityChain(places: places, relations: relations) { relation, place in
        numbers[relation]?[place.range.lowerBound] ?? -1
      }
      return chain.participants()
    case .field: return []
    }
  }

  /// The UTF-8 range in the text read last from which units of its fold came.
  mutating func source(of range: Range<Int>) -> Range<Int> {
    folded.sourceRange(of: range, in: text, with: &folder)
  }

  /// For each relation that asks for one, the number of the region in which each place begins, by unit.
  private mutating func regionNumbers(
    of places: [[LeafPlace]], _ relations: [Proximity]
  ) -> [Proximity: [Int: Int]] {
    var numbers: [Proximity: [Int: Int]] = [:]
    for relation in Set(relations) {
      if case .within = relation { continue }
      var ofUnits: [Int: Int] = [:]
      for place in places.joined() where ofUnits[place.range.lowerBound] == nil {
        ofUnits[place.range.lowerBound] = region(relation, at: place.range.lowerBound)
      }
      numbers[relation] = ofUnits
    }
    return numbers
  }

  private mutating func region(_ relation: Proximity, at unit: Int) -> Int {
    switch relation {
    case .within: return 0
    case .paragraph: return folded.line(of: unit)
    case .sentence:
      if regions == nil {
        regions = TextRegions(folded.units, paragraphStarts: folded.lineStarts)
      }
      return regions?.sentence(of: unit) ?? 0
    case .section:
      return TextRegions.section(at: source(of: unit..<unit + 1).lowerBound, in: sections)
    }
  }

  private mutating func isInHeading(_ range: Range<Int>) -> Bool {
    let found = headings ?? TextRegions.headings(of: sections, in: text)
    headings = found
    let source = source(of: range)
    return found.contains {
      $0.lowerBound <= source.lowerBound && source.upperBound <= $0.upperBound
    }
  }
}
