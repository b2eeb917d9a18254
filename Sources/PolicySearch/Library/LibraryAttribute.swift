/// Names of a library's attributes in the manifest.
enum LibraryAttribute {
  /// Its folders and files, absolute paths.
  static let root = "root"
  /// ``LibrarySchema/analysisVersion`` at the time of indexing.
  static let analysis = "analysis"
  /// ICU's version at the time of indexing.
  static let unicode = "icu"
  /// The checksum of ICU's break dictionary at the time of indexing.
  static let dictionary = "dictionary"
}
