/// Why a text is not a query, and where.
package struct QueryError: Error, Hashable, Sendable {
  /// What is wrong.
  package enum Kind: Hashable, Sendable {
    /// Nothing but white space.
    case empty
    /// More characters (Unicode scalars) than `limit`.
    case tooLong(limit: Int)
    /// Parentheses nested more than `limit` deep.
    case tooDeep(limit: Int)
    /// A quotation mark that is never closed; the range is the opening one.
    case unclosedQuotation
    /// Quotation marks with nothing but white space between them.
    case emptyQuotation
    /// A `(` without its `)`.
    case unclosedParenthesis
    /// A `)` without its `(`.
    case unopenedParenthesis
    /// `()`.
    case emptyParentheses
    /// `OR`, `|` or `-` with nothing to work on.
    case missingOperand(of: String)
    /// A query, an alternative or an excluded group that names only what must not match.
    case onlyExclusions
  }

  /// What is wrong.
  package let kind: Kind

  /// The place, in UTF-8 offsets of the query text.
  package let range: Range<Int>

  init(_ kind: Kind, range: Range<Int>) {
    self.kind = kind
    self.range = range
  }

  /// What is wrong, as the beginning of a sentence without its full stop.
  package var message: String {
    switch kind {
    case .empty: "the query is empty"
    case .tooLong(let limit): "the query has more than \(limit) characters"
    case .tooDeep(let limit): "parentheses are nested more than \(limit) deep"
    case .unclosedQuotation: "this quotation mark is never closed"
    case .emptyQuotation: "there is nothing between these quotation marks"
    case .unclosedParenthesis: "this parenthesis is never closed"
    case .unopenedParenthesis: "this parenthesis was never opened"
    case .emptyParentheses: "there is nothing between these parentheses"
    case .missingOperand("-"): "nothing to exclude follows this -"
    case .missingOperand(let sign): "\(sign) needs a term on both sides"
    case .onlyExclusions: "this only excludes; it needs at least one term that must match"
    }
  }

  /// What the person can do about it.
  package var remedy: String {
    switch kind {
    case .empty: "type one or more words"
    case .tooLong: "search for a shorter passage"
    case .tooDeep: "write the query with fewer groups"
    case .unclosedQuotation:
      "close it with the same kind of mark (\" with \", “ with ”), or leave it out"
    case .emptyQuotation: "put the wording to find between them, or leave them out"
    case .unclosedParenthesis, .unopenedParenthesis, .emptyParentheses:
      "complete the pair; to search for the sign itself, put it in quotation marks"
    case .missingOperand("-"):
      "write the word directly after it (-word); to search for the sign itself, put it in quotation marks"
    case .missingOperand(let sign):
      "write it as in: one \(sign) other; to search for it as a word, put it in quotation marks"
    case .onlyExclusions: "add a word that the documents must contain"
    }
  }
}

extension QueryError: CustomStringConvertible {
  /// Message and remedy in one line.
  package var description: String { "\(message); \(remedy)" }
}
