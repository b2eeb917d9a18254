/// A part of a query.
///
/// Trees from the parser are in normal form: `all` and `any` have at least two operands and none of
/// their own kind, so `(a b) c` and `a b c` are the same tree.
package struct QueryNode: Hashable, Sendable {
  /// What a part asks for.
  package indirect enum Kind: Hashable, Sendable {
    /// Text to look for, as typed: not folded, not segmented, never empty.
    case keyword(String)
    /// The text between quotation marks, to be found as it stands, punctuation included.
    case literal(String)
    /// What must not match.
    case not(QueryNode)
    /// Everything that must match, in any order.
    case all([QueryNode])
    /// What may match; one is enough.
    case any([QueryNode])
  }

  /// What this part asks for.
  package let kind: Kind

  /// Where it stands, in UTF-8 offsets of the query text.
  ///
  /// A literal's range takes in its quotation marks, a `not`'s its sign, and that of a `not`, `all`
  /// or `any` the parentheses around it.
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
    case .keyword, .literal, .any: true
    case .not: false
    case .all(let operands): operands.contains(where: \.hasPositiveTerm)
    }
  }
}

extension QueryNode: CustomStringConvertible {
  /// The part in the query language.
  package var description: String {
    switch kind {
    case .keyword(let text): text
    // A literal holds at most one family of quotation marks: the family that did not delimit it.
    case .literal(let text): text.unicodeScalars.contains("\"") ? "“\(text)”" : "\"\(text)\""
    case .not(let operand): "-" + operand.operandDescription
    case .all(let operands): operands.map(\.operandDescriptionInAll).joined(separator: " ")
    case .any(let operands): operands.map(\.description).joined(separator: " OR ")
    }
  }

  private var operandDescription: String {
    switch kind {
    case .keyword, .literal: description
    case .not, .all, .any: "(\(description))"
    }
  }

  private var operandDescriptionInAll: String {
    switch kind {
    case .keyword, .literal, .not: description
    case .all, .any: "(\(description))"
    }
  }
}
