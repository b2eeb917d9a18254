/// A search for the words of a run in a ``CharacterTrie``.
///
/// It goes over a run twice: first for all pairs of characters, whose slots lie scattered over the
/// trie but do not depend on each other, so that their loads overlap; then for the path.
struct PreparedSearch {
  private let trie: CharacterTrie

  /// The labels of the run, then as many zeros as a word can reach beyond it.
  private var labels: [UInt16] = []

  /// For every place of the run the slot of the two characters there, or one without cost and children;
  /// in place of its label, the cost of the first character alone.
  private var pairs: [UInt64] = []

  init(trie: CharacterTrie) { self.trie = trie }

  /// Gives `path` the words of `run`.
  mutating func search(_ run: Span<UInt16>, path: inout BestPath) {
    let needed = run.count + BestPath.maximumLength + 1
    if labels.count < needed {
      labels = [UInt16](repeating: 0, count: 2 * needed)
      pairs = [UInt64](repeating: 0, count: 2 * needed)
    }
    Self.findLabels(of: run, in: trie.labels, into: &labels)
    Self.findPairs(of: labels, count: run.count, in: trie.slots, into: &pairs)
    let slots = trie.slots.span
    let labels = self.labels.span
    let pairs = self.pairs.span
    path.withSteps(count: run.count) { steps in
      for start in run.indices {
        var slot = CharacterTrie.Slot(bits: pairs[start])
        let cost = slot.cost
        steps.relax(from: start, length: 1, cost: UInt64(slot.label))
        steps.relax(from: start, length: 2, cost: cost == 0 ? BestPath.noWordCost : cost)
        var end = start + 2
        while slot.mayHaveChild(labels[end]) {
          let child = CharacterTrie.Slot(bits: slots[slot.base + Int(labels[end])])
          guard child.label == labels[end] else { break }
          slot = child
          end += 1
          if slot.cost != 0 { steps.relax(from: start, length: end - start, cost: slot.cost) }
        }
        steps.relaxKatakana(at: start, in: run)
      }
    }
  }

  private static func findLabels(
    of run: Span<UInt16>, in unitLabels: [UInt16], into labels: inout [UInt16]
  ) {
    let unitLabels = unitLabels.span
    var labels = labels.mutableSpan
    for index in run.indices { labels[index] = unitLabels[Int(run[index])] }
    for index in run.count...run.count + BestPath.maximumLength { labels[index] = 0 }
  }

  private static func findPairs(
    of labels: [UInt16], count: Int, in slots: [UInt64], into pairs: inout [UInt64]
  ) {
    let (labels, slots) = (labels.span, slots.span)
    var pairs = pairs.mutableSpan
    for index in 0..<count {
      let (label, next) = (labels[index], labels[index + 1])
      var first = CharacterTrie.Slot(bits: slots[Int(label)])
      // Labels of characters that begin no word have slots of other nodes.
      if first.label != label { first = CharacterTrie.Slot(bits: 0) }
      let second = CharacterTrie.Slot(bits: slots[first.base + Int(next)])
      let isPair = second.label == next && first.mayHaveChild(next)
      let pair = isPair ? second.bits & ~CharacterTrie.Slot.labelBits : 0
      let cost = first.cost == 0 ? BestPath.unknownCost : first.cost
      pairs[index] = pair | cost << 8
    }
  }
}
