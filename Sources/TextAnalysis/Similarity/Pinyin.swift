internal import CLexicon

/// How characters are read, without tones: syllables in the letters a to z, ü written v.
///
/// A character has its commonest reading, and some common characters others; see
/// `scripts/generate-pinyin.c`. Only folded characters have readings.
package struct Pinyin: Sendable {
  /// The table that is built in. Cost of the first use: about a millisecond.
  package static let builtIn = Pinyin()

  private var syllables: [String: [UInt16]] = [:]
  private var readings: [UInt16: [String]] = [:]

  private init() {
    var count = 0
    let bytes = clexicon_pinyin(&count)
    let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    for line in text.split(separator: "\n") where !line.utf8.starts(with: "#".utf8) {
      let parts = line.split(separator: "\t")
      let syllable = String(parts[0])
      let characters = Array(parts[1].utf16)
      syllables[syllable] = characters
      for character in characters { readings[character, default: []].append(syllable) }
    }
  }

  /// The characters that are read as a syllable; empty for what is none.
  package func characters(of syllable: String) -> [UInt16] { syllables[syllable] ?? [] }

  /// The readings of a character; empty where none is known.
  package func readings(of character: UInt16) -> [String] { readings[character] ?? [] }

  /// Other characters that share a reading with one, each once.
  package func homophones(of character: UInt16) -> [UInt16] {
    var seen: Set<UInt16> = [character]
    return readings(of: character).flatMap(characters).filter { seen.insert($0).inserted }
  }

  /// A syllable that begins at one of several letters.
  package struct Syllable: Equatable, Sendable {
    package let letters: String
    /// The place of the letter behind it, or the end.
    package let end: Int
  }

  /// For each letter the syllables that begin there and that others follow up to the last letter, the longest
  /// first; empty for what cannot be read as syllables one after another.
  ///
  /// Spaces and apostrophes are no letters; no syllable goes past them. ü and v are the same; case does not
  /// matter.
  package func syllables(in letters: String) -> [[Syllable]] {
    var found: [[Syllable]] = []
    for part in letters.lowercased().split(whereSeparator: { $0 == " " || $0 == "'" || $0 == "’" })
    {
      let first = found.count
      let letters = Array(part.replacing("ü", with: "v").unicodeScalars.map(Character.init))
      found += Array(repeating: [], count: letters.count)
      for start in letters.indices.reversed() {
        for end in (start + 1...min(letters.count, start + 6)).reversed()
        where end == letters.count || !found[first + end].isEmpty {
          let syllable = String(letters[start..<end])
          guard syllables[syllable] != nil else { continue }
          found[first + start].append(Syllable(letters: syllable, end: first + end))
        }
      }
      guard !found[first].isEmpty else { return [] }
    }
    return found
  }
}
