/// The lines of a file, the notices told from the rest.
struct SourceFile {
  /// The lines that are no notices.
  let body: [TextLine]
  /// For each line of the body whether a link to its source follows before the next.
  let hasLink: [Bool]
  private let notices: [TextLine]
  /// The last component of the file's path.
  private let name: Substring

  init(_ lines: [TextLine], rules: [NoticeRule?], path: String) {
    var body: [TextLine] = []
    var notices: [TextLine] = []
    var hasLink: [Bool] = []
    for (line, rule) in zip(lines, rules) {
      if rule == nil {
        body.append(line)
        hasLink.append(false)
      } else {
        notices.append(line)
        if line.opening.first == "[", !hasLink.isEmpty { hasLink[hasLink.count - 1] = true }
      }
    }
    self.body = body
    self.notices = notices
    self.hasLink = hasLink
    name = path.utf8.lastIndex(of: 0x2F).map { path[path.utf8.index(after: $0)...] } ?? path[...]
  }

  /// Reads one of the documents.
  func document(
    _ part: Int, _ extent: DocumentExtent, in source: Span<UInt8>
  ) -> ParsedDocument {
    let lines =
      Array(body[extent.lines.lowerBound..<extent.contents.lowerBound])
      + Array(body[extent.contents.upperBound..<extent.lines.upperBound])
    let titleStart = extent.titleStart - extent.lines.lowerBound - extent.contents.count
    let head = DocumentHead(
      Array(lines[titleStart...].prefix(DocumentHead.lineLimit)), titleCount: extent.titleCount,
      occasion: extent.occasion)
    let title = titleStart + head.titleLines.lowerBound..<titleStart + head.titleLines.upperBound
    let ending = DocumentEnding(
      lines[title.upperBound...],
      titleIssuer: head.title.flatMap { Issuer.inTitle(Array($0.unicodeScalars)[...]) },
      hasAnnex: head.title.map(Self.sendsRound) ?? false)
    let notices = notices(of: extent)
    let cleaned = CleanedText(
      body: lines, joined: Reflow.joined(lines, title: title, in: source), notices: notices,
      source: source)
    let fields = DocumentFields(
      head: head, ending: ending, labels: LabelledFields(notices), fileName: name)
    return ParsedDocument(part: part, fields: fields, text: cleaned)
  }

  /// Whether a title says that the document sends round another, which follows its date.
  private static func sendsRound(_ title: String) -> Bool {
    sendings.isFound(in: Array(title.unicodeScalars)[...])
  }

  private static let sendings: WordList = ["印发", "转发", "批转", "公布", "发布", "颁布"]

  /// The notices among a document's lines and behind them, and its contents list.
  private func notices(of extent: DocumentExtent) -> [TextLine] {
    let start = extent.lines.lowerBound == 0 ? 0 : body[extent.lines.lowerBound].source.number
    let end =
      extent.lines.upperBound == body.count ? Int.max : body[extent.lines.upperBound].source.number
    let own = notices.filter { $0.source.number >= start && $0.source.number < end }
    guard !extent.contents.isEmpty else { return own }
    return (own + body[extent.contents]).sorted { $0.source.number < $1.source.number }
  }
}
