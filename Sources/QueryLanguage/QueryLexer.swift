/// Cuts a query text into tokens, from left to right.
struct QueryLexer {
  struct Token: Hashable {
    enum Kind: Hashable {
      case keyword(String)
      case literal(String)
      /// The name of a field with its colon.
      case field(QueryField)
      case proximity(Proximity)
      /// `-`, or `NOT`, behind which there may be white space.
      case minus
      case not
      case and
      case or
      case open
      case close
      case end
    }

    let kind: Kind
    let range: Range<Int>
  }

  private let scalars: [Unicode.Scalar]
  /// The full-width parentheses that group.
  private let groups: Set<Int>
  /// The next scalar, as an index, and in UTF-8 offsets.
  private var place = 0
  private var offset = 0
  /// Whether the token before was a field: then what follows directly is its value.
  private var isAfterField = false

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    groups = FullWidthGroups.places(in: scalars)
  }

  /// The next token; `end` from the end on.
  mutating func next() throws(QueryError) -> Token {
    let isValue = isAfterField && place < scalars.count && !scalars[place].properties.isWhitespace
    isAfterField = false
    skip { $0.properties.isWhitespace }
    let start = offset
    guard place < scalars.count else { return Token(kind: .end, range: start..<start) }
    switch scalars[place] {
    case "-": return sign(.minus)
    case "－" where startsTerm(at: place + 1): return sign(.minus)
    case "|", "｜": return sign(.or)
    case "(": return sign(.open)
    case ")": return sign(.close)
    case "（" where groups.contains(place): return sign(.open)
    case "）" where groups.contains(place): return sign(.close)
    case "\"": return try literal { $0 == "\"" }
    case "“", "”": return try literal { $0 == "“" || $0 == "”" }
    default: return try word(isValue: isValue)
    }
  }

  /// A keyword, or an operator or a field that is written as a word.
  private mutating func word(isValue: Bool) throws(QueryError) -> Token {
    let (start, first) = (offset, place)
    if !isValue, let field = try field() { return field }
    while place < scalars.count, !endsKeyword(at: place) { advance() }
    let text = string(first..<place)
    let range = start..<offset
    switch text {
    case "OR": return Token(kind: .or, range: range)
    case "AND": return Token(kind: .and, range: range)
    case "NOT": return Token(kind: .not, range: range)
    default: break
    }
    if let proximity = try Self.proximity(text, range) {
      return Token(kind: .proximity(proximity), range: range)
    }
    return Token(kind: .keyword(text), range: range)
  }

  /// The name of a field with its colon, if a keyword begins so.
  private mutating func field() throws(QueryError) -> Token? {
    let (start, first) = (offset, place)
    var colon = place
    while colon < scalars.count, !endsKeyword(at: colon), scalars[colon] != ":",
      scalars[colon] != "："
    {
      colon += 1
    }
    guard colon > first, colon < scalars.count, !endsKeyword(at: colon) else { return nil }
    let name = string(first..<colon)
    guard let field = QueryField(name: name) else {
      // Words of a text may stand before a colon, but not these.
      guard scalars[colon] == ":", scalars[first..<colon].allSatisfy(\.isASCIILetter)
      else { return nil }
      let end = start + scalars[first...colon].reduce(0) { $0 + UTF8.width($1) }
      throw QueryError(.unknownField(name), range: start..<end)
    }
    while place <= colon { advance() }
    isAfterField = true
    return Token(kind: .field(field), range: start..<offset)
  }

  private static func proximity(
    _ text: String, _ range: Range<Int>
  ) throws(QueryError) -> Proximity? {
    switch text {
    case "/s", "/句": return .sentence
    case "/p", "/段": return .paragraph
    case "/sec", "/节": return .section
    default: break
    }
    for (name, isOrdered) in [("NEAR", false), ("PRE", true)] where text.hasPrefix(name + "/") {
      guard let distance = Int(text.dropFirst(name.count + 1)),
        Proximity.distances.contains(distance)
      else { throw QueryError(.invalidDistance(of: name), range: range) }
      return .within(distance, isOrdered: isOrdered)
    }
    if text == "NEAR" { throw QueryError(.invalidDistance(of: text), range: range) }
    return nil
  }

  private func endsKeyword(at place: Int) -> Bool {
    switch scalars[place] {
    case "|", "｜", "(", ")", "\"", "“", "”": true
    case "（", "）": groups.contains(place)
    default: scalars[place].properties.isWhitespace
    }
  }

  /// Whether a term may begin at a place.
  private func startsTerm(at place: Int) -> Bool {
    guard place < scalars.count else { return false }
    switch scalars[place] {
    case "|", "｜", ")": return false
    case "）": return !groups.contains(place)
    default: return !scalars[place].properties.isWhitespace
    }
  }

  private mutating func sign(_ kind: Token.Kind) -> Token {
    let start = offset
    advance()
    return Token(kind: kind, range: start..<offset)
  }

  private mutating func literal(
    closedBy isClosing: (Unicode.Scalar) -> Bool
  ) throws(QueryError) -> Token {
    let start = offset
    advance()
    let opening = start..<offset
    let text = skip { !isClosing($0) }
    guard place < scalars.count else { throw QueryError(.unclosedQuotation, range: opening) }
    advance()
    let visible = text.unicodeScalars.filter { !$0.properties.isWhitespace }
    guard !visible.isEmpty else { throw QueryError(.emptyQuotation, range: start..<offset) }
    guard visible.contains(where: { $0 != "?" }) else {
      throw QueryError(.onlyWildcards, range: start..<offset)
    }
    return Token(kind: .literal(text), range: start..<offset)
  }

  @discardableResult
  private mutating func skip(while condition: (Unicode.Scalar) -> Bool) -> String {
    let first = place
    while place < scalars.count, condition(scalars[place]) { advance() }
    return string(first..<place)
  }

  private mutating func advance() {
    offset += UTF8.width(scalars[place])
    place += 1
  }

  private func string(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }
}

extension Unicode.Scalar {
  fileprivate var isASCIILetter: Bool {
    ("a"..."z").contains(self) || ("A"..."Z").contains(self)
  }
}
