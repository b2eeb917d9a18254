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
  /// Letters behind `py:` that are no syllables.
  case unreadablePinyin(text: String, range: Range<Int>)
  /// Letters behind `py:` that stand for too many texts of the library.
  case tooManyReadings(text: String, range: Range<Int>)
  /// Filters with an empty query.
  case filtersOnly
  /// A root that cannot be read; for the code see `FileScanner.reason(_:)`.
  case unreadable(path: String, code: Int32)
  /// The index was built by a program that analyses text differently.
  case outdatedAnalysis(directory: String)
  case noRoots(directory: String)
  /// A path to be forgotten that is no root; the roots there are.
  case unknownRoot(path: String, roots: [String])
  case unknownDocument(String)
  /// A word that cannot be added to the lexicon or removed from it.
  case userWord(UserWordError)
  /// A group of names that cannot be added or removed.
  case synonyms(SynonymError)
}

extension LibraryError {
  /// Calls `body` and passes on its error as one of the library.
  static func wrappingIndexError<Result: ~Copyable>(
    _ body: () throws(IndexError) -> Result
  ) throws(LibraryError) -> Result {
    do throws(IndexError) { return try body() } catch { throw .index(error) }
  }
  /// Calls `body` and passes on its error as one of the library.
  static func wrappingUnicodeDataError<Result: ~Copyable>(
    _ body: () throws(UnicodeDataError) -> Result
  ) throws(LibraryError) -> Result {
    do throws(UnicodeDataError) { return try body() } catch { throw .unicodeData(error) }
  }
}
