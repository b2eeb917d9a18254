import DocumentParsing
import QueryLanguage
import TextAnalysis

/// A document as a person reads it, of which a query is true or not: nothing is looked up, no text is looked
/// for but by going over all of it.
struct PlainEvaluator {
  let document: ParsedDocument
  private let folded: FoldedText
  /// For each folded unit the numbers of its sentence, paragraph and section.
  private var sentences: [Int] = []
  private var paragraphs: [Int] = []
  private var sections: [Int] = []
  private var isHeading: [Bool] = []

  init(_ document: ParsedDocument, _ folder: inout TextFolder) {
    self.document = document
    folded = folder.fold(String(decoding: document.text, as: UTF8.self))
    let (sentence, paragraph) = Self.numbers(document.text)
    for unit in folded.units.indices {
      let byte = folded.sourceRange(of: unit..<unit + 1).lowerBound
      let end = folded.sourceRange(of: unit..<unit + 1).upperBound
      sentences.append(sentence[byte])
      paragraphs.append(paragraph[byte])
      // The section that begins last among those around the place.
      let around = document.sections.indices.filter { document.sections[$0].range.contains(byte) }
      sections.append(around.last ?? -1)
      isHeading.append(
        document.sections.contains { section in
          section.range.lowerBound <= byte
            && end <= section.range.lowerBound + section.heading.utf8.count
        })
    }
  }

  /// For each byte of a text the number of its sentence and of its line.
  private static func numbers(_ text: [UInt8]) -> (sentences: [Int], paragraphs: [Int]) {
    var sentences: [Int] = []
    var paragraphs: [Int] = []
    var (sentence, paragraph) = (0, 0)
    var isEnded = false
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if "。！？；!?;".unicodeScalars.contains(scalar) {
        isEnded = true
      } else if isEnded, !"”’』」）》】〕〉)\"'\u{300D}“‘「『〞〟〝«»›]".unicodeScalars.contains(scalar) {
        // Opening quotation marks directly behind a stop are folded like closing ones.
        if !scalar.properties.isWhitespace || scalar == "\n" {
          sentence += 1
          isEnded = false
        }
      }
      for _ in 0..<UTF8.width(scalar) {
        sentences.append(sentence)
        paragraphs.append(paragraph)
      }
      if scalar == "\n" {
        paragraph += 1
        sentence += 1
        isEnded = false
      }
    }
    return (sentences, paragraphs)
  }

  /// Where a folded text stands, from the left without overlaps; U+0000 in it is any unit.
  func places(of text: [UInt16]) -> [Range<Int>] {
    let units = folded.units
    var places: [Range<Int>] = []
    var place = 0
    // A loop and no closure: tests that are not optimized spend most of their time here.
    while place + text.count <= units.count {
      var length = 0
      while length < text.count, text[length] == 0 || text[length] == units[place + length] {
        length += 1
      }
      if length == text.count {
        places.append(place..<place + text.count)
        place += text.count
      } else {
        place += 1
      }
    }
    return places
  }

  /// The places that make the document meet a part without operands or of proximity.
  private func places(of node: QueryNode, _ folder: inout TextFolder) -> [[Range<Int>]] {
    switch node.kind {
    case .keyword(let text): return [places(of: folder.fold(text).units)]
    case .literal(let text):
      let units = folder.fold(text.replacing("?", with: "\u{E000}")).units
      return [places(of: units.map { $0 == 0xE000 ? 0 : $0 })]
    case .any(let nodes):
      var all: [Range<Int>] = []
      for node in nodes { all += places(of: node, &folder).joined() }
      return [all.sorted { $0.lowerBound < $1.lowerBound }]
    case .field(.heading, let operand):
      return [places(of: operand, &folder)[0].filter { isHeading[$0].allSatisfy { $0 } }]
    case .proximity(let operands, let relations):
      let all = operands.map { places(of: $0, &folder)[0] }
      var members = all.map { _ in Set<Range<Int>>() }
      var chain: [Range<Int>] = []
      func extend() {
        guard chain.count < all.count else {
          for (index, place) in chain.enumerated() { members[index].insert(place) }
          return
        }
        for place in all[chain.count] {
          if let last = chain.last, !holds(relations[chain.count - 1], last, place) { continue }
          chain.append(place)
          extend()
          chain.removeLast()
        }
      }
      extend()
      return members.map { Array($0) }
    default: return []
    }
  }

  private func holds(_ relation: Proximity, _ first: Range<Int>, _ second: Range<Int>) -> Bool {
    guard !first.overlaps(second) else { return false }
    let (a, b) = (first.lowerBound, second.lowerBound)
    switch relation {
    case .within(let distance, let isOrdered):
      let between =
        a < b ? second.lowerBound - first.upperBound : first.lowerBound - second.upperBound
      return between <= distance && (!isOrdered || a < b)
    case .sentence: return sentences[a] == sentences[b]
    case .paragraph: return paragraphs[a] == paragraphs[b]
    case .section: return sections[a] == sections[b]
    }
  }

  /// How often the texts of a part stand so that the document meets it.
  func occurrences(of node: QueryNode, _ folder: inout TextFolder) -> Int {
    places(of: node, &folder).reduce(0) { $0 + $1.count }
  }

  func isTrue(_ node: QueryNode, _ folder: inout TextFolder) -> Bool {
    func contains(_ value: String?, _ operand: QueryNode, isWhole: Bool = false) -> Bool {
      guard let value else { return false }
      let units = folder.fold(value).units
      switch operand.kind {
      case .keyword(let text), .literal(let text):
        let wanted = folder.fold(text).units
        return isWhole
          ? units == wanted
          : units.indices.contains { units[$0...].starts(with: wanted) }
      default: return false
      }
    }
    switch node.kind {
    case .keyword, .literal, .proximity, .field(.heading, _):
      return occurrences(of: node, &folder) > 0
    case .not(let operand): return !isTrue(operand, &folder)
    case .all(let operands): return operands.allSatisfy { isTrue($0, &folder) }
    case .any(let operands): return operands.contains { isTrue($0, &folder) }
    case .years(let years): return document.date.map { years.contains($0.year) } ?? false
    case .field(let field, let operand):
      switch field {
      case .title: return contains(document.title, operand)
      case .by: return contains(document.speaker?.name, operand)
      case .org: return contains(document.issuer, operand)
      case .no: return contains(document.number, operand)
      case .kind: return contains(document.kind, operand, isWhole: true)
      case .region: return contains(document.region, operand, isWhole: true)
      case .heading, .py, .year: return false
      }
    }
  }
}
