/// What an element does to the text in it and around it.
enum HTMLElement {
  /// It stands on lines of its own.
  case block
  /// A row of a table.
  case row
  /// A cell of a row.
  case cell
  /// A line break.
  case lineBreak
  /// A block in which white space counts.
  case preformatted
  /// What it holds is no text of the page.
  case dropped
  /// It stands within a line.
  case inline

  /// - Parameter name: In lower case.
  init(_ name: String) { self = Self.known[name] ?? .inline }

  private static let known: [String: HTMLElement] = {
    let blocks = """
      address article aside blockquote body caption center dd details dialog dir div dl dt fieldset \
      figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav \
      ol optgroup option p search section select summary table tbody tfoot thead ul
      """
    var known: [String: HTMLElement] = [
      "tr": .row, "td": .cell, "th": .cell, "br": .lineBreak, "pre": .preformatted,
      "listing": .preformatted, "textarea": .preformatted, "xmp": .preformatted,
    ]
    for name in blocks.split(separator: " ") { known[String(name)] = .block }
    for name in ["script", "style", "title", "noscript", "template", "iframe", "canvas", "object"] {
      known[name] = .dropped
    }
    return known
  }()
}
