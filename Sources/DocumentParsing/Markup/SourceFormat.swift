/// What kind of file a text is in; its name tells.
package enum SourceFormat: Sendable {
  /// Text as it stands, Markdown among it.
  case plain
  case html

  /// The format of a file by the extension of its name; nil for one that is not known.
  package init?(path: String) {
    guard let dot = path.lastIndex(of: "."),
      let format = Self.extensions[path[path.index(after: dot)...].lowercased()]
    else { return nil }
    self = format
  }

  private static let extensions: [String: SourceFormat] = [
    "txt": .plain, "md": .plain, "html": .html, "htm": .html,
  ]
}
