/// Turns text into a ``Query`` by recursive descent; the grammar stands there.
///
/// The recursion is bounded by ``maximumDepth``, the text by ``maximumCharacters``, so any text gives
/// a query or a ``QueryError`` in time linear in its length.
package struct QueryParser {
  /// The longest query, in Unicode scalars: more than anybody types, less than a pasted document.
  package static let maximumCharacters = 10_000

  /// The deepest nesting of parentheses.
  package static let maximumDepth = 100

  private var lexer: QueryLexer
  private var token: QueryLexer.Token
  private var previousEnd = 0
  private var depth = 0

  /// Parses `text`; of several faults the first one from the left is reported, one that concerns
  /// the whole query last.
  package static func parse(_ text: String) throws(QueryError) -> Query {
    if let end = text.unicodeScalars.index(
      text.startIndex, offsetBy: maximumCharacters, limitedBy: text.endIndex), end < text.endIndex
    {
      let range = text.utf8.distance(from: text.startIndex, to: end)..<text.utf8.count
      throw QueryError(.tooLong(limit: maximumCharacters), range: range)
    }
    var parser = try QueryParser(text)
    guard parser.token.kind != .end else {
      throw QueryError(.empty, range: 0..<text.utf8.count)
    }
    let root = try parser.any()
    guard parser.token.kind == .end else {
      throw QueryError(.unopenedParenthesis, range: parser.token.range)
    }
    return Query(root: try Self.checkingPositive(root))
  }

  private init(_ text: String) throws(QueryError) {
    lexer = QueryLexer(text)
    token = try lexer.next()
  }

  private mutating func advance() throws(QueryError) {
    previousEnd = token.range.upperBound
    token = try lexer.next()
  }

  private mutating func any() throws(QueryError) -> QueryNode {
    let start = token.range.lowerBound
    var alternatives = [try all(after: nil)]
    while token.kind == .or {
      let sign = token.range
      try advance()
      alternatives.append(try all(after: sign))
    }
    guard alternatives.count > 1 else { return alternatives[0] }
    var operands: [QueryNode] = []
    for alternative in alternatives {
      if case .any(let inner) = alternative.kind {
        operands += inner
      } else {
        operands.append(try Self.checkingPositive(alternative))
      }
    }
    return QueryNode(.any(operands), range: start..<previousEnd)
  }

  /// One alternative; `sign` is the place of the `OR` before it.
  private mutating func all(after sign: Range<Int>?) throws(QueryError) -> QueryNode {
    let start = token.range.lowerBound
    var factors: [QueryNode] = []
    while let factor = try factor() { factors.append(factor) }
    if factors.count == 1 { return factors[0] }
    guard !factors.isEmpty else { throw missingAlternative(after: sign) }
    let operands = factors.flatMap { factor in
      if case .all(let inner) = factor.kind { inner } else { [factor] }
    }
    return QueryNode(.all(operands), range: start..<previousEnd)
  }

  /// The fault when no term stands where an alternative must begin.
  private func missingAlternative(after sign: Range<Int>?) -> QueryError {
    if let sign { return QueryError(.missingOperand(of: name(ofSignAt: sign)), range: sign) }
    if token.kind == .or {
      return QueryError(.missingOperand(of: name(ofSignAt: token.range)), range: token.range)
    }
    return QueryError(.unopenedParenthesis, range: token.range)
  }

  private func name(ofSignAt range: Range<Int>) -> String {
    range.count == 1 ? "|" : "OR"
  }

  /// A term with or without its `-`, or nil where none begins.
  private mutating func factor() throws(QueryError) -> QueryNode? {
    guard token.kind == .minus else { return try term() }
    let sign = token.range
    try advance()
    guard token.range.lowerBound == sign.upperBound, let operand = try term() else {
      throw QueryError(.missingOperand(of: "-"), range: sign)
    }
    return QueryNode(.not(try Self.checkingPositive(operand)), range: sign.lowerBound..<previousEnd)
  }

  private mutating func term() throws(QueryError) -> QueryNode? {
    let range = token.range
    switch token.kind {
    case .keyword(let text):
      try advance()
      return QueryNode(.keyword(text), range: range)
    case .literal(let text):
      try advance()
      return QueryNode(.literal(text), range: range)
    case .open: return try group()
    case .minus, .or, .close, .end: return nil
    }
  }

  private mutating func group() throws(QueryError) -> QueryNode {
    let opening = token.range
    guard depth < Self.maximumDepth else {
      throw QueryError(.tooDeep(limit: Self.maximumDepth), range: opening)
    }
    depth += 1
    defer { depth -= 1 }
    try advance()
    switch token.kind {
    case .close:
      throw QueryError(.emptyParentheses, range: opening.lowerBound..<token.range.upperBound)
    case .end: throw QueryError(.unclosedParenthesis, range: opening)
    default: break
    }
    let content = try any()
    guard token.kind == .close else { throw QueryError(.unclosedParenthesis, range: opening) }
    try advance()
    switch content.kind {
    case .keyword, .literal: return content
    case .not, .all, .any:
      return QueryNode(content.kind, range: opening.lowerBound..<previousEnd)
    }
  }

  private static func checkingPositive(_ node: QueryNode) throws(QueryError) -> QueryNode {
    guard node.hasPositiveTerm else { throw QueryError(.onlyExclusions, range: node.range) }
    return node
  }
}
