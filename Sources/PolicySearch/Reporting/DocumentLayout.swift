package import DocumentParsing

/// A document's paragraphs and sections under names that a link can rest on.
///
/// They are numbered within the document, whose identifier is made from its content, so that a link
/// survives a rebuild, a rename and a move as the identifier does.
package struct DocumentLayout: Sendable {
  /// A line of the text that is not blank.
  package struct Paragraph: Equatable, Sendable {
    /// From 1.
    package let number: Int
    /// UTF-8 bytes of the text, without the line break.
    package let range: Range<Int>
    /// The sections that begin in it, as indices; ascending.
    package let sections: Range<Int>

    /// Its name in a link.
    package var anchor: String { "p\(number)" }
  }

  /// A section in the outline.
  package struct Item: Equatable, Sendable {
    /// How many sections it is in, and 1.
    package let depth: Int
    /// Its place in the outline: 2.3 is the third section inside the second.
    package let number: String
    package let section: Section
    /// The number of the paragraph that it begins in.
    package fileprivate(set) var paragraph = 0

    /// Its name in a link.
    package var anchor: String { "s\(number)" }
  }

  package let paragraphs: [Paragraph]
  /// In the order in which they begin.
  package let sections: [Item]

  /// Lays out a document. Cost: linear in the text.
  package init(_ document: ShownDocument) {
    self.init(text: document.text, sections: document.sections)
  }

  init(text: String, sections: [Section]) {
    var items = Self.items(sections)
    var paragraphs: [Paragraph] = []
    var next = 0
    var start = text.utf8.startIndex
    while start < text.utf8.endIndex {
      let end = text.utf8[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.utf8.endIndex
      let line = text[start..<end]
      if !line.allSatisfy(\.isWhitespace) {
        let range =
          text.utf8.distance(
            from: text.startIndex, to: start)..<text.utf8.distance(
            from: text.startIndex, to: end)
        let first = next
        while next < items.count, items[next].section.range.lowerBound < range.upperBound {
          items[next].paragraph = paragraphs.count + 1
          next += 1
        }
        paragraphs.append(
          Paragraph(number: paragraphs.count + 1, range: range, sections: first..<next))
      }
      start = end < text.utf8.endIndex ? text.utf8.index(after: end) : end
    }
    self.paragraphs = paragraphs
    self.sections = items
  }

  private static func items(_ sections: [Section]) -> [Item] {
    var items: [Item] = []
    /// The ends of the sections around the next one, and how many each depth has had so far.
    var ends: [Int] = []
    var counts = [0]
    for section in sections {
      while let end = ends.last, end <= section.range.lowerBound {
        ends.removeLast()
        counts.removeLast()
      }
      counts[counts.count - 1] += 1
      items.append(
        Item(
          depth: counts.count, number: counts.map(String.init).joined(separator: "."),
          section: section))
      ends.append(section.range.upperBound)
      counts.append(0)
    }
    return items
  }
}

extension ShownDocument {
  /// Writes the outline's object.
  package func writeOutline(to json: inout JSONWriter) {
    json.object { json in
      json.name("type")
      json.value("outline")
      json.name("version")
      json.value(1)
      json.name("id")
      json.value(identifier.description)
      json.name("title")
      json.value(self.title)
      json.name("sections")
      json.array { json in
        for item in DocumentLayout(self).sections {
          json.object { json in
            json.name("level")
            json.value(item.section.level)
            json.name("heading")
            json.value(item.section.heading)
            json.name("number")
            json.value(item.number)
            json.name("anchor")
            json.value(item.anchor)
            json.name("paragraph")
            json.value(item.paragraph)
          }
        }
      }
    }
  }
}
