/// A file with its documents, as ``FileParser`` reads it.
package struct ParsedFile: Sendable {
  package let encoding: TextEncoding
  /// How the encoding was chosen.
  package let encodingSource: EncodingSource
  /// In their order; none where the file holds only blanks.
  package let documents: [ParsedDocument]
  /// Why the side file was not followed; nil where it was, or there is none.
  package internal(set) var sideFileError: CorrectionError?
  /// What was decided; nil where nobody asked for it.
  package let decisions: ParsingDecisions?
  /// Characters to look at; nil where nobody asked for them.
  package let suspicious: SuspiciousCharacters?

  init(
    _ text: DecodedText, _ encodingSource: EncodingSource, _ documents: [ParsedDocument],
    _ decisions: ParsingDecisions?
  ) {
    encoding = text.encoding
    self.encodingSource = encodingSource
    self.documents = documents
    self.decisions = decisions
    suspicious = decisions.map { _ in SuspiciousCharacters(in: text) }
  }
}
