extension CharacterTrie {
  /// Makes a double array of the words of `trie` and of `terms` that are of Han and kana alone and not
  /// longer than ``BestPath/maximumLength``: some 50 ms. Nil if a cost or a base exceeds its bits, which
  /// none of ICU's does, or without memory.
  init?(_ trie: UCharsTrie, terms: LexiconTerms) {
    guard let nodes = Nodes(trie, words: Self.words(of: terms, trie: trie)),
      let memory = TrieMemory(), let slotCount = nodes.fill(memory)
    else { return nil }
    self.memory = memory
    self.slotCount = slotCount
  }

  /// Those of `terms` that take part in the search, ascending, with their costs.
  private static func words(of terms: LexiconTerms, trie: UCharsTrie) -> [Nodes.Word] {
    if terms.isEmpty { return [] }
    var search = DirectSearch(trie: trie, terms: terms)
    return terms.all.indices.filter { terms.all[$0].isIdeographic }
      .map { index in
        let term = terms.all[index]
        return Nodes.Word(
          units: terms.units(of: term),
          cost: term.isHard ? 1 : UInt16(search.softCost(ofTermAt: index)), isHard: term.isHard)
      }
      .sorted { $0.units.lexicographicallyPrecedes($1.units) }
  }
}

/// The nodes of a trie in breadth-first order; the children of a node stand side by side.
private struct Nodes {
  /// A word that is added to the trie's.
  struct Word {
    let units: ArraySlice<UInt16>
    let cost: UInt16
    let isHard: Bool
  }

  /// The unit that leads to each node; 0 for the root.
  private var units: [UInt16] = [0]
  /// The cost of the word that ends at each node, or 0; the highest bit is set for hard ones.
  private var costs: [UInt16] = [0]
  /// The index of each node's first child, and at the end the number of nodes.
  private var firstChildren: [Int32] = []

  private static let hardBit: UInt16 = 0x8000

  /// More nodes, which a damaged trie might seem to have, are refused.
  private static let limit = 1 << 20

  /// The nodes of `trie` and of `words`, which ascend.
  init?(_ trie: UCharsTrie, words: [Word]) {
    var places = [UCharsTrie.Node.root]
    // The words that begin with what leads to each node.
    var wordRanges = [words.indices]
    var fits = true
    var level = 0..<1
    for depth in 0..<BestPath.maximumLength {
      for index in level {
        firstChildren.append(Int32(units.count))
        trie.forEachChild(of: places[index]) { unit, place, value in
          guard WordClass.isHanOrKana(unit) else { return }
          let cost: UInt16 = value == UCharsTrie.noValue ? 0 : value
          // A word that costs nothing could not be told from none.
          fits = fits && cost < 0x100 && value != 0
          append(unit, cost: cost)
          places.append(place)
          wordRanges.append(0..<0)
        }
        if !wordRanges[index].isEmpty {
          addWords(in: wordRanges[index], of: words, depth: depth, &places, &wordRanges)
        }
        guard fits, units.count <= Self.limit else { return nil }
      }
      level = level.upperBound..<units.count
    }
    while firstChildren.count <= units.count { firstChildren.append(Int32(units.count)) }
  }

  private mutating func append(_ unit: UInt16, cost: UInt16) {
    units.append(unit)
    costs.append(cost)
  }

  /// Adds children for the words in `range`, which have the units of the last node with children in
  /// common, `depth` of them.
  private mutating func addWords(
    in range: Range<Int>, of words: [Word], depth: Int, _ places: inout [UCharsTrie.Node],
    _ wordRanges: inout [Range<Int>]
  ) {
    let siblings = Int(firstChildren[firstChildren.count - 1])..<units.count
    var start = range.lowerBound
    // The word that ends at the node itself comes first.
    if words[start].units.count == depth { start += 1 }
    while start < range.upperBound {
      let unit = words[start].units[words[start].units.startIndex + depth]
      var end = start + 1
      while end < range.upperBound,
        words[end].units[words[end].units.startIndex + depth] == unit
      { end += 1 }
      var child = siblings.first { units[$0] == unit } ?? units.count
      if child == units.count {
        append(unit, cost: 0)
        places.append(.leaf)
        wordRanges.append(0..<0)
        child = units.count - 1
      }
      wordRanges[child] = start..<end
      let first = words[start]
      if first.units.count == depth + 1 {
        costs[child] = first.isHard ? first.cost | Self.hardBit : first.cost
      }
      start = end
    }
  }

  private func children(of node: Int) -> Range<Int> {
    Int(firstChildren[node])..<Int(firstChildren[node + 1])
  }

  /// The units' labels, from 1, by falling number of nodes that they lead to.
  private func numberedUnits() -> [UInt16] {
    var frequencies = [Int32](repeating: 0, count: 0x1_0000)
    for unit in units.dropFirst() { frequencies[Int(unit)] += 1 }
    let used = (0..<0x1_0000).filter { frequencies[$0] > 0 }
      .sorted { (frequencies[$0], $1) > (frequencies[$1], $0) }
    var labels = [UInt16](repeating: 0, count: 0x1_0000)
    for (index, unit) in used.enumerated() { labels[unit] = UInt16(truncatingIfNeeded: index + 1) }
    return labels
  }

  /// Fills `memory` and returns the number of slots, or nil if a base is too large for a slot.
  func fill(_ memory: TrieMemory) -> Int? {
    let labels = numberedUnits()
    var places = SlotPlaces(labelLimit: Int(labels.max() ?? 0) + 1)
    var bases = [Int32](repeating: 0, count: units.count)
    var childLabels: [Int] = []
    // The root, which has most children, comes first and so gets base 0.
    for node in nodesByFallingChildCount() {
      childLabels.removeAll(keepingCapacity: true)
      for child in children(of: node) { childLabels.append(Int(labels[Int(units[child])])) }
      if childLabels.isEmpty { break }
      guard let base = places.take(childLabels) else { return nil }
      bases[node] = Int32(base)
    }

    memory.fill { memoryLabels, slots in
      for unit in labels.indices { memoryLabels[unit] = labels[unit] }
      for node in units.indices {
        for child in children(of: node) {
          let label = labels[Int(units[child])]
          var childMask: UInt16 = 0
          for grandchild in children(of: child) {
            childMask |= 1 << (labels[Int(units[grandchild])] & 15)
          }
          slots[Int(bases[node]) + Int(label)] =
            CharacterTrie.Slot(
              cost: costs[child] & ~Self.hardBit, isHard: costs[child] & Self.hardBit != 0,
              label: label, base: Int(bases[child]), childMask: childMask
            ).bits
        }
      }
    }
    return places.count
  }

  /// A counting sort, for there are some 440,000 nodes.
  private func nodesByFallingChildCount() -> [Int] {
    let counts = units.indices.map { children(of: $0).count }
    var starts = [Int](repeating: 0, count: (counts.max() ?? 0) + 2)
    for count in counts { starts[count] += 1 }
    var total = 0
    for count in starts.indices.reversed() {
      let size = starts[count]
      starts[count] = total
      total += size
    }
    var sorted = [Int](repeating: 0, count: counts.count)
    for node in counts.indices {
      sorted[starts[counts[node]]] = node
      starts[counts[node]] += 1
    }
    return sorted
  }
}
