extension CharacterTrie {
  /// Makes a double array of the words of `trie` and of `terms` that are of Han and kana alone and not
  /// longer than ``BestPath/maximumLength``: some 40 ms. Nil if a cost or a base exceeds its bits, which
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
    // The first four units decide on nearly all: zeros stand behind what is shorter.
    var order: [(key: UInt64, index: Int)] = []
    order.reserveCapacity(terms.all.count)
    for index in terms.all.indices where terms.all[index].isIdeographic {
      var key: UInt64 = 0
      let units = terms.units(of: terms.all[index]).prefix(4)
      for unit in units { key = key << 16 | UInt64(unit) }
      order.append((key << (16 * UInt64(4 - units.count)), index))
    }
    order.sort {
      if $0.key != $1.key { return $0.key < $1.key }
      let (first, second) = (terms.all[$0.index], terms.all[$1.index])
      return terms.units(of: first).lexicographicallyPrecedes(terms.units(of: second))
    }
    return order.map { entry in
      let term = terms.all[entry.index]
      return Nodes.Word(
        units: terms.units(of: term),
        cost: term.isHard ? 1 : UInt16(search.softCost(ofTermAt: entry.index)),
        isHard: term.isHard)
    }
  }
}

/// The nodes of a trie, level by level; the children of a node stand side by side.
private struct Nodes {
  /// A word that is added to the trie's.
  struct Word {
    let units: ArraySlice<UInt16>
    let cost: UInt16
    let isHard: Bool
  }

  private struct Node {
    /// The unit that leads to it; 0 for the root.
    let unit: UInt16
    /// The cost of the word that ends here, or 0; the highest bit is set for hard ones.
    var cost: UInt16
  }

  /// A node that may have children.
  private struct Parent {
    let node: Int32
    /// The index of the first child; the children end where those of the next parent begin.
    var firstChild: Int32 = 0
    /// Where its children are read.
    let place: UCharsTrie.Node
  }

  /// A node that words lead on from.
  private struct Addition {
    let parent: Int
    /// Those of the words that begin with what leads to the node, and are longer.
    let words: Range<Int>
  }

  private let nodes: [Node]
  /// The root first; behind the last stands one that begins where its children end.
  private let parents: [Parent]

  private static let hardBit: UInt16 = 0x8000

  /// More nodes, which a damaged trie might seem to have, are refused.
  private static let limit = 1 << 20

  /// The nodes of `trie` and of `words`, which ascend.
  init?(_ trie: UCharsTrie, words: [Word]) {
    // Room for all children that a node can have, before the limit is looked at again.
    let capacity = Self.limit + 2 * 0x1_0000
    var fits = false
    var nodes: [Node] = []
    parents = [Parent](capacity: capacity) { parents in
      nodes = [Node](capacity: capacity) { nodes in
        fits = Self.read(trie, words, into: &nodes, &parents)
      }
    }
    self.nodes = nodes
    guard fits else { return nil }
  }

