/// How improbable a text is as Chinese: the words of ICU's break dictionary as a language model.
///
/// Bytes read in the wrong encoding are seldom words. So of several readings of the same bytes the one
/// with the least total is the right one; a total divided by the number of bytes says how sure that is.
package enum DictionaryCost {
  /// What a character of ASCII costs, about 10 times the logarithm of their number, as the words of
  /// ``BreakDictionary`` do.
  package static let ascii = 46

  /// The cost of the cheapest way to cut `units` into words, in tenths of nats: 40 to 70 for a character
  /// of prose, 100 to 255 for one of a text read in the wrong encoding. Nil without a dictionary.
  ///
  /// Costs about 0.2 µs a character, for it prepares nothing and keeps nothing; the first call of a
  /// process opens the dictionary, up to a millisecond.
  package static func total(of units: Span<UInt16>) -> Int? {
    guard let trie = BreakDictionary.shared?.trie else { return nil }
    var path = BestPath()
    var total = 0
    var index = 0
    while index < units.count {
      let start = index
      while index < units.count, ideographs.contains(units[index]) { index += 1 }
      if index > start {
        total += cost(ofIdeographs: units.extracting(start..<index), in: trie, path: &path)
      } else {
        total += cost(ofOther: units[index])
        index += 1
      }
    }
    return total
  }

  private static let ideographs: ClosedRange<UInt16> = 0x3400...0x9FFF

  private static func cost(
    ofIdeographs run: Span<UInt16>, in trie: UCharsTrie, path: inout BestPath
  ) -> Int {
    var walk = path.begin(count: run.count)
    for start in run.indices {
      let cost = walk.settle(start)
      walk.offerSingle(cost: cost + BestPath.unknownCost)
      var node = UCharsTrie.Node.root
      var end = start
      let limit = min(run.count, start + BestPath.maximumLength)
      while !node.isLeaf, end < limit {
        let wordCost = trie.advance(&node, by: run[end])
        end += 1
        if wordCost != UCharsTrie.noValue {
          walk.offer(from: start, length: end - start, cost: cost + UInt64(wordCost))
        }
      }
    }
    return Int(walk.settle(run.count) - BestPath.origin)
  }

  private static func cost(ofOther unit: UInt16) -> Int {
    switch unit {
    case 0x09...0x0D, 0x20...0x7E: ascii
    // Controls, halves of characters outside the plane, private use, what is no character.
    case 0...0x1F, 0x7F...0x9F, 0xD800...0xF8FF, 0xFFF0...0xFFFF: 2 * Int(BestPath.unknownCost)
    // ，、。：；（）《》“” and the blank, each more than one character in a hundred of most texts.
    case 0xFF0C, 0x3001, 0x3002, 0xFF1A, 0xFF1B, 0xFF08, 0xFF09, 0x300A, 0x300B, 0x201C, 0x201D,
      0x3000:
      ascii
    // Other Chinese punctuation, full-width letters and digits, — ‘ ’ … ·
    case 0x3003...0x301F, 0xFF01...0xFF5E, 0x2014...0x2019, 0x2026, 0xB7: 2 * ascii
    default: Int(BestPath.unknownCost)
    }
  }
}
