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
    /// An operator with nothing to work on.
    case missingOperand(of: String)
    /// A quotation of nothing but `?`.
    case onlyWildcards
    /// A name with a colon that no field has.
    case unknownField(String)
    /// The name of a field with nothing directly behind its colon.
    case emptyField(QueryField)
    /// A field inside the group of another.
    case fieldInField
    /// Something else than years behind `year:`.
    case invalidYears
    /// A range of years whose first is after its last.
    case reversedYears(Int, Int)
    /// `NEAR` or `PRE` without a distance, or with one out of ``Proximity/distances``.
    case invalidDistance(of: String)
    /// An operand of proximity that is not a text or alternatives of texts.
    case operandWithoutPlaces
    /// An excluded operand of proximity.
    case excludedOperand
    /// Proximity inside the group of a field.
    case proximityInField
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
    case .missingOperand("-"), .missingOperand("NOT"): "nothing to exclude follows this sign"
    case .onlyWildcards: "these quotation marks hold only ?, which stands for any character"
    case .unknownField(let name): "there is no field \(name)"
    case .emptyField: "nothing to look for stands directly behind this field's colon"
    case .fieldInField: "a field's group holds another field"
    case .invalidYears: "this is not a year or a range of years"
    case .reversedYears(let first, let last): "\(first) is after \(last)"
    case .invalidDistance(let sign):
      "\(sign) needs a number of characters from \(Proximity.distances.lowerBound) to "
        + "\(Proximity.distances.upperBound)"
    case .operandWithoutPlaces: "this has no place in a text that another could be near to"
    case .excludedOperand: "what is excluded cannot be near to anything"
    case .proximityInField: "a field's group cannot say how near texts must stand"
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
    case .missingOperand("-"), .missingOperand("NOT"):
      "write the word directly after it (-word); to search for the sign itself, put it in quotation marks"
    case .onlyWildcards:
      "add a character that must stand there; a question mark itself is written ？"
    case .unknownField(let name):
      "the fields are \(QueryField.allCases.map { $0.rawValue + ":" }.joined(separator: " ")); to search "
        + "for the text, put it in quotation marks: \"\(name):…\""
    case .emptyField(let field):
      "write a word, a quotation or a group directly behind it, as in \(field.rawValue):"
        + (field == .year ? "2017..2020" : "word") + "; -\(field.rawValue):… excludes"
    case .fieldInField: "write one field after another, outside the parentheses"
    case .invalidYears: "write it as in year:2017, year:2017..2020, year:2017.. or year:..2020"
    case .reversedYears(let first, let last): "write year:\(last)..\(first)"
    case .invalidDistance(let sign):
      "write it as in: one \(sign)/10 other; \"one other\" finds them side by side"
    case .operandWithoutPlaces:
      "put words, quotations, or (one OR other) on both sides; chains such as a /s b NEAR/5 c need no "
        + "parentheses"
    case .excludedOperand: "write -(one /s other) to exclude where both stand so"
    case .proximityInField: "leave it out, or look in the whole text, without the field"
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
