/// What the first lines of a document say about it.
///
/// A line is read as a title only where something near it proves it: a kind at its end (`…的通知`), a
/// Markdown `#`, a date, number, salutation, subtitle or first section right below it, or a lone short
/// line over a long one. So watermarks and web navigation before a title leave the title unknown
/// rather than wrong.
struct DocumentHead {
  private(set) var title: String?
  private(set) var kind: String?
  /// Who gives the order that makes the document public.
  private(set) var issuer: String?
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
  /// Few titles end below so many lines; these are looked at again and again.
  private static let titleLimit = 4

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
    let all = Self.joiningDatelines(
      lines.prefix(Self.titleLimit).map(\.decodedOnce) + lines.dropFirst(Self.titleLimit))
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
    kind = DocumentKind.kind(ofTitle: title[...])
    if kind == nil, let shared = occasion.flatMap({ DocumentKind.kind(ofTitle: $0[...]) }) {
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
    if kind == "命令" {
      readOrderNumber(title[...], at: titleLine, &lines)
      if readOrdered(by: title[...], at: titleLine, lines) { return }
    }
    if titleLine.first == "#" { Self.skipPartHead(&lines) }
    let inTitle = Self.occasion(inTitle: title)
    readBelowTitle(lines, isSpeech: kind.map(DocumentKind.isSpeech) == true || inTitle != nil)
    if self.occasion == nil, let occasion = inTitle {
      self.occasion = occasion
      note(.occasion, .title, titleLine)
    }
  }

  private mutating func note(_ field: Field, _ rule: FieldSource.Rule, _ line: TextLine?) {
    sources[field] = FieldSource(rule: rule, line: line?.source.number)
  }

  /// The number of an order stands in its title, or on the line below.
  private mutating func readOrderNumber(
    _ title: ArraySlice<Unicode.Scalar>, at titleLine: TextLine,
    _ lines: inout ArraySlice<TextLine>
  ) {
    guard number == nil else { return }
    if let number = DocumentNumber.reading(title) {
      self.number = number
      note(.number, .title, titleLine)
    } else if let line = lines.first, let serial = DocumentNumber.serial(line.scalars) {
      number = String(title.withoutBlanks) + serial
      note(.number, .belowTitle, line)
      lines.removeFirst()
    }
  }

  /// Reads what an order makes public where the text of it follows the order's signature: the document is
  /// known by its title, and by the number, the issuer and the date of the order.
  private mutating func readOrdered(
    by order: ArraySlice<Unicode.Scalar>, at orderLine: TextLine, _ lines: ArraySlice<TextLine>
  ) -> Bool {
    for sentence in lines.prefix(3) {
      guard let name = Self.named(in: sentence.scalars),
        let kind = DocumentKind.kind(ofTitle: name[...]),
        let index = lines.firstIndex(where: { $0.scalars.elementsEqual(name) })
      else { continue }
      title = String(name)
      note(.title, .title, lines[index])
      self.kind = kind
      note(.kind, .title, lines[index])
      issuer = Issuer.inTitle(order)
      if issuer != nil { note(.issuer, .title, orderLine) }
      if let line = lines[..<index].last(where: { PolicyDate.whole($0.scalars) != nil }) {
        date = PolicyDate.whole(line.scalars)
        note(.date, .signature, line)
      }
      readBelowTitle(lines[(index + 1)...], isSpeech: false)
      return true
    }
    return false
  }

  /// The first title `《…》` in a sentence, without its marks.
  private static func named(in sentence: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar]? {
    guard let start = sentence.firstIndex(of: "《"),
      let end = sentence[start...].firstIndex(of: "》"), end > start + 1
    else { return nil }
    return Array(sentence[(start + 1)..<end])
  }

  /// Passes over the head of a part below the head of the whole, both of Markdown, over a dateline.
  private static func skipPartHead(_ lines: inout ArraySlice<TextLine>) {
    guard let part = lines.first, part.first == "#", let below = lines.dropFirst().first,
      case .dateline = HeadPart(below)
    else { return }
    lines.removeFirst()
  }

