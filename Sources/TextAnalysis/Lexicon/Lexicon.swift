internal import CXXHash
internal import Synchronization

/// Words that segmentation knows beside those of ICU's dictionary: terms of the genre and the user's own.
///
/// Words of Han and kana take part in the search for the best cut; all others (1+4, 5g网络, a股) are kept
/// as ``WordToken/Role/form`` tokens beside their parts. Made once and shared by all segmenters; it does
/// not change, but keeps its dictionary for bulk work once that is prepared.
package final class Lexicon: Sendable {
  /// No words but ICU's.
  package static let empty = Lexicon(blocks: [])

  /// The words that come with the product: terms of the genre and administrative divisions.
  package static let builtIn = Lexicon(blocks: builtInBlocks)

  /// The built-in words, for a lexicon that adds others.
  package static var builtInBlocks: [(text: UnsafeRawBufferPointer, source: LexiconSource)] {
    [(BuiltInLexicon.divisionNames, .division), (BuiltInLexicon.terms, .builtIn)]
  }

  let terms: LexiconTerms

  private struct Preparation {
    var isDone = false
    /// Nil if ICU has no dictionary of a known layout.
    var trie: CharacterTrie?
  }

  private let preparation = Mutex(Preparation())

  /// The words of `blocks`: UTF-8 text of one word a line, up to a tab if there is one, already folded.
  /// Empty lines and those that begin with # are passed over, as is what has fewer than 2 or more than
  /// 20 units. Of equal words the last one counts.
  ///
  /// Cost: about 80 ns a word.
  package convenience init(blocks: [(text: UnsafeRawBufferPointer, source: LexiconSource)]) {
    self.init(list: Self.list(of: blocks))
  }

  /// The words of `blocks`, as above, and a user's, which are folded here. Of equal words the last one
  /// counts, but one that is not hard replaces no hard one.
  ///
  /// Cost: about 80 ns a word of a block; with `words`, a fraction of a millisecond and 1 µs each.
  /// - Throws: ``UnicodeDataError`` if ICU has no normalization data.
  package convenience init(
    blocks: [(text: UnsafeRawBufferPointer, source: LexiconSource)], words: [LexiconWord]
  ) throws(UnicodeDataError) {
    var list = Self.list(of: blocks)
    if !words.isEmpty {
      var folder = try TextFolder()
      var folded = FoldedText()
      for word in words {
        folder.fold(word.text.utf8Span, into: &folded)
        list.append(folded.units.span, source: .user, isHard: word.isHard)
      }
    }
    self.init(list: list)
  }

  private init(list: LexiconTermList) { terms = LexiconTerms(list) }

  private static func list(
    of blocks: [(text: UnsafeRawBufferPointer, source: LexiconSource)]
  ) -> LexiconTermList {
    var list = LexiconTermList()
    for block in blocks { list.append(block: block.text, source: block.source) }
    return list
  }

  /// The number of words.
  package var count: Int { terms.all.count }

  /// A checksum of the words and of which are hard: equal lexicons cut equal texts alike, given the same
  /// ICU. Cost: 0.1 ms for 8,000 words.
  package var checksum: UInt64 {
    var checksum = UInt64(terms.all.count)
    for term in terms.all {
      let units = Array(terms.units(of: term))
      // A sum, for the order of the words does not matter.
      checksum &+= units.withUnsafeBytes {
        XXH3_64bits_withSeed($0.baseAddress, $0.count, term.isHard ? 1 : 0)
      }
    }
    return checksum
  }

  // MARK: Preparation

  /// The dictionary for bulk work if it was prepared before.
  var preparedTrie: CharacterTrie? { preparation.withLock { $0.trie } }

  /// The dictionary for bulk work, made now (some 40 ms) if it was not prepared before. Nil if ICU's
  /// dictionary is not of a known layout.
  func prepare() -> CharacterTrie? {
    preparation.withLock {
      if !$0.isDone {
        $0.trie = BreakDictionary.shared.flatMap { CharacterTrie($0.trie, terms: terms) }
        $0.isDone = true
      }
      return $0.trie
    }
  }

  /// Prepares for bulk work: with the dictionary in `file` if it is there, undamaged and of this lexicon
  /// and ICU (about 3 ms), else with one made now (some 40 ms) and written there.
  ///
  /// - Throws: ``PreparedDictionaryError`` if it could not be written. It is prepared nevertheless.
  package func prepare(cachedIn file: PreparedDictionaryFile) throws(PreparedDictionaryError) {
    if usePrepared(in: file) { return }
    if let trie = prepare() { try file.write(trie, for: self) }
  }

  /// Uses the dictionary in `file` if it is there, undamaged and of this lexicon and ICU. Returns whether.
  func usePrepared(in file: PreparedDictionaryFile) -> Bool {
    guard let trie = file.read(for: self) else { return false }
    preparation.withLock { if $0.trie == nil { $0 = Preparation(isDone: true, trie: trie) } }
    return true
  }
}
