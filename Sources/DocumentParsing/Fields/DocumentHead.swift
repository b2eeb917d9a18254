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
  private(set) var adoption: String?
  private(set) var passed: PolicyDate?
  private(set) var published: PolicyDate?
  private(set) var effective: PolicyDate?
  private(set) var sources: [Field: FieldSource] = [:]
  /// The different dates that the lines below the title state.
  private var dates: Set<PolicyDate> = []

  /// Whether the lines below the title state one date, whatever happened on it.
  var statesOneDate: Bool { dates.count == 1 }
  /// Which of the lines are the title, the subtitle not among them.
  private(set) var titleLines = 0..<0

  /// The number of lines worth passing to ``init(_:)``.
  static let lineLimit = 14

  /// Reads the document's first lines, blank ones left out.
  ///
  /// - Parameters:
  ///   - lines: From the title on, or from what stands above it.
  ///   - titleCount: How many of them are the title, where that is known.
  ///   - occasion: What heads several documents together; its kind is theirs.
  ///   - occasionLine: The first line of that, in the file.
  init(
    _ lines: [TextLine], titleCount: Int? = nil, occasion: [Unicode.Scalar]? = nil,
    occasionLine: Int? = nil
  ) {
    let all = Self.closingBrackets(lines)
    var lines = all[...]
    if let occasion {
      self.occasion = String(occasion)
      sources[.occasion] = FieldSource(rule: .commonHeading, line: occasionLine)
    }
    readLetterhead(&lines)
    if titleCount == nil { Self.dropIndexWords(&lines) }
    let first = lines.startIndex
    let found = titleCount.map { Self.take($0, from: &lines) } ?? Self.takeTitle(&lines)
    guard var title = found else { return }
    let titleLine = all[first]
    // No bracket stands above a title, so the lines above it are not joined.
    titleLines = first..<lines.startIndex
    kind = DocumentKind.kind(ofTitle: title)
    if kind == nil, let shared = occasion.flatMap(DocumentKind.kind(ofTitle:)) {
      kind = shared
      sources[.kind] = sources[.occasion]
    }
    skipRepeated(title, in: &lines)
    if let line = lines.first, case .subtitle = HeadPart(line) {
      let subtitle = line.scalars.drop(while: HeadPart.isDash)
      kind = kind ?? DocumentKind.kind(ofTitle: subtitle)
      title += Array("——".unicodeScalars) + subtitle
      lines = lines.dropFirst()
    }
    self.title = String(title)
    note(.title, .title, titleLine)
    if kind != nil, sources[.kind] == nil { note(.kind, .title, titleLine) }
    readBelowTitle(lines)
    if self.occasion == nil, let occasion = Self.occasion(inTitle: title) {
      self.occasion = occasion
      note(.occasion, .title, titleLine)
    }
  }

  private mutating func note(_ field: Field, _ rule: FieldSource.Rule, _ line: TextLine?) {
    sources[field] = FieldSource(rule: rule, line: line?.source.number)
  }

  /// Passes over the title printed again, also over lines, whole or but for the year and the place
  /// before it.
  private func skipRepeated(
    _ title: [Unicode.Scalar], in lines: inout ArraySlice<TextLine>
  ) {
    var again: [Unicode.Scalar] = []
    for (index, line) in zip(lines.indices, lines.prefix(3)) {
      again += line.scalars
      let isEnd = kind.map { again.ends(with: $0) && title.ends(with: String(again)) } ?? false
      if again == title || isEnd {
        lines = lines[(index + 1)...]
        return
      }
      guard title.starts(with: again) else { return }
    }
  }

  /// `全省工会工作会议` of `在全省工会工作会议上的讲话`.
  private static func occasion(inTitle title: [Unicode.Scalar]) -> String? {
    guard let start = title.firstIndex(of: "在"), start == 0 || HeadPart.isDash(title[start - 1]),
      let end = title.indices.last(where: { title[$0...].starts(with: "上的") }), end > start + 1
    else { return nil }
    return String(title[(start + 1)..<end])
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
      note(.number, .letterhead, line)
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

  /// Passes over `农业　粮食　函`: index words, as some sites have them above a title with its kind.
  private static func dropIndexWords(_ lines: inout ArraySlice<TextLine>) {
    guard let line = lines.first, isIndexWords(line.scalars) else { return }
    var rest = lines.dropFirst()
    if let title = takeTitle(&rest), DocumentKind.kind(ofTitle: title) != nil {
      lines.removeFirst()
    }
  }

  private static func isIndexWords(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    let words = line.split(whereSeparator: \.isBlank)
    return words.count > 2 && words.contains { $0.count > 1 }
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
    let texts = candidates.map { closedUp($0.scalars) }
    // A speaker may stand between the title and the date.
    let speakers = texts.last.flatMap(Speaker.init) != nil && texts.count > 1 ? 1 : 0
    let beforeSpeaker = texts.count - speakers
    if let count = lineCountToKind(texts[..<min(beforeSpeaker, 3)]) { return count }
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
        || (next.starts(with: "关于") || next.starts(with: "關於")) && !isIndexWords(text)
        || ["关于印发", "关于转发", "关于批转", "关于发布", "关于公布"].contains(where: text.ends(with:))
    }
  }

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

  /// Reads dates, number, occasion and speaker from the lines between the title and the body.
  private mutating func readBelowTitle(_ lines: ArraySlice<TextLine>) {
    var office: TextLine?
    for line in lines {
      switch HeadPart(line) {
      case .date(let date):
        dates.insert(date)
        if self.date == nil { note(.date, .belowTitle, line) }
        self.date = self.date ?? date
      case .dateline(let dateline):
        read(dateline, line)
      case .number(let number):
        if self.number == nil { note(.number, .belowTitle, line) }
        self.number = self.number ?? number
      case .words:
        guard speaker == nil, let kind, DocumentKind.isSpeech(kind) else { return }
        if let speaker = Speaker(line.scalars) {
          self.speaker =
            office.map { Speaker(name: speaker.name, office: String($0.scalars)) } ?? speaker
          note(.speaker, .belowTitle, office ?? line)
        } else if office == nil, Speaker.isOffice(line.scalars) {
          office = line
        } else {
          return
        }
      case .subtitle, .salutation, .structure, .sentence:
        return
      }
    }
  }

  private mutating func read(_ dateline: Dateline, _ line: TextLine) {
    dates.formUnion(dateline.dates)
    // The line in brackets below a title is where a document passed by a meeting has its date
    // (GB/T 9704); lines of its history that a collection adds are not.
    if date == nil, dateline.isCaption, dateline.dates.count == 1 {
      date = dateline.dates.first
      note(.date, .belowTitle, line)
    }
    if passed == nil, dateline.passed != nil {
      (passed, adoption) = (dateline.passed, dateline.adoption)
      note(.passed, .belowTitle, line)
      if adoption != nil { note(.adoption, .belowTitle, line) }
    }
    if published == nil, dateline.published != nil {
      published = dateline.published
      note(.published, .belowTitle, line)
    }
    if effective == nil, dateline.effective != nil {
      effective = dateline.effective
      note(.effective, .belowTitle, line)
    }
    if occasion == nil, dateline.occasion != nil {
      occasion = dateline.occasion
      note(.occasion, .belowTitle, line)
    }
    if speaker == nil, let kind, DocumentKind.isSpeech(kind), let found = Speaker(dateline.rest) {
      speaker = found
      note(.speaker, .belowTitle, line)
    }
  }
}
