/// Finds the sentence around a place of a text. Offsets are in UTF-8 bytes.
struct SentenceFinder {
  /// How far a sentence is taken before and behind a match when it is longer: 40 Han characters, about
  /// a line of a terminal.
  private static let reach = 120

  /// Valid UTF-8.
  let text: [UInt8]

  /// The sentence around `match`, or of a long one the clauses within reach; no part of it lies
  /// outside `limits`.
  ///
  /// A sentence stays within its line, except where the match does not. White space at its edges is
  /// left out, but for that of the match: a space and a combining mark behind it are one character.
  func sentence(around match: Range<Int>, within limits: Range<Int>) -> Range<Int> {
    var start = start(before: match.lowerBound, from: limits.lowerBound)
    var end = end(after: match.upperBound, to: limits.upperBound)
    while start < match.lowerBound, let first = character(at: start),
      first.scalar.properties.isWhitespace
    {
      start = first.range.upperBound
    }
    while end > match.upperBound, let last = character(before: end),
      last.scalar.properties.isWhitespace
    {
      end = last.range.lowerBound
    }
    return start..<end
  }

  private func start(before match: Int, from limit: Int) -> Int {
    var place = match
    var clause: Int?
    while place > limit, let previous = character(before: place) {
      if previous.scalar == "\n" { return place }
      if previous.scalar.endsSentence {
        // What closes a quotation or a bracket belongs to the sentence before.
        while place < match, let next = character(at: place), next.scalar.closesBracket {
          place = next.range.upperBound
        }
        return place
      }
      if previous.scalar.endsClause { clause = place }
      if match - previous.range.lowerBound > Self.reach {
        return clause ?? endOfExtension(at: place)
      }
      place = previous.range.lowerBound
    }
    return place
  }

  private func end(after match: Int, to limit: Int) -> Int {
    var place = match
    var clause: Int?
    var last = character(before: match)
    while last?.scalar.endsSentence != true, place < limit, let next = character(at: place),
      next.scalar != "\n"
    {
      if next.range.upperBound - match > Self.reach { return clause ?? endOfExtension(at: place) }
      place = next.range.upperBound
      if next.scalar.endsClause { clause = place }
      last = next
    }
    while last?.scalar.endsSentence == true, place < limit, let next = character(at: place),
      next.scalar.closesBracket
    {
      place = next.range.upperBound
    }
    return place
  }

  /// Behind the marks at `place` that belong to the character before.
  private func endOfExtension(at place: Int) -> Int {
    var place = place
    while let next = character(at: place), next.scalar.properties.isGraphemeExtend {
      place = next.range.upperBound
    }
    return place
  }

  private typealias Character = (scalar: Unicode.Scalar, range: Range<Int>)

  private func character(at place: Int) -> Character? {
    guard place < text.count else { return nil }
    var decoder = UTF8()
    var bytes = text[place...].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&bytes) else { return nil }
    return (scalar, place..<place + UTF8.width(scalar))
  }

  private func character(before place: Int) -> Character? {
    guard place > 0 else { return nil }
    var start = place - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return character(at: start)
  }
}

extension Unicode.Scalar {
  fileprivate var endsSentence: Bool {
    switch self {
    case "。", "！", "？", "；", "!", "?", ";": true
    default: false
    }
  }

  fileprivate var endsClause: Bool {
    switch self {
    case "，", "、", "：", ",", ":": true
    default: false
    }
  }

  fileprivate var closesBracket: Bool {
    switch self {
    case "”", "’", "』", "」", "）", "》", "】", "〕", ")", "\"": true
    default: false
    }
  }
}
