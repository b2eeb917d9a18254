/// Why a line is set apart from the body of its document.
package enum NoticeRule: String, Sendable, CaseIterable {
  /// An HTML comment that takes whole lines.
  case comment
  /// The `---` block of keys and values a Markdown file begins with.
  case frontMatter
  /// Only characters that are not seen, or character references for blanks.
  case invisible
  /// Buttons, paths and counters of a web page, and the table of labels above a document on it.
  case page
  /// What a seller or collector of texts says about himself.
  case advertisement
  /// The list of titles before the documents of a file that holds several.
  case contents
  /// Character references inside a line, such as `&ldquo;`: the body has their characters, and the notice
  /// what the file has.
  case reference
}
