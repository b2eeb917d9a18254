/// Character references that a text has their characters for.
struct ReplacedReference: Sendable, Equatable {
  /// Where the first of them stands in the file.
  let position: SourcePosition
  /// One reference, or several that follow each other, as the file has them.
  var text: [UInt8]
}
