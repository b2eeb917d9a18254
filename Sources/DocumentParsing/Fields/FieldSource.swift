/// The fields that are read from a document.
package enum Field: String, Sendable, Hashable, CaseIterable {
  case title, kind, date, speaker, issuer, number, region, occasion
  case adoption, passed, published, effective
}

/// Where a field was read.
package struct FieldSource: Sendable, Hashable {
  /// What made the words a field's.
  package enum Rule: String, Sendable, CaseIterable {
    /// The lines of the title.
    case title
    /// A line between the title and the body.
    case belowTitle
    /// A line above the title.
    case letterhead
    /// A label with its value, as pages have them above a document.
    case label
    /// The signature and the date of writing.
    case signature
    /// An article that says when the text comes into force.
    case closingArticle
    /// What heads several documents of a file together.
    case commonHeading
    /// The name of the file.
    case fileName
    /// The side file, by which a person corrects what was read.
    case sideFile
  }

  package let rule: Rule
  /// The first line that it was read from, of the source or of its side file; nil for the name of the
  /// file.
  package let line: Int?

  package init(rule: Rule, line: Int?) {
    self.rule = rule
    self.line = line
  }
}
