/// Turns a decoded file into documents.
package enum DocumentParser {
  /// What a caller may decide about parsing.
  package struct Options: Sendable, Equatable {
    /// Whether a file that holds several documents becomes several.
    package var splits: Bool

    package init(splits: Bool = true) { self.splits = splits }
  }

  /// The documents of a file, in their order; none where the file holds only blanks.
  ///
  /// Every character of the file that is no blank stands in the text of exactly one document. Cost:
  /// linear, some 10 ns a byte for reports, some 20 ns for laws with their short lines.
  ///
  /// - Parameters:
  ///   - source: The decoded file.
  ///   - path: The file's path; a date in its last component counts where the text states none.
  package static func parse(
    _ source: DecodedText, path: String, options: Options = Options()
  ) -> [ParsedDocument] {
    var documents = parseText(of: source, path: path, options: options)
    if let map = source.origin {
      let origin = TextOrigin(map, of: source.utf8)
      for index in documents.indices { documents[index].follow(origin) }
    }
    return documents
  }

  private static func parseText(
    of source: DecodedText, path: String, options: Options
  ) -> [ParsedDocument] {
    let lines = TextLine.all(of: source.utf8)
    guard !lines.isEmpty else { return [] }
    let file = SourceFile(lines, rules: NoticeFinder(lines).rules, path: path)
    guard options.splits, !file.body.isEmpty else {
      return [file.document(1, DocumentExtent(file.body.indices), in: source.utf8)]
    }
    let extents = DocumentSplitter.extents(of: file.body, hasLink: file.hasLink)
    return extents.enumerated().map { file.document($0 + 1, $1, in: source.utf8) }
  }
}
