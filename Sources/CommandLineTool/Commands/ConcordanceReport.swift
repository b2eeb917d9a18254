import DocumentParsing
import PolicySearch
import TerminalText

/// A concordance as lines in which the matches stand below each other.
struct ConcordanceReport {
  let terminal: Terminal
  /// Columns of context on either side; nil: as many as there is room for.
  let columns: Int?

  /// Columns of context where nothing says otherwise.
  private static let usualColumns = 40
  /// The fewest columns of context that a narrow terminal gets.
  private static let fewestColumns = 12

  /// Characters of context that are needed: as many as columns, for there are narrow ones.
  var context: Int { columns ?? max(Self.usualColumns, terminal.columns) }

  /// Each occurrence: its left context, flush right, the match, the right context, and its place.
  func lines(_ concordance: Concordance) -> [String] {
    let lines = concordance.lines
    let matches = lines.map { SearchReport.plain($0.match) }
    let labels = lines.map(label)
    let matchColumns = matches.map { DisplayWidth.columns(of: $0) }.max() ?? 0
    let width = columns ?? room(beside: matchColumns, and: labels)
    return zip(lines, zip(matches, labels)).map { line, parts in
      let (match, label) = parts
      let left = Self.end(of: SearchReport.plain(line.left), columns: width)
      let right = Self.beginning(of: SearchReport.plain(line.right), columns: width)
      let indent = String(repeating: " ", count: width - DisplayWidth.columns(of: left))
      let gap = String(
        repeating: " ",
        count: matchColumns + width + 2 - DisplayWidth.columns(of: match)
          - DisplayWidth.columns(of: right))
      return indent + left + terminal.styled(match, .match) + right + gap
        + terminal.styled(label, .dim)
    }
  }

  private func label(_ line: Concordance.Line) -> String {
    let date = DisplayWidth.padded(line.date?.description ?? "", to: 10)
    return SearchReport.plain(
      "\(date)  \(PathDisplay.relative(line.source.path)):\(line.position.line)")
  }

  private func room(beside match: Int, and labels: [String]) -> Int {
    guard terminal.outputIsTerminal else { return Self.usualColumns }
    let label = labels.map { DisplayWidth.columns(of: $0) }.max() ?? 0
    return max(Self.fewestColumns, (terminal.columns - match - label - 3) / 2)
  }

  private static func beginning(of text: String, columns: Int) -> String {
    var left = columns
    return String(
      text.prefix { character in
        left -= DisplayWidth.columns(of: String(character))
        return left >= 0
      })
  }

  private static func end(of text: String, columns: Int) -> String {
    String(beginning(of: String(text.reversed()), columns: columns).reversed())
  }
}
