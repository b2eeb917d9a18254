internal import TextAnalysis

/// What laws and notices call what people ask about: 劳动报酬 for 工资, 债务 and 清偿 for 欠钱不还.
///
/// Unlike the names of a ``SynonymTable`` the terms are not the same as the words. They find nothing, and
/// order documents only beside the query's own words.
struct LayWords {
  /// By their first units.
  private let entries: [UInt16: [BuiltInLayWords.Entry]]

  /// Those that may stand in parts of a folded text. Cost: as of ``BuiltInLayWords/entries(beginningWith:)``.
  init(of text: [UInt16]) {
    entries = Dictionary(
      grouping: BuiltInLayWords.entries(beginningWith: Set(text)),
      by: { $0.word[$0.word.startIndex] })
  }

  /// The terms for the words in a part of the text, each once.
  ///
  /// Of words that overlap the first counts, and of those that begin at one place the longest. A word of one
  /// character counts only between two `borders` of words: 告 is none in 公告.
  ///
  /// Cost: a look at each word that begins with a character of the part, some tens at most, where that stands.
  func terms(for text: [UInt16], atWordBorders borders: Set<Int>) -> [[UInt16]] {
    var all: [[UInt16]] = []
    var known: Set<[UInt16]> = []
    var place = 0
    while place < text.count {
      let found = (entries[text[place]] ?? []).filter { entry in
        text[place...].starts(with: entry.word)
          && (entry.word.count > 1 || borders.contains(place) && borders.contains(place + 1))
      }
      let length = found.map(\.word.count).max() ?? 0
      for entry in found where entry.word.count == length {
        for term in entry.terms.map(Array.init) where known.insert(term).inserted {
          all.append(term)
        }
      }
      place += max(1, length)
    }
    return all
  }
}
