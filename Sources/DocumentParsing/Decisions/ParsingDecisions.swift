/// What the parser decided on its way through a file, for whoever wants to check it. Line numbers are
/// those of the file, from 1.
package struct ParsingDecisions: Sendable, Equatable {
  /// A line that belongs to no document's body, or what of a line does not.
  package struct Notice: Sendable, Equatable {
    package let line: Int
    package let rule: NoticeRule
    /// The line as it stands, without the blanks at its end; of a line with references these alone, a
    /// space between them.
    package let text: String
  }

  /// A line that goes on in the paragraph of the line of text before it.
  package struct Join: Sendable, Equatable {
    /// The line before, blank lines and notices passed over.
    package let from: Int
    package let to: Int
    /// Whether blank lines lie between.
    package let isOverBlankLines: Bool
    /// Whether both lines are the title's.
    package let isInTitle: Bool
  }

  /// Where a document stands in its file.
  package struct Part: Sendable, Equatable {
    /// From its first line to its last, notices before and behind them not counted.
    package let lines: ClosedRange<Int>
    package let rule: SplitRule
  }

  /// In the order of the lines.
  package internal(set) var notices: [Notice] = []
  /// In the order of the lines.
  package internal(set) var joins: [Join] = []
  /// For each document of the file, in their order.
  package internal(set) var parts: [Part] = []

  /// Adds the references that the text has characters for.
  mutating func add(_ references: [ReplacedReference]) {
    guard !references.isEmpty else { return }
    let lines = Dictionary(grouping: references, by: \.position.line)
    for (line, references) in lines {
      let text = references.map { String(decoding: $0.text, as: UTF8.self) }
      notices.append(
        Notice(line: line, rule: .reference, text: text.joined(separator: " ")))
    }
    notices.sort { ($0.line, $0.rule.rawValue) < ($1.line, $1.rule.rawValue) }
  }

  /// Leads what was decided on a text to the file that the text was taken from.
  mutating func follow(_ origin: TextOrigin) {
    notices = notices.map {
      Notice(line: origin.line($0.line), rule: $0.rule, text: $0.text)
    }
    joins = joins.map {
      Join(
        from: origin.line($0.from), to: origin.line($0.to),
        isOverBlankLines: $0.isOverBlankLines, isInTitle: $0.isInTitle)
    }
    parts = parts.map { part in
      let first = origin.line(part.lines.lowerBound)
      return Part(lines: first...max(first, origin.line(part.lines.upperBound)), rule: part.rule)
    }
  }
}
