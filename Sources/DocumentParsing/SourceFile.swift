/// The lines of a file, the notices told from the rest.
struct SourceFile {
  /// A line set apart, and why.
  typealias Notice = (line: TextLine, rule: NoticeRule)

  /// The lines that are no notices.
  let body: [TextLine]
  /// For each line of the body whether a link to its source follows before the next.
  let hasLink: [Bool]
  private let notices: [Notice]
  /// What the lines are parts of.
  private let source: [UInt8]
  /// The last component of the file's path.
  private let name: Substring

  /// Reads a decoded file; nil where it holds only blanks.
  init?(_ text: DecodedText, path: String) {
    var lines = TextLine.all(of: text.bytes, from: text.start)
    guard !lines.isEmpty else { return nil }
    let rules = NoticeFinder(lines).rules
    var notices: [Notice] = []
    var hasLink = Array(repeating: false, count: lines.count)
    // How many lines of the body stand before a line: they come first, in their order.
    var count = 0
    for (index, rule) in rules.enumerated() {
      if let rule {
        notices.append((lines[index], rule))
        if count > 0, lines[index].first == "[" { hasLink[count - 1] = true }
      } else {
        if count < index { lines[count] = lines[index] }
        count += 1
      }
    }
    lines.removeLast(lines.count - count)
    hasLink.removeSubrange(count...)
    source = text.bytes
    body = lines
    self.notices = notices
    self.hasLink = hasLink
    name = path.utf8.lastIndex(of: 0x2F).map { path[path.utf8.index(after: $0)...] } ?? path[...]
  }

  /// Reads one of the documents.
  ///
  /// - Parameters:
  ///   - corrections: What a person has stated of its fields.
  ///   - decisions: Where to note what is decided, if anywhere.
  func document(
    _ part: Int, _ extent: DocumentExtent, corrections: FieldCorrections?,
    decisions: inout ParsingDecisions?
  ) -> ParsedDocument {
    let lines =
      extent.lines == body.indices && extent.contents.isEmpty
      ? body
      : Array(body[extent.lines.lowerBound..<extent.contents.lowerBound])
        + body[extent.contents.upperBound..<extent.lines.upperBound]
    let titleStart = extent.titleStart - extent.lines.lowerBound - extent.contents.count
    let head = DocumentHead(
      Array(lines[titleStart...].prefix(DocumentHead.lineLimit)), titleCount: extent.titleCount,
      occasion: extent.occasion, occasionLine: body.first?.source.number)
    let title = titleStart + head.titleLines.lowerBound..<titleStart + head.titleLines.upperBound
    let ending = DocumentEnding(
      lines[title.upperBound...],
      titleIssuer: head.title.flatMap { Issuer.inTitle(Array($0.unicodeScalars)[...]) },
      hasAnnex: head.title.map(Self.sendsRound) ?? false)
    let notices = notices(of: extent)
    let joined = Reflow.joined(lines, title: title, in: source.span)
    let cleaned = CleanedText(
      body: lines, joined: joined, notices: notices.map(\.line), source: source.span)
    if decisions != nil {
      decisions?.parts.append(ParsingDecisions.Part(lines: range(of: extent), rule: extent.rule))
      decisions?.joins += Self.joins(lines, joined, title: title)
      for notice in notices { decisions?.notices.append(note(notice)) }
    }
    var fields = DocumentFields(
      head: head, ending: ending, labels: LabelledFields(notices.map(\.line)), fileName: name)
    if let corrections { fields.apply(corrections) }
    return ParsedDocument(part: part, fields: fields, text: cleaned)
  }

  /// Whether a title says that the document sends round another, which follows its date.
  private static func sendsRound(_ title: String) -> Bool {
    sendings.isFound(in: Array(title.unicodeScalars)[...])
  }

  private static let sendings: WordList = ["印发", "转发", "批转", "公布", "发布", "颁布"]

  /// The notices among a document's lines and behind them, and its contents list.
  private func notices(of extent: DocumentExtent) -> [Notice] {
    let range = lineNumbers(of: extent)
    let own = notices.filter { range.contains($0.line.source.number) }
    guard !extent.contents.isEmpty else { return own }
    return (own + body[extent.contents].map { ($0, .contents) })
      .sorted { $0.line.source.number < $1.line.source.number }
  }

  /// The lines between the document before and the next one, those behind the last line included.
  func lineNumbers(of extent: DocumentExtent) -> Range<Int> {
    let start = extent.lines.lowerBound == 0 ? 0 : body[extent.lines.lowerBound].source.number
    let end =
      extent.lines.upperBound == body.count ? Int.max : body[extent.lines.upperBound].source.number
    return start..<end
  }

  // MARK: Decisions

  /// The lines of the file that a document takes.
  private func range(of extent: DocumentExtent) -> ClosedRange<Int> {
    let lines = body.isEmpty ? notices.map(\.line) : Array(body[extent.lines])
    return lines[0].source.number...lines[lines.count - 1].source.number
  }

  private static func joins(
    _ lines: [TextLine], _ joined: [Bool], title: Range<Int>
  ) -> [ParsingDecisions.Join] {
    lines.indices.filter { joined[$0] }.map { index in
      ParsingDecisions.Join(
        from: lines[index - 1].source.number, to: lines[index].source.number,
        isOverBlankLines: lines[index].followsBlankLine, isInTitle: title.contains(index))
    }
  }

  private func note(_ notice: Notice) -> ParsingDecisions.Notice {
    let text = source.span.extracting(notice.line.source.kept)
    return ParsingDecisions.Notice(
      line: notice.line.source.number, rule: notice.rule,
      // SAFETY: a line of valid UTF-8 is valid UTF-8.
      text: String(copying: UTF8Span(unchecked: text)))
  }
}
