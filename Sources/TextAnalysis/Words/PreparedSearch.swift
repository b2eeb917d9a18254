/// A search for the words of runs in a ``CharacterTrie``: 10 times ICU's speed.
///
/// It first goes over a window of the text for all pairs of characters, whose slots lie scattered over
/// the trie but do not depend on each other, so that their loads overlap; then over each run for the
/// best path.
struct PreparedSearch {
  private let trie: CharacterTrie

  /// The part of the text whose pairs have been looked up.
  private var window = 0..<0

  /// The labels of the window, then as many zeros as a word can reach beyond it.
  private var labels: [UInt16] = []

  /// For every place of the window, the cost of its first character as a word in the low 8 bits and
  /// above them the index of the slot to which the second one leads, if there is one.
  private var firsts: [UInt32] = []

  /// What is in that slot.
  private var seconds: [UInt64] = []

  /// What is in the slot to which the third one leads from there, or in another, whose label is not its.
  private var thirds: [UInt64] = []

  /// The number of units in a window, unless a run has more: few enough for the first-level cache.
  private static let windowLength = 1024

  init(trie: CharacterTrie) { self.trie = trie }

  /// Forgets the last text.
  mutating func reset() { window = 0..<0 }

  /// Finds the best path through the run in `range` of `units`, which is in the text since ``reset()``
  /// and has no ideographs before and behind it.
  mutating func search(_ units: Span<UInt16>, in range: Range<Int>, path: inout BestPath) {
    if range.upperBound > window.upperBound {
      let count = max(range.count, min(Self.windowLength, units.count - range.lowerBound))
      window = range.lowerBound..<range.lowerBound + count
      reserve(count: count)
      Self.findLabels(of: units.extracting(window), in: trie, into: &labels)
      Self.findFirsts(of: labels, count: count, in: trie, into: &firsts)
      Self.findSeconds(of: firsts, count: count, in: trie, into: &seconds)
      Self.findThirds(of: seconds, labels, count: count, in: trie, into: &thirds)
    }
    search(units.extracting(range), from: range.lowerBound - window.lowerBound, path: &path)
  }

  /// Finds the best path through `run`, which starts at `origin` in the window.
  private func search(_ run: Span<UInt16>, from origin: Int, path: inout BestPath) {
    let (slots, labels) = (trie.slots, labels.span)
    let (firsts, seconds, thirds) = (firsts.span, seconds.span, thirds.span)
    var walk = path.begin(count: run.count)
    for start in run.indices {
      let place = origin + start
      let cost = walk.settle(start)
      walk.offerSingle(cost: cost &+ UInt64(firsts[place] & 0xFF))
      let second = CharacterTrie.Slot(bits: seconds[place])
      walk.offerPair(
        cost: second.cost(after: cost, length: 2),
        isWord: second.isWord && second.label == labels[place + 1])
      var slot = CharacterTrie.Slot(bits: thirds[place])
      if slot.label == labels[place + 2], slot.label != 0 {
        var end = start + 3
        // Ends at the end of the run at the latest, where the label is 0; the limit is for damaged slots.
        let limit = start + BestPath.maximumLength
        while true {
          if slot.isWord {
            let length = end - start
            walk.offer(from: start, length: length, cost: slot.cost(after: cost, length: length))
          }
          let label = labels[origin + end]
          guard end < limit, slot.mayHaveChild(label) else { break }
          slot = CharacterTrie.Slot(bits: slots[slot.base + Int(label)])
          guard slot.label == label else { break }
          end += 1
        }
      }
      if let katakana = Katakana.word(at: start, in: run) {
        walk.offer(from: start, length: katakana.length, cost: cost + katakana.cost)
      }
    }
    _ = walk.settle(run.count)
  }

  // MARK: Tokens

  /// Appends the words of the last run, which starts at `start` of the text and whose best path is `path`,
  /// each followed by the words of 2 units and more that are part of it, ascending.
  ///
  /// The number of a character is its label, that of longer texts the index of their slot and the number
  /// of all labels.
  mutating func appendTokens(
    of path: inout BestPath, from start: Int, count: Int, to tokens: inout [WordToken]
  ) {
    let lengths = path.wordLengths(count: count)
    let (labels, seconds, firsts) = (labels.span, seconds.span, firsts.span)
    let origin = start - window.lowerBound
    var place = 0
    while place < count {
      // No more tokens than units, but for words of more than two units.
      tokens.append(addingCapacity: count - place) { tokens in
        while place < count, lengths[place] <= 2 {
          let index = origin + place
          let length = Int(lengths[place])
          let id =
            length == 1
            ? UInt32(labels[index])
            : Self.pair(second: seconds[index], first: firsts[index], label: labels[index + 1]).id
          let first = Int32(truncatingIfNeeded: start &+ place)
          tokens.append(
            WordToken(
              range: first..<first + Int32(truncatingIfNeeded: length), id: id, role: .word))
          place += length
        }
      }
      if place < count {
        let first = Int32(start + place)
        appendLongTokens(of: first..<first + Int32(lengths[place]), to: &tokens)
        place += Int(lengths[place])
      }
    }
  }

