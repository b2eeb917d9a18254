/// A difference between what a query says and what a document says that search looks past.
///
/// Its raw value is its name in JSON. The first four lie in folding (see `TextFolder`).
package enum Equivalence: String, CaseIterable, Sendable {
  /// Full or half width, upper or lower case, or another compatible form of a character.
  case width
  /// Traditional or simplified characters.
  case script
  /// Dots, dashes, quotation marks, brackets, or zeros that look alike.
  case sign
  /// White space between characters that are written without.
  case space
  /// A number in digits or in Chinese characters: 第35条 for 第三十五条, 30% for 百分之三十.
  case number
  /// A day as a date or with a dot: “7·26” for 7月26日.
  case date
  /// A document number written otherwise: 2013年6号 for 〔2013〕6号.
  case documentNumber = "document_number"
  /// A short name for the full one, or the other way round: 职代会 for 职工代表大会.
  case synonym
  /// Characters that the document has hidden behind ×: 谱写×新时代 for 谱写陕西新时代.
  case redaction
  /// Characters that are read as the letters behind `py:` say.
  case pinyin
}
