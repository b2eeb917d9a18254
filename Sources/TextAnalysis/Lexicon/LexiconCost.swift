/// What words of a ``Lexicon`` cost in the search for the best cut.
enum LexiconCost {
  /// The cost of a word of `length` units, whose parts cost `decomposition` when ICU's dictionary alone
  /// cuts it: `min(decomposition − 1, 45 + 17.5 · length)`, rounded down.
  ///
  /// The first makes the word cheaper than its parts, the second keeps it from drawing characters out of
  /// the words beside it no more than a word of ICU's dictionary of that length does. Measured against
  /// other formulas on hand-cut text and on documents of the genre.
  static func soft(decomposition: UInt64, length: Int) -> UInt64 {
    max(1, min(decomposition - 1, UInt64(90 + 35 * length) / 2))
  }

  /// What the cheapest way gets cheaper by a hard word of `length` units. That of several words that
  /// cover the same is least for the fewest.
  static func hardReward(length: Int) -> UInt64 {
    BestPath.hardReward * UInt64(length) - 1
  }
}
