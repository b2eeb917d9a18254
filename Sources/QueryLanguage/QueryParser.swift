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
  /// The field whose group is being read.
  private var field: QueryField?

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

  // MARK: Alternatives and conjunctions

  private mutating func any() throws(QueryError) -> QueryNode {
    let start = token.range.lowerBound
    var alternatives = [try all(after: nil)]
    while token.kind == .or {
      let sign = token
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

  /// One alternative; `sign` is the `OR` before it.
  private mutating func all(after sign: QueryLexer.Token?) throws(QueryError) -> QueryNode {
    let start = token.range.lowerBound
    var factors: [QueryNode] = []
    while let factor = try factor() {
      factors.append(factor)
      guard token.kind == .and else { continue }
      let and = token
      try advance()
      guard startsFactor else { throw Self.missingOperand(of: and) }
    }
    if factors.count == 1 { return factors[0] }
    guard !factors.isEmpty else { throw missingAlternative(after: sign) }
    let operands = factors.flatMap { factor in
      if case .all(let inner) = factor.kind { inner } else { [factor] }
    }
    return QueryNode(.all(operands), range: start..<previousEnd)
  }

  private var startsFactor: Bool {
    switch token.kind {
    case .keyword, .literal, .field, .minus, .not, .open: true
    case .proximity, .and, .or, .close, .end: false
    }
  }

  /// The fault when no term stands where an alternative must begin.
  private func missingAlternative(after sign: QueryLexer.Token?) -> QueryError {
    if let sign { return Self.missingOperand(of: sign) }
    switch token.kind {
    case .or, .and, .proximity: return Self.missingOperand(of: token)
    default: return QueryError(.unopenedParenthesis, range: token.range)
    }
  }

  private static func missingOperand(of sign: QueryLexer.Token) -> QueryError {
    let name =
      switch sign.kind {
      case .or: sign.range.count == 2 ? "OR" : "|"
      case .and: "AND"
      case .not: "NOT"
      case .proximity(let proximity): proximity.description
      default: "-"
      }
    return QueryError(.missingOperand(of: name), range: sign.range)
  }

  // MARK: Exclusions and proximity

  /// A relation, or a term with its sign of exclusion, or nil where none begins.
  private mutating func factor() throws(QueryError) -> QueryNode? {
    guard token.kind == .minus || token.kind == .not else { return try relation() }
    let sign = token
    try advance()
    guard sign.kind == .not || token.range.lowerBound == sign.range.upperBound,
      let operand = try term()
    else { throw Self.missingOperand(of: sign) }
    if case .proximity = token.kind {
      throw QueryError(.excludedOperand, range: sign.range.lowerBound..<token.range.upperBound)
    }
    return QueryNode(
      .not(try Self.checkingPositive(operand)), range: sign.range.lowerBound..<previousEnd)
  }

  private mutating func relation() throws(QueryError) -> QueryNode? {
    let start = token.range.lowerBound
    guard let first = try term() else { return nil }
    var operands = [first]
    var relations: [Proximity] = []
    while case .proximity(let relation) = token.kind {
      let sign = token
      try advance()
      guard let operand = try term() else { throw Self.missingOperand(of: sign) }
      operands.append(operand)
      relations.append(relation)
    }
    guard !relations.isEmpty else { return first }
    guard field == nil else {
      throw QueryError(.proximityInField, range: start..<previousEnd)
    }
    if let operand = operands.first(where: { !$0.hasPlaces }) {
      throw QueryError(.operandWithoutPlaces, range: operand.range)
    }
    return QueryNode(.proximity(operands, relations), range: start..<previousEnd)
  }

  // MARK: Terms

  private mutating func term() throws(QueryError) -> QueryNode? {
    let range = token.range
    switch token.kind {
    case .keyword(let text):
      try advance()
      return leaf(QueryNode(.keyword(text), range: range))
    case .literal(let text):
      try advance()
      return leaf(QueryNode(.literal(text), range: range))
    case .field(let field): return try fieldTerm(field)
    case .open: return try group()
    case .minus, .not, .proximity, .and, .or, .close, .end: return nil
    }
  }

  /// A text, in the field whose group it stands in.
  private func leaf(_ node: QueryNode) -> QueryNode {
    guard let field else { return node }
    return QueryNode(.field(field, node), range: node.range)
  }

  private mutating func fieldTerm(_ name: QueryField) throws(QueryError) -> QueryNode {
    let sign = token.range
    guard field == nil else { throw QueryError(.fieldInField, range: sign) }
    try advance()
    guard token.range.lowerBound == sign.upperBound, token.kind != .end else {
      throw QueryError(.emptyField(name), range: sign)
    }
    if name == .year { return try years(after: sign) }
    field = name
    defer { field = nil }
    guard let operand = try term() else { throw QueryError(.emptyField(name), range: sign) }
    guard case .field = operand.kind else { return operand }
    return QueryNode(operand.kind, range: sign.lowerBound..<previousEnd)
  }

  private mutating func years(after sign: Range<Int>) throws(QueryError) -> QueryNode {
    let range = sign.lowerBound..<token.range.upperBound
    guard case .keyword(let text) = token.kind else {
      throw QueryError(.invalidYears, range: range)
    }
    var bounds = text.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
    if bounds.count == 1 { bounds.append(bounds[0]) }
    func year(_ text: Substring, orOpen bound: Int) -> Int? {
      text.isEmpty ? bound : text.allSatisfy(\.isWholeNumber) ? Int(Self.narrow(text)) : nil
    }
    guard bounds.contains(where: { !$0.isEmpty }),
      let first = year(bounds[0], orOpen: QueryNode.years.lowerBound),
      let last = year(bounds[1], orOpen: QueryNode.years.upperBound),
      QueryNode.years.contains(first), QueryNode.years.contains(last)
    else { throw QueryError(.invalidYears, range: range) }
    guard first <= last else { throw QueryError(.reversedYears(first, last), range: range) }
    try advance()
    return QueryNode(.years(first...last), range: range)
  }

  /// With ASCII digits for full-width ones.
  private static func narrow(_ text: Substring) -> String {
    var narrow = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isWide = ("０"..."９").contains(scalar)
      narrow.append(isWide ? Unicode.Scalar(UInt8(scalar.value - 0xFF10 + 0x30)) : scalar)
    }
    return String(narrow)
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
    case .keyword, .literal, .field, .years: return content
    case .not, .all, .any, .proximity:
      return QueryNode(content.kind, range: opening.lowerBound..<previousEnd)
    }
  }

  private static func checkingPositive(_ node: QueryNode) throws(QueryError) -> QueryNode {
    guard node.hasPositiveTerm else { throw QueryError(.onlyExclusions, range: node.range) }
    return node
  }
}
