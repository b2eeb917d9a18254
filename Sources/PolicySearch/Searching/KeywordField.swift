/// A property of documents that is a word or a name; a document has one or none.
///
/// Its raw value is its name on the command line, over HTTP and in JSON.
package enum KeywordField: String, CaseIterable, Sendable {
  case kind
  case speaker
  case issuer
  case region

  /// The number of the index's keyword column.
  var column: Int {
    switch self {
    case .kind: LibrarySchema.kind
    case .speaker: LibrarySchema.speaker
    case .issuer: LibrarySchema.issuer
    case .region: LibrarySchema.region
    }
  }
}
