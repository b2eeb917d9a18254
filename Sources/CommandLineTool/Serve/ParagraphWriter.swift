import DocumentParsing
import PolicySearch

/// Writes the paragraphs of a document in their order, with the matches marked and with elements that links
/// to matches, sections and paragraphs lead to.
struct ParagraphWriter {
  private let text: String
  private let matches: [Range<Int>]
  private let current: Int
  private let sections: [DocumentLayout.Item]
  /// The first match that does not end before what has been written.
  private var next = 0

  /// - Parameters:
  ///   - matches: In UTF-8 offsets of the text; ascending, not overlapping.
  ///   - current: The number of the match that is set off from the others, from 1.
  init(
    text: String, matches: [Range<Int>], current: Int, sections: [DocumentLayout.Item]
  ) {
    self.text = text
    self.matches = matches
    self.current = current
    self.sections = sections
  }

  /// Writes a paragraph: a heading where it is one as a whole, with the depth of its section.
  mutating func write(_ paragraph: DocumentLayout.Paragraph, to html: inout HTMLWriter) {
    let begun = sections[paragraph.sections]
    var heading: DocumentLayout.Item?
    if let first = begun.first, begun.count == 1, isHeading(paragraph, of: first.section) {
      heading = first
    }
    let name: StaticString =
      switch heading?.depth {
      case nil: "p"
      case 1: "h2"
      case 2: "h3"
      case 3: "h4"
      case 4: "h5"
      default: "h6"
      }
    html.element(name, ["id": paragraph.anchor]) { html in
      html.element(
        "a",
        [
          "class": "anchor", "href": "#\(paragraph.anchor)", "tabindex": "-1",
          "aria-label": html[.paragraph(paragraph.number)],
        ], text: "")
      var place = paragraph.range.lowerBound
      for section in begun {
        let start = max(place, section.section.range.lowerBound)
        write(place..<start, to: &html)
        html.element("span", ["id": section.anchor, "class": "section-start"], text: "")
        place = start
      }
      write(place..<paragraph.range.upperBound, to: &html)
    }
  }

  private func isHeading(
    _ paragraph: DocumentLayout.Paragraph, of section: Section
  ) -> Bool {
    let trimmed = self[paragraph.range].filter { !$0.isWhitespace }
    return trimmed.elementsEqual(section.heading.filter { !$0.isWhitespace })
  }

  private subscript(range: Range<Int>) -> Substring {
    text[index(range.lowerBound)..<index(range.upperBound)]
  }

  private func index(_ offset: Int) -> String.Index {
    text.utf8.index(text.startIndex, offsetBy: offset)
  }

  /// Writes a stretch of the text. A match that goes on in the next one is marked in both; only its first
  /// part has the name.
  private mutating func write(_ range: Range<Int>, to html: inout HTMLWriter) {
    guard !range.isEmpty else { return }
    var place = range.lowerBound
    while next < matches.count, matches[next].upperBound <= range.lowerBound { next += 1 }
    var number = next
    while number < matches.count, matches[number].lowerBound < range.upperBound {
      let match = matches[number].clamped(to: range)
      html.text(self[place..<match.lowerBound])
      let isFirstPart = match.lowerBound == matches[number].lowerBound
      html.element(
        "mark",
        [
          "id": isFirstPart ? DocumentPage.anchor(match: number + 1) : nil,
          "class": number + 1 == current ? "current" : nil,
          "data-match": String(number + 1),
        ], text: self[match])
      place = match.upperBound
      number += 1
    }
    html.text(self[place..<range.upperBound])
  }
}