  private func appendLongTokens(of range: Range<Int32>, to tokens: inout [WordToken]) {
    let (slots, labels) = (trie.slots, labels.span)
    let origin = Int(range.lowerBound) - window.lowerBound
    let wordEnd = origin + range.count
    let wordIndex = tokens.count
    tokens.append(WordToken(range: range, role: .word))
    for start in origin..<wordEnd - 1 {
      var (id, slot) = pair(at: start)
      var end = start + 2
      while true {
        if end - start == range.count {
          tokens[wordIndex] = WordToken(range: range, id: id, role: .word)
        } else if slot.isWord {
          let first = Int32(start + window.lowerBound)
          tokens.append(
            WordToken(range: first..<first + Int32(end - start), id: id, role: .subword))
        }
        guard end < wordEnd, slot.mayHaveChild(labels[end]) else { break }
        let index = slot.base + Int(labels[end])
        slot = CharacterTrie.Slot(bits: slots[index])
        guard slot.label == labels[end] else { break }
        id = UInt32(TrieMemory.labelCount + index)
        end += 1
      }
    }
  }

  /// The number of the two characters from `place` on, 0 if nothing begins with them, and their slot.
  @inline(always)
  private func pair(at place: Int) -> (id: UInt32, slot: CharacterTrie.Slot) {
    Self.pair(second: seconds[place], first: firsts[place], label: labels[place + 1])
  }

  @inline(always)
  private static func pair(
    second: UInt64, first: UInt32, label: UInt16
  ) -> (id: UInt32, slot: CharacterTrie.Slot) {
    let slot = CharacterTrie.Slot(bits: second)
    guard slot.label == label, label != 0 else { return (0, CharacterTrie.Slot(bits: 0)) }
    return (UInt32(TrieMemory.labelCount) + first >> 8, slot)
  }

  // MARK: Windows

  private mutating func reserve(count: Int) {
    let needed = count + BestPath.maximumLength + 1
    if labels.count < needed {
      labels = [UInt16](repeating: 0, count: needed)
      firsts = [UInt32](repeating: 0, count: needed)
      seconds = [UInt64](repeating: 0, count: needed)
      thirds = [UInt64](repeating: 0, count: needed)
    }
  }

  private static func findLabels(
    of units: Span<UInt16>, in trie: CharacterTrie, into labels: inout [UInt16]
  ) {
    let unitLabels = trie.labels
    var labels = labels.mutableSpan
    for index in units.indices { labels[index] = unitLabels[Int(units[index])] }
    for index in units.count...units.count + BestPath.maximumLength { labels[index] = 0 }
  }

  private static func findFirsts(
    of labels: [UInt16], count: Int, in trie: CharacterTrie, into firsts: inout [UInt32]
  ) {
    let (labels, slots) = (labels.span, trie.slots)
    var firsts = firsts.mutableSpan
    for index in 0..<count {
      let label = labels[index]
      var slot = CharacterTrie.Slot(bits: slots[Int(label)])
      // Labels of characters that begin no word have slots of other nodes.
      if slot.label != label { slot = CharacterTrie.Slot(bits: 0) }
      let cost = slot.isWord ? slot.cost : BestPath.unknownCost
      firsts[index] = UInt32(slot.childIndex(labels[index + 1])) << 8 | UInt32(cost & 0xFF)
    }
  }

  /// Nothing but the loads: most of them miss the caches, and so short a loop has many under way.
  private static func findSeconds(
    of firsts: [UInt32], count: Int, in trie: CharacterTrie, into seconds: inout [UInt64]
  ) {
    let (firsts, slots) = (firsts.span, trie.slots)
    var seconds = seconds.mutableSpan
    for index in 0..<count { seconds[index] = slots[Int(firsts[index] >> 8)] }
  }

  /// A fifth of the pairs may have a third: without branches, since none of them could be foreseen.
  private static func findThirds(
    of seconds: [UInt64], _ labels: [UInt16], count: Int, in trie: CharacterTrie,
    into thirds: inout [UInt64]
  ) {
    let (seconds, labels, slots) = (seconds.span, labels.span, trie.slots)
    var thirds = thirds.mutableSpan
    for index in 0..<count {
      let second = CharacterTrie.Slot(bits: seconds[index])
      let third = second.childIndex(labels[index + 2])
      thirds[index] = slots[second.label == labels[index + 1] ? third : 0]
    }
  }
}
