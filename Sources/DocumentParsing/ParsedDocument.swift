/// A document as it was found in a source file: its text, what is known about it, the way back.
///
/// A field is nil where the document does not state it with certainty; nothing is guessed.
package struct ParsedDocument: Sendable, Equatable {
  /// The 1-based number of the document within its file.
  package let part: Int
  /// The title on one line, its subtitle after `——`.
  package let title: String?
  /// The kind of document that the title names, in simplified characters, such as 通知 or 讲话.
  package let kind: String?
  /// The date below the title, else the one the document is signed with, else the one in the file's
  /// name, else the day it was passed.
  package let date: PolicyDate?
  /// Who gives the speech, where the document is one.
  package let speaker: Speaker?
  /// The body at the start of the title (`…关于`), else the one that signs the document.
  package let issuer: String?
  /// The document number without blanks, such as 临政发〔2019〕5号, its brackets as they stand.
  package let number: String?
  /// The place whose body issued the document or whose congress passed it; see ``Region/of(body:)``.
  package let region: String?
  /// On what occasion the text was spoken, or under which common heading its file has it with others.
  package let occasion: String?
  /// The meeting that passed the document.
  package let adoption: String?
  /// When the document was first passed.
  package let passed: PolicyDate?
  /// When the document was made public.
  package let published: PolicyDate?
  /// When the document as it stands came or comes into force.
  package let effective: PolicyDate?
  /// Where each field that is known was read.
  package private(set) var sources: [Field: FieldSource]
  /// The parts of the body under headings and numbers, in the order they begin, each before those
  /// inside it.
  package let sections: [Section]
  /// What people read and what is indexed: valid UTF-8, a paragraph on each line, the title and
  /// sentences broken over lines joined, at most one blank line in a row, none at the start or the end;
  /// behind the body, after one LF, the notices: lines set apart because they are no part of the
  /// document, each on its own line, in the order of the source, and the character references that the
  /// body has characters for.
  package private(set) var text: [UInt8]
  /// Where the body ends, in UTF-8 bytes of ``text``: its length where nothing was set apart, 0 where
  /// all was.
  package let bodyEnd: Int
  /// The way from an offset of ``text`` to the source file.
  package private(set) var sourceMap: SourceMap

  init(part: Int, fields: DocumentFields, text: CleanedText) {
    self.part = part
    title = fields.title
    kind = fields.kind
    date = fields.date
    speaker = fields.speaker
    issuer = fields.issuer
    number = fields.number
    region = fields.region
    occasion = fields.occasion
    adoption = fields.adoption
    passed = fields.passed
    published = fields.published
    effective = fields.effective
    sources = fields.sources
    sections = SectionFinder.sections(
      of: text.text.span.extracting(..<text.bodyEnd), title: fields.title)
    self.text = text.text
    bodyEnd = text.bodyEnd
    sourceMap = text.sourceMap
  }

  /// Leads what was parsed as a text of its own back to the file that the text was taken from.
  mutating func follow(_ origin: TextOrigin) {
    sourceMap = origin.following(sourceMap, of: text)
    sources = sources.mapValues { source in
      // The lines of a side file are its own.
      source.rule == .sideFile
        ? source
        : FieldSource(rule: source.rule, line: source.line.map(origin.line))
    }
  }

  /// Adds to the notices what the file has in place of characters of the body.
  mutating func append(_ references: some Sequence<ReplacedReference>) {
    for reference in references {
      if !text.isEmpty { text.append(0x0A) }
      sourceMap.append(
        offset: text.count, line: reference.position.line, column: reference.position.column)
      text += reference.text
    }
  }
}
