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

  /// The ways to read letters as syllables one after another, those with the fewest syllables first.
  ///
  /// Spaces and apostrophes separate syllables; ü and v are the same; case does not matter. Empty for what
  /// cannot be read so. Of more than `limit` ways only the first are returned.
  package func divisions(of letters: String, limit: Int) -> [[String]] {
    var divisions: [[String]] = [[]]
    for part in letters.lowercased().split(whereSeparator: { $0 == " " || $0 == "'" || $0 == "’" })
    {
      let ways = ways(to: Array(part.replacing("ü", with: "v").unicodeScalars.map(Character.init)))
      divisions = Array(
        divisions.lazy.flatMap { division in ways.map { division + $0 } }.prefix(limit))
    }
    guard divisions.first?.isEmpty == false else { return [] }
    return divisions
  }

  /// The longest syllable first at every place, so that fewer syllables come before more.
  private func ways(to letters: [Character]) -> [[String]] {
    // For each place from the end, the ways to read what follows.
    var ways: [[[String]]] = Array(repeating: [], count: letters.count) + [[[]]]
    for start in letters.indices.reversed() {
      for end in (start + 1...min(letters.count, start + 6)).reversed() {
        let syllable = String(letters[start..<end])
        guard syllables[syllable] != nil else { continue }
        ways[start] += ways[end].prefix(64).map { [syllable] + $0 }
      }
    }
    return ways[0].sorted { $0.count < $1.count }
  }
}
