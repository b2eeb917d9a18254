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
  /// The most beginnings of texts that are tried at once.
  private static let triedLimit = 4_096
  /// The most ways to divide letters into syllables.
  private static let divisionLimit = 16

  /// Nil where there is no library: then every text is read so that can be.
  let snapshot: IndexSnapshot?

  /// The texts that stand in some document and are read as the letters say, see
  /// ``Pinyin/divisions(of:limit:)``; of those that stand in none, one where there is no other.
  ///
  /// Characters are put together as the pairs of the index allow. Cost: for each character that may begin a
  /// text, or go on, the pairs that begin with it; and a look-up for each text of three or more.
  func texts(readAs letters: String) throws -> [[UInt16]] {
    let divisions = Pinyin.builtIn.divisions(of: letters, limit: Self.divisionLimit)
    guard let first = divisions.first else { throw Failure.unreadable }
    var texts: [[UInt16]] = []
    for division in divisions {
      let characters = division.map(Pinyin.builtIn.characters)
      for text in try self.texts(of: characters) where !texts.contains(text) { texts.append(text) }
    }
    guard texts.count <= Self.limit else { throw Failure.tooMany }
    return texts.isEmpty ? [first.compactMap { Pinyin.builtIn.characters(of: $0).first }] : texts
  }

  /// The texts of which every character is one of those that may stand at its place.
  private func texts(of characters: [[UInt16]]) throws -> [[UInt16]] {
    guard let snapshot else { return [] }
    guard characters.count > 1 else {
      return try characters[0].map { [$0] }.filter { try snapshot.contains(units: $0[...]) }
    }
    var successors: [UInt16: [UInt16]] = [:]
    var texts = characters[0].map { [$0] }
    for following in characters.dropFirst() {
      let following = Set(following)
      var longer: [[UInt16]] = []
      for text in texts {
        let last = text[text.count - 1]
        if successors[last] == nil { successors[last] = try snapshot.successors(of: last) }
        for character in successors[last] ?? [] where following.contains(character) {
          let text = text + [character]
          if try snapshot.contains(units: text[...]) { longer.append(text) }
        }
        guard longer.count <= Self.triedLimit else { throw Failure.tooMany }
      }
      texts = longer
    }
    return texts
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
