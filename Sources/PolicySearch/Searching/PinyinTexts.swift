internal import InvertedIndex
internal import TextAnalysis

/// The texts of a library that are read in a certain way.
struct PinyinTexts: Sendable {
  /// Why letters lead to no texts.
  enum Failure: Error {
    /// They are no syllables.
    case unreadable
    /// More than ``PinyinTexts/limit`` texts are read so, or so many would have to be tried.
    case tooMany
  }

  /// The most texts that letters may stand for.
  static let limit = 256
  /// The most beginnings of texts that are tried at a letter.
  private static let triedLimit = 4_096

  /// Nil where there is no library: then every text is read so that can be.
  let snapshot: IndexSnapshot?

  /// The texts that stand in some document and are read as the letters say, see
  /// ``Pinyin/syllables(in:)``, those of fewest characters first; of those that stand in none, one where
  /// there is no other.
  ///
  /// Characters are put together as the pairs of the index allow. Cost: for each beginning of a text that
  /// stands in some document, the pairs that its last character begins, and a look-up for each that goes on
  /// as the letters say.
  func texts(readAs letters: String) throws -> [[UInt16]] {
    let syllables = Pinyin.builtIn.syllables(in: letters)
    guard !syllables.isEmpty else { throw Failure.unreadable }
    let texts = try texts(of: syllables)
    guard texts.count <= Self.limit else { throw Failure.tooMany }
    return texts.isEmpty ? [Self.shortestText(of: syllables)] : texts
  }

  /// The texts of characters that are read as syllables from the first letter to the last; given for each
  /// letter those that begin there.
  private func texts(of syllables: [[Pinyin.Syllable]]) throws -> [[UInt16]] {
    guard let snapshot else { return [] }
    var successors: [UInt16: Set<UInt16>] = [:]
    // For each letter, and the end, the texts that are read as what stands before it.
    var texts: [Set<[UInt16]>] = Array(repeating: [], count: syllables.count + 1)
    texts[0] = [[]]
    for start in syllables.indices {
      for text in texts[start] {
        // Nil where every character may begin.
        var following: Set<UInt16>?
        if let last = text.last {
          if successors[last] == nil { successors[last] = Set(try snapshot.successors(of: last)) }
          following = successors[last]
        }
        for syllable in syllables[start] {
          for character in Pinyin.builtIn.characters(of: syllable.letters)
          where following?.contains(character) ?? true {
            let longer = text + [character]
            guard !texts[syllable.end].contains(longer) else { continue }
            if try snapshot.contains(units: longer[...]) { texts[syllable.end].insert(longer) }
          }
          guard texts[syllable.end].count <= Self.triedLimit else { throw Failure.tooMany }
        }
      }
    }
    return texts[syllables.count].sorted {
      $0.count != $1.count ? $0.count < $1.count : $0.lexicographicallyPrecedes($1)
    }
  }

  /// A text of as few syllables as lead from the first letter to the last, wherever it stands.
  private static func shortestText(of syllables: [[Pinyin.Syllable]]) -> [UInt16] {
    // For each letter, and the end, what is read as the letters from there on.
    var texts: [[UInt16]] = Array(repeating: [], count: syllables.count + 1)
    for start in syllables.indices.reversed() {
      let shortest = syllables[start].min { texts[$0.end].count < texts[$1.end].count }
      guard let shortest else { continue }
      let first = Array(Pinyin.builtIn.characters(of: shortest.letters).prefix(1))
      texts[start] = first + texts[shortest.end]
    }
    return texts[0]
  }
}

extension IndexSnapshot {
  /// The units that some document has behind one, deleted documents included.
  fileprivate func successors(of unit: UInt16) throws(IndexError) -> [UInt16] {
    try terms(withPrefix: [unit].termBytes, field: LibrarySchema.pairs).map { term, _ in
      UInt16(term[2]) << 8 | UInt16(term[3])
    }
  }
}