  /// Passes over the title printed again, also over lines: whole, or but for the year and the place
  /// before it, or in other words up to its subtitle.
  private func skipRepeated(
    _ title: [Unicode.Scalar], in lines: inout ArraySlice<TextLine>
  ) {
    let title = title[...].withoutBlanks
    var again: [Unicode.Scalar] = []
    for (index, line) in zip(lines.indices, lines.prefix(3)) {
      if !again.isEmpty, case .subtitle = HeadPart(line) {
        lines = lines[index...]
        return
      }
      again += line.scalars.withoutBlanks
      let isEnd =
        kind != nil && DocumentKind.kind(ofTitle: again[...]) == kind
        && title.suffix(again.count).elementsEqual(again)
      if again == title || isEnd {
        lines = lines[(index + 1)...]
        return
      }
      guard index == lines.startIndex ? title.starts(with: again) : again.count <= 2 * title.count
      else { return }
    }
  }

  private static let on: WordList = ["上的"]

  /// `全省工会工作会议` of `在全省工会工作会议上的讲话`.
  private static func occasion(inTitle title: [Unicode.Scalar]) -> String? {
    guard let start = title.firstIndex(of: "在"), start == 0 || HeadPart.isDash(title[start - 1]),
      let end = title.indices.last(where: { on.isPrefix(of: title[$0...]) }), end > start + 1
    else { return nil }
    return String(title[(start + 1)..<end])
  }

  /// Joins a bracket that is broken over up to three lines, and a dateline over two:
  /// `（2015年9月23日　…委员会` + `…通过）`, `1998年4月9日 建设部` + `交通部发布`.
  private static func joiningDatelines(_ lines: [TextLine]) -> [TextLine] {
    var joined: [TextLine] = []
    var rest = lines[...]
    while let line = rest.popFirst() {
      guard line.first == "（" || PolicyDate.canBegin(line.first) else {
        joined.append(line)
        continue
      }
      var whole = line.scalars
      if whole.first == "（", !whole.contains("）"),
        let closing = rest.prefix(2).firstIndex(where: { $0.scalars.contains("）") }),
        rest[...closing].allSatisfy({ !$0.scalars.isEmpty })
      {
        for part in rest[...closing] { whole += part.scalars }
        rest = rest[(closing + 1)...]
        joined.append(TextLine(line, extendedTo: whole))
      } else if let next = rest.first, !PolicyDate.canBegin(next.first),
        PolicyDate.reading(whole) != nil,
        case .words = HeadPart(line), case .words = HeadPart(next),
        case .dateline = HeadPart(TextLine(line, extendedTo: whole + next.scalars))
      {
        rest.removeFirst()
        joined.append(TextLine(line, extendedTo: whole + next.scalars))
      } else {
        joined.append(line)
      }
    }
    return joined
  }

  /// Passes over `临江省人民政府文件` and the document number above a title.
  private mutating func readLetterhead(_ lines: inout ArraySlice<TextLine>) {
    if lines.count > 1, Self.letterhead.isSuffix(of: lines[lines.startIndex].scalars),
      case .number = HeadPart(lines[lines.startIndex + 1])
    {
      lines.removeFirst()
    }
    guard let line = lines.first, case .number(let number) = HeadPart(line) else { return }
    var below = lines.dropFirst()
    // `国务院令第7号` is the title itself where none follows.
    guard DocumentKind.order(line.scalars) == nil || Self.takeTitle(&below) != nil else { return }
    self.number = number
    note(.number, .letterhead, line)
    lines.removeFirst()
  }

  private static let letterhead: WordList = ["文件"]

  /// Reads dates, number, occasion and speaker from the lines between the title and the body.
  private mutating func readBelowTitle(_ lines: ArraySlice<TextLine>, isSpeech: Bool) {
    var office: TextLine?
    var meetings: [Dateline.Meeting] = []
    for line in lines {
      switch HeadPart(line) {
      case .date(let date):
        dates.insert(date)
        if self.date == nil { note(.date, .belowTitle, line) }
        self.date = self.date ?? date
      case .dateline(var dateline):
        dateline.join(meetings)
        meetings += dateline.meetings
        read(dateline, line, isSpeech: isSpeech)
      case .number(let number):
        if self.number == nil { note(.number, .belowTitle, line) }
        self.number = self.number ?? number
      case .words:
        guard speaker == nil, isSpeech else { return }
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

  private mutating func read(_ dateline: Dateline, _ line: TextLine, isSpeech: Bool) {
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
    // Each version of a law has its day; the last is that of the text as it stands.
    if dateline.effective != nil {
      effective = dateline.effective
      note(.effective, .belowTitle, line)
    }
    if occasion == nil, dateline.occasion != nil {
      occasion = dateline.occasion
      note(.occasion, .belowTitle, line)
    }
    if speaker == nil, isSpeech, let found = Speaker(dateline.rest) {
      speaker = found
      note(.speaker, .belowTitle, line)
    }
  }
}
