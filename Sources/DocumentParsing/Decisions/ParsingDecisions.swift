/// What the parser decided on its way through a file, for whoever wants to check it. Line numbers are
/// those of the file, from 1.
package struct ParsingDecisions: Sendable, Equatable {
  /// A line that belongs to no document's body.
  package struct Notice: Sendable, Equatable {
    package let line: Int
    package let rule: NoticeRule
    /// The line as it stands, without the blanks at its end.
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
}
