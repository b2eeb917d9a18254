import PolicySearch
import TerminalText

/// Why nothing stands to the letter, in words.
struct AbsenceReport {
  let terminal: Terminal

  /// A line for each text of the query, below those that are missing what comes nearest.
  func lines(_ absence: Absence) -> [String] {
    let parts = absence.parts
    return parts.flatMap { part in
      let name = terminal.styled("“\(SearchReport.plain(part.text))”", .bold)
      var lines = ["\(name) \(Self.standing(part))"]
      if let rest = part.rest, parts.count > 2 || part.documents > 0 {
        lines.append("  without it: \(HumanReadable.documents(rest))")
      }
      if !part.pieces.isEmpty {
        let pieces = part.pieces.map {
          "\(SearchReport.plain($0.text)) \(Self.count($0.documents))"
        }
        lines.append("  longest pieces: \(pieces.joined(separator: " · "))")
      }
      for wording in part.nearest {
        lines.append(
          "  nearest: \(SearchReport.plain(wording.text)), \(Self.phrase(wording.difference)), in "
            + HumanReadable.documents(wording.documents))
      }
      return lines
    }
  }

  private static func standing(_ part: Absence.Part) -> String {
    if part.documents > 0 { return "stands in \(HumanReadable.documents(part.documents))" }
    guard part.unfiltered > 0 else { return "stands in no document" }
    return "stands in \(HumanReadable.documents(part.unfiltered)), none of which passes the filters"
  }

  private static func phrase(_ difference: Absence.Difference) -> String {
    switch difference {
    case .confused: "which has a character that is often confused"
    case .homophone: "which sounds alike"
    case .swapped: "which has two characters the other way round"
    case .missing: "which has a character more"
    case .extra: "which has a character less"
    case .other: "which has another character"
    }
  }

  private static func count(_ count: Int) -> String { HumanReadable.count(count) }
}
