/// Names of a library's attributes in the manifest.
enum LibraryAttribute {
  /// Its folders and files, absolute paths.
  static let root = "root"
  /// There where no file is split into documents, see ``ReadingRules``.
  static let wholeFiles = "whole-files"
  /// The encodings of patterns, see ``ReadingRules``.
  static let encoding = "encoding"
  /// ``LibrarySchema/analysisVersion`` at the time of indexing.
  static let analysis = "analysis"
  /// ICU's version at the time of indexing.
  static let unicode = "icu"
  /// The checksum of ICU's break dictionary at the time of indexing.
  static let dictionary = "dictionary"
  /// The checksum of the built-in lexicon at the time of indexing.
  static let lexicon = "lexicon"
  /// The words that a user has added, see ``UserWords``.
  static let userWord = "user-word"
  /// The groups of names that a user has added, see ``UserSynonyms``.
  static let synonym = "synonym"
}
