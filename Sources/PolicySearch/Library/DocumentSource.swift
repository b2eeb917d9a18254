/// Where a document comes from.
package struct DocumentSource: Equatable, Sendable {
  /// The file, absolute.
  package let path: String
  /// The document's number in the file, from 1.
  package let part: Int
  /// See ``DocumentCopy/layout``.
  let layout: UInt64
}

extension DocumentSource {
  /// The order of a document's sources: by the bytes of the paths, then by the number in the file.
  func precedes(_ other: DocumentSource) -> Bool {
    if path.utf8.elementsEqual(other.path.utf8) { return part < other.part }
    return path.utf8.lexicographicallyPrecedes(other.path.utf8)
  }
}
