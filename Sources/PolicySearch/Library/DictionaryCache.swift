internal import InvertedIndex
internal import TextAnalysis

/// The prepared dictionary that the index of a large library keeps in its folder, so that an update need
/// not make it: reading it costs 3 ms, making it some 40 ms.
///
/// Searches do without it: one query is cut sooner by the direct search.
struct DictionaryCache {
  /// No name of ``IndexFileName``, so that cleaning up leaves it; no generation depends on it.
  private static let fileName = "words.dictionary"

  private let file: PreparedDictionaryFile

  init(_ directory: IndexDirectory) {
    file = PreparedDictionaryFile(path: directory.path(of: Self.fileName))
  }

  /// Prepares the built-in lexicon for bulk work, from the file if it is good, else anew and with a new
  /// file.
  func prepare() {
    // Where it cannot be written the next update makes it anew, and nothing else is lost.
    try? Lexicon.builtIn.prepare(cachedIn: file)
  }

  /// Bytes on disk; 0 if there is none.
  var size: Int { file.size }

  /// Throws if the file is damaged. One that is missing or outdated is replaced by the next update.
  func verify() throws(IndexError) {
    guard file.condition(for: .builtIn) == .damaged else { return }
    throw .corrupt(
      file: file.path, offset: 0,
      reason: "the prepared dictionary is not as it was written; delete it, nothing depends on it")
  }
}
