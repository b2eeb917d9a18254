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
  /// linear, some 4 ns a byte for reports, some 9 ns for laws with their short lines, 12 ns for files of
  /// many short documents.
  ///
  /// - Parameters:
  ///   - source: The decoded file.
  ///   - path: The file's path; a date in its last component counts where the text states none.
  package static func parse(
    _ source: DecodedText, path: String, options: Options = Options()
  ) -> [ParsedDocument] {
    var decisions: ParsingDecisions?
    return parse(source, path, options, &decisions)
  }

  /// The documents of a file as ``parse(_:path:options:)`` gives them.
  ///
  /// - Parameter decisions: Nil to go without; else what is decided on the way is added.
  static func parse(
    _ source: DecodedText, _ path: String, _ options: Options,
    _ decisions: inout ParsingDecisions?
  ) -> [ParsedDocument] {
    guard let file = SourceFile(source, path: path) else { return [] }
    let origin = source.origin.map { TextOrigin($0, of: source.utf8) }
    return documents(
      of: file, extents(of: file, options), corrections: [:], origin, source.replaced, &decisions)
  }

  /// The documents of a file with what a person has stated of them.
  ///
  /// - Throws: ``CorrectionError`` where the corrections do not fit the file.
  static func parse(
    _ source: DecodedText, _ path: String, _ options: Options, _ corrections: Corrections,
    decisions: inout ParsingDecisions?
  ) throws(CorrectionError) -> [ParsedDocument] {
    guard let file = SourceFile(source, path: path) else { return [] }
    let origin = source.origin.map { TextOrigin($0, of: source.utf8) }
    let lines = file.body.map { origin?.line($0.source.number) ?? $0.source.number }
    let extents = try corrections.extents(ofLines: lines) ?? extents(of: file, options)
    try corrections.check(documentCount: extents.count)
    return documents(
      of: file, extents, corrections: corrections.fields, origin, source.replaced, &decisions)
  }

  private static func extents(of file: SourceFile, _ options: Options) -> [DocumentExtent] {
    guard options.splits, !file.body.isEmpty else {
      var whole = DocumentExtent(file.body.indices)
      whole.rule = options.splits ? .fileStart : .wholeFile
      return [whole]
    }
    return DocumentSplitter.extents(of: file.body, hasLink: file.hasLink)
  }

  private static func documents(
    of file: SourceFile, _ extents: [DocumentExtent],
    corrections: [Int: FieldCorrections], _ origin: TextOrigin?, _ replaced: [ReplacedReference],
    _ decisions: inout ParsingDecisions?
  ) -> [ParsedDocument] {
    var documents: [ParsedDocument] = []
    for (index, extent) in extents.enumerated() {
      var document = file.document(
        index + 1, extent, corrections: corrections[index + 1], decisions: &decisions)
      if let origin { document.follow(origin) }
      if !replaced.isEmpty {
        let lines = file.lineNumbers(of: extent)
        document.append(replaced.filter { lines.contains($0.position.line) })
      }
      documents.append(document)
    }
    if let origin { decisions?.follow(origin) }
    decisions?.add(replaced)
    return documents
  }
}
