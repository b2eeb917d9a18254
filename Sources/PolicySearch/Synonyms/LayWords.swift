internal import TextAnalysis

/// What laws and notices call what people ask about: 劳动报酬 for 工资, 债务 and 清偿 for 欠钱不还.
///
/// Unlike the names of a ``SynonymTable`` the terms are not the same as the words. They find nothing, and
/// order documents only beside the query's own words.
enum LayWords {
  /// The terms for the words in a folded text, each once.
  ///
  /// Of words that overlap the first counts, and of those that begin at one place the longest. A word of one
  /// character counts only between two `borders` of words: 告 is none in 公告.
  ///
  /// Cost: as of ``BuiltInLayWords/entries(beginningWith:)``.
  static func terms(for text: [UInt16], atWordBorders borders: Set<Int>) -> [[UInt16]] {
    var found: [(range: Range<Int>, terms: [ArraySlice<UInt16>])] = []
    for (word, terms) in BuiltInLayWords.entries(beginningWith: Set(text)) {
      for place in text.indices where text[place...].starts(with: word) {
        let range = place..<place + word.count
        if word.count > 1 || borders.contains(place) && borders.contains(place + 1) {
          found.append((range, terms))
        }
      }
    }
    found.sort {
      ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
    }
    var all: [[UInt16]] = []
    var last = 0..<0
    for (range, terms) in found where range == last || range.lowerBound >= last.upperBound {
      last = range
      for term in terms.map(Array.init) where !all.contains(term) { all.append(term) }
    }
    return all
  }
}
