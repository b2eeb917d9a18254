/// Cuts a query text into tokens, from left to right.
struct QueryLexer {
  struct Token: Hashable {
    enum Kind: Hashable {
      case keyword(String)
      case literal(String)
      case minus
      case or
      case open
      case close
      case end
    }

    let kind: Kind
    let range: Range<Int>
  }

  private var rest: Substring.UnicodeScalarView
  private var offset = 0

  init(_ text: String) {
    rest = Substring(text).unicodeScalars
  }

  /// The next token; `end` from the end on.
  mutating func next() throws(QueryError) -> Token {
    skip { $0.properties.isWhitespace }
    let start = offset
    switch rest.first {
    case nil: return Token(kind: .end, range: start..<start)
    case "-": return sign(.minus)
    case "|": return sign(.or)
    case "(": return sign(.open)
    case ")": return sign(.close)
    case "\"": return try literal { $0 == "\"" }
    case "“", "”": return try literal { $0 == "“" || $0 == "”" }
    default:
      let text = skip { !Self.endsKeyword($0) }
      return Token(kind: text == "OR" ? .or : .keyword(text), range: start..<offset)
    }
  }

  private static func endsKeyword(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "|", "(", ")", "\"", "“", "”": true
    default: scalar.properties.isWhitespace
    }
  }

  private mutating func sign(_ kind: Token.Kind) -> Token {
    removeFirst()
    return Token(kind: kind, range: offset - 1..<offset)
  }

  private mutating func literal(
    closedBy isClosing: (Unicode.Scalar) -> Bool
  ) throws(QueryError) -> Token {
    let start = offset
    removeFirst()
    let opening = start..<offset
    let text = skip { !isClosing($0) }
    guard !rest.isEmpty else { throw QueryError(.unclosedQuotation, range: opening) }
    removeFirst()
    guard !text.unicodeScalars.allSatisfy(\.properties.isWhitespace) else {
      throw QueryError(.emptyQuotation, range: start..<offset)
    }
    return Token(kind: .literal(text), range: start..<offset)
  }

  @discardableResult
  private mutating func skip(while condition: (Unicode.Scalar) -> Bool) -> String {
    let skipped = rest.prefix(while: condition)
    rest = rest[skipped.endIndex...]
    offset += skipped.reduce(0) { $0 + UTF8.width($1) }
    return String(skipped)
  }

  private mutating func removeFirst() {
    offset += UTF8.width(rest.removeFirst())
  }
}