  /// False if there are too many nodes, or a cost is out of range.
  private static func read(
    _ trie: UCharsTrie, _ words: [Word], into nodes: inout OutputSpan<Node>,
    _ parents: inout OutputSpan<Parent>
  ) -> Bool {
    nodes.append(Node(unit: 0, cost: 0))
    parents.append(Parent(node: 0, place: .root))
    var additions = words.isEmpty ? [] : [Addition(parent: 0, words: words.indices)]
    var index = 0
    // One less than the greatest cost: one of 0 could not be told from none, and counts as out of range.
    var greatest: UInt16 = 0
    for depth in 0..<BestPath.maximumLength {
      let levelEnd = parents.count
      var childAdditions: [Addition] = []
      var nextAddition = 0
      var nextParent = additions.first?.parent ?? levelEnd
      while index < levelEnd {
        let firstChild = nodes.count
        let firstParent = parents.count
        parents[index].firstChild = Int32(truncatingIfNeeded: firstChild)
        trie.forEachChild(of: parents[index].place) { unit, place, value in
          guard WordClass.isHanOrKana(unit) else { return }
          let isWord = value != UCharsTrie.noValue
          if isWord { greatest = max(greatest, value &- 1) }
          if !place.isLeaf {
            parents.append(Parent(node: Int32(truncatingIfNeeded: nodes.count), place: place))
          }
          nodes.append(Node(unit: unit, cost: isWord ? value : 0))
        }
        if index == nextParent {
          addWords(
            in: additions[nextAddition].words, of: words, depth: depth, siblings: firstChild,
            firstParent, &nodes, &parents, &childAdditions)
          nextAddition += 1
          nextParent = nextAddition < additions.count ? additions[nextAddition].parent : levelEnd
        }
        guard greatest < 0xFF, nodes.count <= limit else { return false }
        index += 1
      }
      additions = childAdditions.sorted { $0.parent < $1.parent }
    }
    parents.removeLast(parents.count - index)
    parents.append(
      Parent(node: -1, firstChild: Int32(truncatingIfNeeded: nodes.count), place: .leaf))
    return true
  }

  /// Adds children behind `nodes`, where those of one node begin at `firstSibling`, for the words in
  /// `range`, which have what leads to the node in common, `depth` units. Of the siblings those that may
  /// have children themselves begin at `firstParent`.
  private static func addWords(
    in range: Range<Int>, of words: [Word], depth: Int, siblings firstSibling: Int,
    _ firstParent: Int, _ nodes: inout OutputSpan<Node>, _ parents: inout OutputSpan<Parent>,
    _ additions: inout [Addition]
  ) {
    // These ascend, as the words do.
    var sibling = firstSibling
    let siblingEnd = nodes.count
    var parent = firstParent
    let parentEnd = parents.count
    var start = range.lowerBound
    while start < range.upperBound {
      let first = words[start]
      let unit = first.units[first.units.startIndex + depth]
      var end = start + 1
      while end < range.upperBound,
        words[end].units[words[end].units.startIndex + depth] == unit
      { end += 1 }
      while sibling < siblingEnd, nodes[sibling].unit < unit { sibling += 1 }
      var child = sibling
      if sibling == siblingEnd || nodes[sibling].unit != unit {
        child = nodes.count
        nodes.append(Node(unit: unit, cost: 0))
      }
      // The word that ends at the child comes first.
      if first.units.count == depth + 1 {
        nodes[child].cost = first.isHard ? first.cost | hardBit : first.cost
        start += 1
      }
      if start < end {
        while parent < parentEnd, parents[parent].node < sibling { parent += 1 }
        var childParent = parent
        if parent == parentEnd || parents[parent].node != child {
          childParent = parents.count
          parents.append(Parent(node: Int32(truncatingIfNeeded: child), place: .leaf))
        }
        additions.append(Addition(parent: childParent, words: start..<end))
      }
      start = end
    }
  }

  /// The units' labels, from 1, by falling number of nodes that they lead to.
  private func numberedUnits() -> [UInt16] {
    var frequencies = [Int32](repeating: 0, count: 0x1_0000)
    do {
      let nodes = nodes.span
      var frequencies = frequencies.mutableSpan
      for node in 1..<nodes.count { frequencies[Int(nodes[node].unit)] &+= 1 }
    }
    var labels = [UInt16](repeating: 0, count: 0x1_0000)
    var label: UInt16 = 0
    for unit in Self.indicesByFallingCount(frequencies.span) {
      label += 1
      labels[Int(unit)] = label
    }
    return labels
  }

  /// The indices of `parents` but the root and those of an only child, by falling number of children.
  private func parentsByFallingChildCount() -> [Int32] {
    let parents = parents.span
    let counts = [Int32](capacity: parents.count) { counts in
      for parent in 0..<parents.count - 1 {
        let count = parents[parent + 1].firstChild &- parents[parent].firstChild
        counts.append(parent == 0 || count == 1 ? 0 : count)
      }
    }
    return Self.indicesByFallingCount(counts.span)
  }

