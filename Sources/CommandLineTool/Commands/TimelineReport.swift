import PolicySearch
import TerminalText

/// A timeline as a table for a person, or as plain lines.
struct TimelineReport {
  let terminal: Terminal

  private static let undated = "undated"
  private static let longestBar = 40
  private static let shortestBar = 6

  /// A line for each term in each period, for a program; see the command's help.
  func lines(_ timeline: Timeline) -> [String] {
    timeline.rows.flatMap { row in
      row.counts.indices.map { term in
        [
          row.period ?? Self.undated, SearchReport.plain(timeline.terms[term]),
          String(row.counts[term].occurrences), String(row.counts[term].documents),
          Self.text(row.rate(ofTerm: term)), String(row.documents), String(row.characters),
        ].joined(separator: "\t")
      }
    }
  }

  /// For each period a line: its documents, then the columns of each term.
  func table(_ timeline: Timeline) -> [String] {
    let rows = timeline.rows
    let periods = column("", rows.map { $0.period ?? Self.undated }, isText: true)
    let all = column("documents", rows.map { HumanReadable.count($0.documents) })
    var columns = [periods, all]
    for term in timeline.terms.indices {
      columns.append(
        column("hits", rows.map { HumanReadable.count($0.counts[term].occurrences) }))
      columns.append(column("in", rows.map { HumanReadable.count($0.counts[term].documents) }))
      columns.append(column("per 10k", rows.map { Self.text($0.rate(ofTerm: term)) }))
      columns.append([])
    }
    let used = columns.reduce(0) { $0 + DisplayWidth.columns(of: $1.first ?? "") + 2 }
    let room = (terminal.columns - 1 - used) / timeline.terms.count
    let bar = min(Self.longestBar, max(Self.shortestBar, room))
    let greatest =
      rows.flatMap { row in
        timeline.terms.indices.map { row.rate(ofTerm: $0) }
      }.max() ?? 0
    for term in timeline.terms.indices {
      columns[5 + term * 4] = bars(rows.map { $0.rate(ofTerm: term) }, of: greatest, bar)
    }
    let heading = terms(timeline, columns)
    let lines = (0...rows.count).map { row in
      var line = columns.map { $0[row] }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return row == 0 ? terminal.styled(line, .dim) : line
    }
    return [heading] + lines + [totals(timeline)]
  }

  /// Texts of one width below a heading, flush right, or flush left where they are no numbers.
  private func column(_ heading: String, _ texts: [String], isText: Bool = false) -> [String] {
    let cells = [heading] + texts
    let width = cells.map { DisplayWidth.columns(of: $0) }.max() ?? 0
    return cells.map { cell in
      let space = String(repeating: " ", count: width - DisplayWidth.columns(of: cell))
      return isText ? cell + space : space + cell
    }
  }

  /// The names of the terms above their columns.
  private func terms(_ timeline: Timeline, _ columns: [[String]]) -> String {
    func width(_ columns: some Sequence<[String]>) -> Int {
      columns.reduce(0) { $0 + DisplayWidth.columns(of: $1[0]) + 2 }
    }
    var line = String(repeating: " ", count: width(columns[..<2]))
    for (term, name) in timeline.terms.enumerated() {
      let first = 2 + term * 4
      let width = width(columns[first..<first + 4])
      let text = DisplayWidth.truncated(SearchReport.plain(name), to: width - 2)
      line += terminal.styled(DisplayWidth.padded(text, to: width), .bold)
    }
    return line
  }

  /// A bar for each rate, all of `width` columns; that of the greatest rate of all terms is full.
  private func bars(_ rates: [Float], of greatest: Float, _ width: Int) -> [String] {
    let bars = rates.map { greatest > 0 ? Self.bar(Double($0 / greatest), width) : "" }
    return ([""] + bars).map { DisplayWidth.padded($0, to: width) }
  }

  /// A share of `width` columns in eighths of a column; what is more than nothing shows.
  private static func bar(_ share: Double, _ width: Int) -> String {
    let eighths = share > 0 ? max(1, Int((share * Double(width) * 8).rounded())) : 0
    let rest = eighths % 8
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[rest]
  }

  private func totals(_ timeline: Timeline) -> String {
    let totals = zip(timeline.terms, timeline.totals).map { term, total in
      "\(SearchReport.plain(term)) \(HumanReadable.count(total.occurrences)) in "
        + HumanReadable.documents(total.documents)
    }
    let time = HumanReadable.duration(.microseconds(timeline.elapsed))
    return terminal.styled("all: \(totals.joined(separator: "; ")) (\(time))", .dim)
  }

  /// With two decimals.
  private static func text(_ rate: Float) -> String {
    let hundredths = Int((Double(rate) * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
