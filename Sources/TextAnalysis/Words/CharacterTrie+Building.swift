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

  private struct Node {
    /// The unit that leads to it; 0 for the root.
    let unit: UInt16
    /// The cost of the word that ends here, or 0; the highest bit is set for hard ones.
    var cost: UInt16
    /// The index of the first child; the children end where those of the next node begin.
    var firstChild: Int32 = 0
  }

  /// A node that words lead through.
  private struct Addition {
    let node: Int
    /// Those of the words that begin with what leads to the node.
    let words: Range<Int>
  }

  /// Behind the last node stands one that begins where its children end.
  private var nodes: [Node] = []

  private static let hardBit: UInt16 = 0x8000

  /// More nodes, which a damaged trie might seem to have, are refused.
  private static let limit = 1 << 20

  /// The nodes of `trie` and of `words`, which ascend.
  init?(_ trie: UCharsTrie, words: [Word]) {
    // As many as ICU's dictionary and the built-in lexicon have.
    nodes.reserveCapacity(460_000)
    nodes.append(Node(unit: 0, cost: 0))
    // The places of the nodes of a level, and of their children.
    var places = [UCharsTrie.Node.root]
    var childPlaces: [UCharsTrie.Node] = []
    var additions = words.isEmpty ? [] : [Addition(node: 0, words: words.indices)]
    var fits = true
    var level = 0..<1
    for depth in 0..<BestPath.maximumLength {
      var childAdditions: [Addition] = []
      var nextAddition = 0
      for index in level {
        nodes[index].firstChild = Int32(nodes.count)
        trie.forEachChild(of: places[index - level.lowerBound]) { unit, place, value in
          guard WordClass.isHanOrKana(unit) else { return }
          let cost: UInt16 = value == UCharsTrie.noValue ? 0 : value
          // A word that costs nothing could not be told from none.
          fits = fits && cost < 0x100 && value != 0
          nodes.append(Node(unit: unit, cost: cost))
          childPlaces.append(place)
        }
        if nextAddition < additions.count, additions[nextAddition].node == index {
          addWords(
            in: additions[nextAddition].words, of: words, depth: depth, to: index, &childPlaces,
            &childAdditions)
          nextAddition += 1
        }
        guard fits, nodes.count <= Self.limit else { return nil }
      }
      level = level.upperBound..<nodes.count
      swap(&places, &childPlaces)
      childPlaces.removeAll(keepingCapacity: true)
      additions = childAdditions.sorted { $0.node < $1.node }
    }
    for index in level { nodes[index].firstChild = Int32(nodes.count) }
    nodes.append(Node(unit: 0, cost: 0, firstChild: Int32(nodes.count)))
  }

  /// Adds children for the words in `range`, which have the units of `node`, the last with children, in
  /// common, `depth` of them.
  private mutating func addWords(
    in range: Range<Int>, of words: [Word], depth: Int, to node: Int,
    _ places: inout [UCharsTrie.Node], _ additions: inout [Addition]
  ) {
    // These ascend, as the words do.
    var sibling = Int(nodes[node].firstChild)
    let siblingEnd = nodes.count
    var start = range.lowerBound
    // The word that ends at the node itself comes first.
    if words[start].units.count == depth { start += 1 }
    while start < range.upperBound {
      let unit = words[start].units[words[start].units.startIndex + depth]
      var end = start + 1
      while end < range.upperBound,
        words[end].units[words[end].units.startIndex + depth] == unit
      { end += 1 }
      while sibling < siblingEnd, nodes[sibling].unit < unit { sibling += 1 }
      var child = sibling
      if sibling == siblingEnd || nodes[sibling].unit != unit {
        child = nodes.count
        nodes.append(Node(unit: unit, cost: 0))
        places.append(.leaf)
      }
      additions.append(Addition(node: child, words: start..<end))
      let first = words[start]
      if first.units.count == depth + 1 {
        nodes[child].cost = first.isHard ? first.cost | Self.hardBit : first.cost
      }
      start = end
    }
  }

  /// The number of nodes.
  private var count: Int { nodes.count - 1 }

  /// The units' labels, from 1, by falling number of nodes that they lead to.
  private func numberedUnits() -> [UInt16] {
    var frequencies = [UInt64](repeating: 0, count: 0x1_0000)
    for node in nodes[1..<count] { frequencies[Int(node.unit)] += 1 }
    var used: [UInt64] = []
    for unit in frequencies.indices where frequencies[unit] > 0 {
      used.append(frequencies[unit] << 16 | UInt64(unit))
    }
    used.sort(by: >)
    var labels = [UInt16](repeating: 0, count: 0x1_0000)
    for (index, entry) in used.enumerated() {
      labels[Int(entry & 0xFFFF)] = UInt16(truncatingIfNeeded: index + 1)
    }
    return labels
  }

  /// Fills `memory` and returns the number of slots, or nil if a base is too large for a slot.
  func fill(_ memory: TrieMemory) -> Int? {
    let labels = numberedUnits()
    let nodes = nodes.span
    // From now on a unit is known by its label.
    var nodeLabels = [UInt16](repeating: 0, count: count)
    for node in 1..<count { nodeLabels[node] = labels[Int(nodes[node].unit)] }
    var places = SlotPlaces(labelLimit: Int(labels.max() ?? 0) + 1)
    var bases = [Int32](repeating: 0, count: count)
    var childMasks = [UInt16](repeating: 0, count: count)
    // The root, which has most children, comes first and so gets base 0.
    for node in parentsByFallingChildCount().lazy.map(Int.init) {
      let children = Int(nodes[node].firstChild)..<Int(nodes[node + 1].firstChild)
      let childLabels = nodeLabels.span.extracting(children)
      guard let base = places.take(childLabels) else { return nil }
      bases[node] = Int32(base)
      var mask: UInt16 = 0
      for child in childLabels.indices { mask |= 1 &<< (childLabels[child] & 15) }
      childMasks[node] = mask
    }

    memory.fill { memoryLabels, slots in
      for unit in labels.indices { memoryLabels[unit] = labels[unit] }
      let (nodeLabels, bases, childMasks) = (nodeLabels.span, bases.span, childMasks.span)
      for node in bases.indices {
        let base = Int(bases[node])
        for child in Int(nodes[node].firstChild)..<Int(nodes[node + 1].firstChild) {
          let cost = nodes[child].cost
          slots[base &+ Int(nodeLabels[child])] =
            CharacterTrie.Slot(
              cost: cost & ~Self.hardBit, isHard: cost & Self.hardBit != 0,
              label: nodeLabels[child], base: Int(bases[child]), childMask: childMasks[child]
            ).bits
        }
      }
    }
    return places.count
  }

  /// The nodes that have children: a counting sort, for there are some 130,000.
  private func parentsByFallingChildCount() -> [Int32] {
    let nodes = nodes.span
    func childCount(_ node: Int) -> Int {
      Int(nodes[node &+ 1].firstChild &- nodes[node].firstChild)
    }
    let greatest = (0..<count).reduce(0) { max($0, childCount($1)) }
    // For each number of children, the place of the next node with so many.
    var counts = [Int](repeating: 0, count: greatest + 1)
    var places = counts.mutableSpan
    for node in 0..<count { places[childCount(node)] &+= 1 }
    var total = 0
    for count in (1..<greatest + 1).reversed() {
      (places[count], total) = (total, total &+ places[count])
    }
    return [Int32](unsafeUninitializedCapacity: total) { sorted, initialized in
      for node in 0..<count {
        let count = childCount(node)
        guard count > 0 else { continue }
        sorted[places[count]] = Int32(truncatingIfNeeded: node)
        places[count] &+= 1
      }
      initialized = total
    }
  }
}