  /// The indices of those of `counts` that are above 0, by falling count: a counting sort, for there are
  /// tens of thousands of them.
  private static func indicesByFallingCount(_ counts: Span<Int32>) -> [Int32] {
    var greatest: Int32 = 0
    for index in counts.indices { greatest = max(greatest, counts[index]) }
    // For each count, the place of the next index with it.
    var places = [Int32](repeating: 0, count: Int(greatest) + 1)
    var next = places.mutableSpan
    for index in counts.indices { next[Int(counts[index])] &+= 1 }
    next[0] = 0
    var total: Int32 = 0
    for count in next.indices.reversed() { (next[count], total) = (total, total &+ next[count]) }
    var sorted = [Int32](repeating: 0, count: Int(total))
    var indices = sorted.mutableSpan
    for index in counts.indices {
      let count = Int(counts[index])
      guard count > 0 else { continue }
      indices[Int(next[count])] = Int32(truncatingIfNeeded: index)
      next[count] &+= 1
    }
    return sorted
  }

  /// Fills `memory` and returns the number of slots, or nil if a base is too large for a slot.
  func fill(_ memory: TrieMemory) -> Int? {
    let labels = numberedUnits()
    let (nodes, parents) = (nodes.span, parents.span)
    // From now on a unit is known by its label.
    let nodeLabels = [UInt16](capacity: nodes.count) { nodeLabels in
      for node in nodes.indices { nodeLabels.append(labels[Int(nodes[node].unit)]) }
    }
    var slots = [CharacterTrie.Slot](capacity: nodes.count) { slots in
      for node in nodes.indices {
        let cost = nodes[node].cost
        slots.append(
          CharacterTrie.Slot(
            cost: cost & ~Self.hardBit, isHard: cost & Self.hardBit != 0, label: nodeLabels[node]))
      }
    }
    func children(of parent: Int) -> Range<Int> {
      Int(parents[parent].firstChild)..<Int(parents[parent &+ 1].firstChild)
    }
    var places = SlotPlaces(
      root: nodeLabels.span.extracting(children(of: 0)), labelLimit: Int(labels.max() ?? 0) + 1)
    let order = parentsByFallingChildCount()
    for parent in order {
      let childLabels = nodeLabels.span.extracting(children(of: Int(parent)))
      guard let base = places.take(childLabels) else { return nil }
      var mask: UInt16 = 0
      for child in childLabels.indices { mask |= 1 &<< (childLabels[child] & 15) }
      slots[Int(parents[Int(parent)].node)].setChildren(base: base, mask: mask)
    }
    let onlyParents = [Parent](capacity: parents.count) { onlyParents in
      for parent in 1..<max(1, parents.count - 1) where children(of: parent).count == 1 {
        onlyParents.append(parents[parent])
      }
    }
    let onlyLabels = [UInt16](capacity: onlyParents.count) { labels in
      for parent in onlyParents { labels.append(nodeLabels[Int(parent.firstChild)]) }
    }
    guard let bases = places.take(onlyChildren: onlyLabels.span) else { return nil }
    for (index, parent) in onlyParents.enumerated() {
      slots[Int(parent.node)].setChildren(
        base: Int(bases[index]), mask: 1 &<< (onlyLabels[index] & 15))
    }

    memory.fill { memoryLabels, memorySlots in
      for unit in labels.indices { memoryLabels[unit] = labels[unit] }
      for child in children(of: 0) { memorySlots[Int(nodeLabels[child])] = slots[child].bits }
      for parent in order {
        let base = slots[Int(parents[Int(parent)].node)].base
        for child in children(of: Int(parent)) {
          memorySlots[base &+ Int(nodeLabels[child])] = slots[child].bits
        }
      }
      for (index, parent) in onlyParents.enumerated() {
        memorySlots[Int(bases[index]) &+ Int(onlyLabels[index])] =
          slots[Int(parent.firstChild)].bits
      }
    }
    return places.count
  }
}
