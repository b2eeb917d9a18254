// Which lines are the title.
extension DocumentHead {
  /// Takes the lines of the title from the front; nil, and nothing taken, where none is certain.
  static func takeTitle(_ lines: inout ArraySlice<TextLine>) -> [Unicode.Scalar]? {
    guard let first = lines.first else { return nil }
    if first.scalars.first == "#" {
      return first.scalars.contains { $0 != "#" && !$0.isBlank } ? take(1, from: &lines) : nil
    }
    // An order's own number is its title.
    if DocumentKind.order(first.scalars) != nil { return take(1, from: &lines) }
    let candidates = lines.prefix { if case .words = HeadPart($0) { true } else { false } }
    guard !candidates.isEmpty else { return nil }
    let count = titleLineCount(candidates, followedBy: lines.dropFirst(candidates.count).first)
    return count > 0 ? take(count, from: &lines) : nil
  }

  /// Passes over `农业　粮食　函`: index words, as some sites have them above a title with its kind.
  static func dropIndexWords(_ lines: inout ArraySlice<TextLine>) {
    guard let line = lines.first, isIndexWords(line.scalars) else { return }
    var rest = lines.dropFirst()
    if let title = takeTitle(&rest), DocumentKind.kind(ofTitle: title[...]) != nil {
      lines.removeFirst()
    }
  }

  private static func isIndexWords(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    let words = line.split(whereSeparator: \.isBlank)
    return words.count > 2 && words.contains { $0.count > 1 }
  }

  /// Takes so many lines from the front and makes them one.
  static func take(
    _ count: Int, from lines: inout ArraySlice<TextLine>
  ) -> [Unicode.Scalar] {
    let taken = lines.prefix(count).map { line in
      line.scalars.first == "#" ? line.scalars.drop { $0 == "#" || $0.isBlank } : line.scalars
    }
    lines = lines.dropFirst(count)
    return join(taken)
  }

  /// How many of the candidates are the title: short lines from the document's first on.
  private static func titleLineCount(
    _ candidates: ArraySlice<TextLine>, followedBy next: TextLine?
  ) -> Int {
    let texts = candidates.map { closedUp($0.scalars) }
    // A speaker may stand between the title and the date.
    let speakers = texts.last.flatMap(Speaker.init) != nil && texts.count > 1 ? 1 : 0
    let beforeSpeaker = texts.count - speakers
    if let count = lineCountToKind(texts[..<min(beforeSpeaker, 3)]) { return count }
    // A title that is printed again proves itself.
    if texts.count > 1, texts[1].count >= 4,
      texts[0].withoutBlanks.starts(with: texts[1].withoutBlanks)
    {
      return 1
    }
    guard let next else { return 0 }
    switch HeadPart(next) {
    case .date, .dateline, .number, .subtitle, .salutation, .structure:
      return beforeSpeaker <= 3 && canJoin(texts[..<beforeSpeaker]) ? beforeSpeaker : 0
    case .sentence:
      // `…印发《关于加` is a sentence broken in print.
      let opened = texts[0].count { $0 == "《" } - texts[0].count { $0 == "》" }
      return texts.count == 1 && next.followsBlankLine && opened == 0 ? 1 : 0
    case .words:
      return 0
    }
  }

  /// How many lines make a title whose last ends with a kind; nil where none does.
  private static func lineCountToKind(_ texts: ArraySlice<ArraySlice<Unicode.Scalar>>) -> Int? {
    var count: Int?
    for (index, text) in texts.enumerated() {
      guard canJoin(texts[...index]) else { break }
      if let ending = DocumentKind.ending(ofTitle: text) {
        count = index + 1
        // `…的通知` is an end; `…全会决定` may go on: `精神的通知`.
        if ending.words.last == "的" { break }
      }
    }
    return count
  }

  /// Whether lines can be one title broken in print: each but the last fills a line, or names the
  /// body that a following 关于 belongs to. A line that says again what the one before says goes not on.
  private static func canJoin(_ texts: ArraySlice<ArraySlice<Unicode.Scalar>>) -> Bool {
    zip(texts, texts.dropFirst()).allSatisfy { text, next in
      (text.count >= 10 && !text.contains(where: \.isBlank)
        && !text.suffix(next.count).elementsEqual(next))
        || about.isPrefix(of: next) && !isIndexWords(text) || sending.isSuffix(of: text)
    }
  }

  private static let about: WordList = ["关于", "關於"]
  private static let sending: WordList = ["关于印发", "关于转发", "关于批转", "关于发布", "关于公布"]

  /// The text without the blanks that typesetting puts between all its characters.
  private static func closedUp(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    let parts = text.split(whereSeparator: \.isBlank)
    return parts.count > 2 && parts.allSatisfy({ $0.count == 1 })
      ? Array(parts.joined())[...] : text
  }

  /// Joins title lines; a space only where Latin letters or digits would otherwise touch.
  private static func join(_ texts: [ArraySlice<Unicode.Scalar>]) -> [Unicode.Scalar] {
    texts.map(closedUp).reduce(into: []) { title, text in
      if title.last?.isASCII == true, text.first?.isASCII == true { title.append(" ") }
      title += text
    }
  }
}
