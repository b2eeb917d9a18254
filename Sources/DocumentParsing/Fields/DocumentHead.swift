/// What the first lines of a document say about it.
///
/// A line is read as a title only where something near it proves it: a kind at its end (`…的通知`), a
/// Markdown `#`, a date, number, salutation, subtitle or first section right below it, or a lone short
/// line over a long one. So watermarks and web navigation before a title leave the title unknown
/// rather than wrong.
struct DocumentHead {
  private(set) var title: String?
  private(set) var kind: String?
  private(set) var date: PolicyDate?
  private(set) var speaker: Speaker?
  private(set) var number: String?
  private(set) var occasion: String?
  /// Which of the lines are the title, the subtitle not among them.
  private(set) var titleLines = 0..<0

  /// The number of lines worth passing to ``init(_:)``.
  static let lineLimit = 10

  /// Reads the document's first lines, blank ones left out.
  ///
  /// - Parameters:
  ///   - lines: From the title on, or from what stands above it.
  ///   - titleCount: How many of them are the title, where that is known.
  ///   - occasion: What heads several documents together; its kind is theirs.
  init(_ lines: [TextLine], titleCount: Int? = nil, occasion: [Unicode.Scalar]? = nil) {
    self.occasion = occasion.map { String($0) }
    var lines = Self.closingBrackets(lines)[...]
    readLetterhead(&lines)
    let first = lines.startIndex
    guard var title = titleCount.map({ Self.take($0, from: &lines) }) ?? Self.takeTitle(&lines)
    else { return }
    // No bracket stands above a title, so the lines above it are not joined.
    titleLines = first..<lines.startIndex
    kind = DocumentKind.kind(ofTitle: title) ?? occasion.flatMap(DocumentKind.kind(ofTitle:))
    if let line = lines.first, case .subtitle = HeadPart(line) {
      let subtitle = line.scalars.drop(while: HeadPart.isDash)
      kind = kind ?? DocumentKind.kind(ofTitle: subtitle)
      // `——2026年2月4日在…会议上` says when and where, and belongs to no title.
      if let (date, _) = PolicyDate.reading(subtitle) {
        self.date = date
      } else {
        title += Array("——".unicodeScalars) + subtitle
      }
      lines = lines.dropFirst()
    }
    self.title = String(title)
    readBelowTitle(lines)
  }

  /// Joins a bracket that is broken over up to three lines: `（2015年9月23日　…委员会` + `…通过）`.
  private static func closingBrackets(_ lines: [TextLine]) -> [TextLine] {
    var joined: [TextLine] = []
    var rest = lines[...]
    while let line = rest.popFirst() {
      var whole = line.scalars
      if whole.first == "（", !whole.contains("）"),
        let closing = rest.prefix(2).firstIndex(where: { $0.scalars.contains("）") }),
        rest[...closing].allSatisfy({ !$0.scalars.isEmpty })
      {
        for part in rest[...closing] { whole += part.scalars }
        rest = rest[(closing + 1)...]
        joined.append(TextLine(line, extendedTo: whole))
      } else {
        joined.append(line)
      }
    }
    return joined
  }

  /// Passes over `临江省人民政府文件` and the document number above a title.
  private mutating func readLetterhead(_ lines: inout ArraySlice<TextLine>) {
    if lines.count > 1, lines[lines.startIndex].scalars.ends(with: "文件"),
      case .number = HeadPart(lines[lines.startIndex + 1])
    {
      lines.removeFirst()
    }
    if let line = lines.first, case .number(let number) = HeadPart(line) {
      self.number = number
      lines.removeFirst()
    }
  }

  /// Takes the lines of the title from the front; nil, and nothing taken, where none is certain.
  private static func takeTitle(_ lines: inout ArraySlice<TextLine>) -> [Unicode.Scalar]? {
    guard let first = lines.first else { return nil }
    if first.scalars.first == "#" {
      return first.scalars.contains { $0 != "#" && !$0.isBlank } ? take(1, from: &lines) : nil
    }
    let candidates = lines.prefix { if case .words = HeadPart($0) { true } else { false } }
    guard !candidates.isEmpty else { return nil }
    let count = titleLineCount(candidates, followedBy: lines.dropFirst(candidates.count).first)
    return count > 0 ? take(count, from: &lines) : nil
  }

  /// Takes so many lines from the front and makes them one.
  private static func take(
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
    let texts = candidates.map(\.scalars)
    // A speaker may stand between the title and the date.
    let speakers = texts.last.flatMap(Speaker.init) != nil && texts.count > 1 ? 1 : 0
    let beforeSpeaker = texts.count - speakers
    if let count = lineCountToKind(texts[..<min(beforeSpeaker, 3)]) { return count }
    guard let next else { return 0 }
    switch HeadPart(next) {
    case .date, .number, .subtitle, .salutation, .structure:
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
      if let kind = DocumentKind.kind(ofTitle: text) {
        count = index + 1
        // `…的通知` is an end; `…全会决定` may go on: `精神的通知`.
        if text.dropLast(kind.unicodeScalars.count).last == "的" { break }
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
        || next.starts(with: "关于") || next.starts(with: "關於")
    }
  }

  /// Joins title lines; a space only where Latin letters or digits would otherwise touch.
  private static func join(_ texts: [ArraySlice<Unicode.Scalar>]) -> [Unicode.Scalar] {
    texts.reduce(into: []) { title, text in
      if title.last?.isASCII == true, text.first?.isASCII == true { title.append(" ") }
      title += text
    }
  }

  /// Reads date, number and speaker from the lines between the title and the body.
  private mutating func readBelowTitle(_ lines: ArraySlice<TextLine>) {
    for line in lines {
      switch HeadPart(line) {
      case .date(let date):
        self.date = self.date ?? date
      case .number(let number):
        self.number = self.number ?? number
      case .words:
        guard speaker == nil, let kind, DocumentKind.isSpeech(kind),
          let speaker = Speaker(line.scalars)
        else { return }
        self.speaker = speaker
      case .subtitle, .salutation, .structure, .sentence:
        return
      }
    }
  }
}
