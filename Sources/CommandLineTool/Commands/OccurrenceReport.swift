import DocumentParsing
import PolicySearch

/// Occurrences as grep and ripgrep write them.
struct OccurrenceReport {
  /// Paragraphs around a matching one.
  struct Context: Equatable {
    var before: Int
    var after: Int

    static let none = Context(before: 0, after: 0)
  }

  /// What a line holds.
  enum Layout: Equatable {
    /// `file:line:match`, for each match.
    case matches
    /// `file:line:column:paragraph`, for each match.
    case places
    /// `file:line:column:match`, for each match.
    case matchPlaces
    /// `file:line:paragraph`, for each matching paragraph; `file-line-paragraph` for those around it, `--`
    /// between stretches of paragraphs when any are asked for.
    case paragraphs(Context)

    /// The paragraphs to be told around each match.
    var context: Context? {
      if case .paragraphs(let context) = self { context } else { nil }
    }
  }

  let terminal: Terminal
  let layout: Layout
  let namesFiles: Bool
  private var isFirstStretch = true

  init(terminal: Terminal, layout: Layout, namesFiles: Bool) {
    self.terminal = terminal
    self.layout = layout
    self.namesFiles = namesFiles
  }

  /// The lines of a document.
  mutating func text(_ document: DocumentOccurrences) -> String {
    switch layout {
    case .paragraphs(let context): return paragraphs(of: document, context)
    case .matches, .matchPlaces, .places: return matches(of: document)
    }
  }

  private func matches(of document: DocumentOccurrences) -> String {
    var text = ""
    let positions = document.positions
    for found in document.matchingParagraphs {
      let range = document.paragraphs[found.paragraph]
      for index in found.places {
        let place = document.places[index]
        let column = layout == .matches ? "" : ":\(positions[index].column)"
        text += prefix(document, "\(positions[index].line)\(column)", ":")
        if layout == .places {
          let line = document.line(range, marking: [place])
          text += marked(line.text, line.matches)
        } else {
          text += terminal.styled(SearchReport.plain(document.line(place).text), .match)
        }
        text += "\n"
      }
    }
    return text
  }

  private mutating func paragraphs(
    of document: DocumentOccurrences, _ context: Context
  ) -> String {
    var text = ""
    let positions = document.positions
    let matching = document.matchingParagraphs
    var next = 0
    for (number, found) in matching.enumerated() {
      let first = max(next, found.paragraph - context.before)
      if context != .none, number == 0 || first > next {
        if !isFirstStretch { text += terminal.styled("--", .dim) + "\n" }
        isFirstStretch = false
      }
      let following = number + 1 < matching.count ? matching[number + 1].paragraph : .max
      let last = min(
        found.paragraph + context.after, following - 1, document.paragraphs.count - 1)
      for index in first...max(last, found.paragraph) {
        let range = document.paragraphs[index]
        if index == found.paragraph {
          let line = document.line(range, marking: document.places[found.places])
          text += prefix(document, "\(positions[found.places.lowerBound].line)", ":")
          text += marked(line.text, line.matches)
        } else {
          text += prefix(document, "\(document.position(ofParagraph: index).line)", "-")
          text += SearchReport.plain(document.line(range).text)
        }
        text += "\n"
      }
      next = max(last, found.paragraph) + 1
    }
    return text
  }

  private func prefix(
    _ document: DocumentOccurrences, _ place: String, _ separator: String
  ) -> String {
    guard namesFiles else { return "" }
    let path = SearchReport.plain(PathDisplay.relative(document.source.path))
    return terminal.styled("\(path)\(separator)\(place)\(separator)", .dim)
  }

  /// A line with its matches, in UTF-16 units, set off.
  private func marked(_ line: String, _ matches: [Range<Int>]) -> String {
    let units = Array(line.utf16)
    var text = ""
    var place = 0
    func part(_ range: Range<Int>) -> String {
      SearchReport.plain(String(decoding: units[range], as: UTF16.self))
    }
    for match in matches {
      text += part(place..<match.lowerBound) + terminal.styled(part(match), .match)
      place = match.upperBound
    }
    return text + part(place..<units.count)
  }
}
