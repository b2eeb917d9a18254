/// A part of a query.
///
/// Trees from the parser are in normal form: `all` and `any` have at least two operands and none of
/// their own kind, so `(a b) c` and `a b c` are the same tree; `field` holds a keyword or a literal, so
/// `title:(a b)` is `title:a title:b`; the operands of `proximity` are keywords, literals, or `any` of these.
package struct QueryNode: Hashable, Sendable {
  /// What a part asks for.
  package indirect enum Kind: Hashable, Sendable {
    /// Text to look for, as typed: not folded, not segmented, never empty.
    case keyword(String)
    /// The text between quotation marks, to be found as it stands, punctuation included, but for `?`,
    /// which stands for any one character; there is another than that.
    case literal(String)
    /// What must not match.
    case not(QueryNode)
    /// Everything that must match, in any order.
    case all([QueryNode])
    /// What may match; one is enough.
    case any([QueryNode])
    /// Two texts or more, and between each and the next how near they must stand.
    case proximity([QueryNode], [Proximity])
    /// A text that a field must have; not ``QueryField/year``.
    case field(QueryField, QueryNode)
    /// The years of which the document's date must have one, within 1 to 9999.
    case years(ClosedRange<Int>)
  }

  /// The years that `year:` can ask for; those of an open range lie within them.
  package static let years = 1...9_999

  /// What this part asks for.
  package let kind: Kind

  /// Where it stands, in UTF-8 offsets of the query text.
  ///
  /// A literal's range takes in its quotation marks, a `not`'s its sign, a `field`'s its name unless it
  /// stands before a group, and that of a `not`, `all`, `any` or `proximity` the parentheses around it.
  package let range: Range<Int>

  /// Makes a node; `range` counts UTF-8 offsets of the query text.
  package init(_ kind: Kind, range: Range<Int>) {
    self.kind = kind
    self.range = range
  }

  /// Whether the documents of this part can be listed from what it asks for, without knowing all
  /// documents. An `any` from the parser always can, because each alternative is checked by itself.
  var hasPositiveTerm: Bool {
    switch kind {
    case .keyword, .literal, .any, .proximity, .field, .years: true
    case .not: false
    case .all(let operands): operands.contains(where: \.hasPositiveTerm)
    }
  }

  /// Whether it is a text, or alternatives of texts: something that has places in a document.
  var hasPlaces: Bool {
    switch kind {
    case .keyword, .literal: true
    case .any(let operands):
      operands.allSatisfy {
        switch $0.kind {
        case .keyword, .literal: true
        default: false
        }
      }
    default: false
    }
  }
}

extension QueryNode: CustomStringConvertible {
  /// The part in the query language.
  package var description: String {
    switch kind {
    // Inside ASCII parentheses, full-width ones find no partner outside.
    case .keyword(let text):
      text.unicodeScalars.contains { $0 == "（" || $0 == "）" } ? "(\(text))" : text
    // A literal holds at most one family of quotation marks: the family that did not delimit it.
    case .literal(let text): text.unicodeScalars.contains("\"") ? "“\(text)”" : "\"\(text)\""
    case .not(let operand): "-" + operand.operandDescription
    case .all(let operands): operands.map(\.operandDescriptionInAll).joined(separator: " ")
    case .any(let operands): operands.map(\.description).joined(separator: " OR ")
    case .proximity(let operands, let relations):
      zip(relations, operands.dropFirst()).reduce(operands[0].operandDescription) {
        "\($0) \($1.0) \($1.1.operandDescription)"
      }
    case .field(let field, let operand): "\(field.rawValue):\(operand.operandDescription)"
    case .years(let years): "\(QueryField.year.rawValue):" + Self.description(of: years)
    }
  }

  private static func description(of years: ClosedRange<Int>) -> String {
    if years.count == 1 { return String(years.lowerBound) }
    let first = years.lowerBound == Self.years.lowerBound ? "" : String(years.lowerBound)
    let last = years.upperBound == Self.years.upperBound ? "" : String(years.upperBound)
    return first.isEmpty && last.isEmpty ? "1..9999" : "\(first)..\(last)"
  }

  private var operandDescription: String {
    switch kind {
    case .keyword, .literal, .field, .years: description
    case .not, .all, .any, .proximity: "(\(description))"
    }
  }

  private var operandDescriptionInAll: String {
    switch kind {
    case .keyword, .literal, .not, .proximity, .field, .years: description
    case .all, .any: "(\(description))"
    }
  }
}
