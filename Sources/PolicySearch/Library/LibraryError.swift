package import InvertedIndex
package import QueryLanguage
package import TextAnalysis

/// What can go wrong between a library and its user. Every message names the place and the remedy.
package enum LibraryError: Error, Sendable {
  case index(IndexError)
  case query(QueryError, text: String)
  case unicodeData(UnicodeDataError)
  /// A keyword or literal of which nothing is left to look for, such as a lone zero-width space.
  case emptyTerm(text: String, range: Range<Int>)
  /// A root that cannot be read.
  case unreadable(path: String, code: Int32)
  /// The index was built by a program that analyses text differently.
  case outdatedAnalysis(directory: String)
  case noRoots(directory: String)
  case unknownDocument(String)
  /// A stored document that cannot be decoded although its checksum is right.
  case damagedDocument(DocumentIdentifier)
}
