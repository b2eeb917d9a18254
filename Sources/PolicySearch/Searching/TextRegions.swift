internal import DocumentParsing

/// The sentences of a document's folded text, and its sections.
struct TextRegions {
  /// Where each sentence but the first begins, in units; ascending.
  private let sentenceStarts: [Int]

  /// A sentence ends behind 。！？； (or their half-width forms) and the closing marks that follow, and with
  /// its paragraph.
  ///
  /// - Parameter paragraphStarts: where paragraphs begin in the text; ascending.
  init(_ units: [UInt16], paragraphStarts: [Int]) {
    // What opens a quotation folds as what closes one: behind a paragraph's end it opens.
    let paragraphs = Set(paragraphStarts)
    var starts: [Int] = []
    var place = 0
    while place < units.count {
      guard Self.endsSentence(units[place]) else {
        place += 1
        continue
      }
      repeat {
        place += 1
      } while place < units.count && !paragraphs.contains(place)
        && (Self.endsSentence(units[place]) || Self.closes(units[place]))
      starts.append(place)
    }
    sentenceStarts = paragraphs.union(starts).sorted()
  }

  /// The number of the sentence in which a unit stands.
  func sentence(of unit: Int) -> Int {
    var (low, high) = (0, sentenceStarts.count)
    while low < high {
      let middle = (low + high) / 2
      if sentenceStarts[middle] <= unit { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The number of the innermost section around a place of a text, in UTF-8 bytes, or -1.
  ///
  /// Cost: a pass over the sections that begin before the place.
  static func section(at byte: Int, in sections: [Section]) -> Int {
    sections.indices.last { sections[$0].range.contains(byte) } ?? -1
  }

  /// Where the headings of a document stand in its text, in UTF-8 bytes.
  static func headings(of sections: [Section], in text: [UInt8]) -> [Range<Int>] {
    sections.compactMap { section in
      // The text may be a document's body, and a section lie in what stands behind it.
      guard section.range.upperBound <= text.count else { return nil }
      // The signs of Markdown may stand before it.
      let start = section.range.prefix(8).first {
        text[$0..<section.range.upperBound].starts(with: section.heading.utf8)
      }
      return start.map { $0..<$0 + section.heading.utf8.count }
    }
  }

  /// Whether a folded character ends a sentence: 。！？；
  static func endsSentence(_ unit: UInt16) -> Bool {
    unit == 0x3002 || unit == 0x21 || unit == 0x3F || unit == 0x3B
  }

  /// Whether a folded character closes a quotation or a bracket: " ' ) 》〉]
  private static func closes(_ unit: UInt16) -> Bool {
    [0x22, 0x27, 0x29, 0x300B, 0x3009, 0x5D].contains(unit)
  }
}
