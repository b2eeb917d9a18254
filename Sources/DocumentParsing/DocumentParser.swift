/// Turns a decoded file into documents.
package enum DocumentParser {
  /// The documents of a file, in their order; none where the file holds only blanks.
  ///
  /// Cost: one pass over the text, and some microseconds for the fields of each document.
  ///
  /// - Parameters:
  ///   - source: The decoded file.
  ///   - path: The file's path; a date in its last component counts where the text states none.
  package static func parse(_ source: DecodedText, path: String) -> [ParsedDocument] {
    let lines = TextLine.all(of: source.utf8)
    guard !lines.isEmpty else { return [] }
    let rules = NoticeFinder(lines).rules
    let body = lines.indices.filter { rules[$0] == nil }.map { lines[$0] }
    let notices = lines.indices.filter { rules[$0] != nil }.map { lines[$0] }
    let head = DocumentHead(Array(body.prefix(DocumentHead.lineLimit)))
    let ending = DocumentEnding(Array(body.suffix(DocumentEnding.lineLimit)))
    let cleaned = CleanedText(
      body: body, joined: Reflow.joined(body, title: head.titleLines, in: source.utf8),
      notices: notices, source: source.utf8)
    let issuer = head.title.flatMap(Issuer.inTitle) ?? ending.issuer
    let fileName = path.utf8.lastIndex(of: 0x2F).map { path[path.utf8.index(after: $0)...] }
    let document = ParsedDocument(
      part: 1,
      title: head.title,
      kind: head.kind,
      date: head.date ?? ending.date ?? PolicyDate.inFileName(fileName ?? path[...]),
      speaker: head.speaker,
      issuer: issuer,
      number: head.number,
      region: issuer.flatMap(Issuer.region),
      text: cleaned.text,
      bodyEnd: cleaned.bodyEnd,
      sourceMap: cleaned.sourceMap)
    return [document]
  }
}
