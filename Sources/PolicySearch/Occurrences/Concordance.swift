package import DocumentParsing

/// A query's occurrences in their context, one a line (key word in context).
package struct Concordance: Equatable, Sendable {
  /// In what order the lines stand. Its raw value is its name on the command line and over HTTP.
  package enum Order: String, CaseIterable, Sendable {
    /// By file, and as they stand in it.
    case path
    /// By what stands before the match, compared from its last character backwards.
    case left
    /// By what stands behind the match.
    case right
    /// The earliest documents first, undated ones last.
    case date
    /// The latest documents first, undated ones last.
    case latest = "-date"
  }

  /// One occurrence.
  package struct Line: Equatable, Sendable {
    /// What stands before it in its paragraph; not more than was asked for.
    package let left: String
    package let match: String
    /// What stands behind it in its paragraph; not more than was asked for.
    package let right: String
    package let identifier: DocumentIdentifier
    package let title: String?
    package let date: PolicyDate?
    package let speaker: String?
    package let source: DocumentSource
    /// Where the match begins in the file.
    package let position: SourcePosition
    /// The headings above it, outermost first.
    package let section: [String]
  }

  /// The query as it was asked.
  package let query: String
  /// As many as were asked for.
  package let lines: [Line]
  /// Documents in which the query stands.
  package let documents: Int
  /// All occurrences.
  package let occurrences: Int
  /// The generation of the library that was read.
  package let generation: Int
  /// Microseconds.
  package let elapsed: Int
}
