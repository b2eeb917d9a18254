extension CharacterTrie {
  /// Makes a double array of those words of `trie` that are of Han and kana alone and not longer than
  /// ``BestPath/maximumLength``: some 60 ms. Nil if a cost or a base exceeds its bits, which none of
  /// ICU's does.
  init?(_ trie: UCharsTrie) {
    guard let nodes = Nodes(trie) else { return nil }
    labels = nodes.numberedUnits()
    guard let slots = nodes.slots(labels: labels) else { return nil }
    self.slots = slots
  }
}

/// The nodes of a trie in breadth-first order; the children of a node stand side by side.
private struct Nodes {
  /// The unit that leads to each node; 0 for the root.
  private var units: [UInt16] = [0]
  /// The cost of the word that ends at each node, or 0.
  private var costs: [UInt8] = [0]
  /// The index of each node's first child, and at the end the number of nodes.
  private var firstChildren: [Int32] = []

  /// More nodes, which a damaged trie might seem to have, are refused.
  private static let limit = 1 << 20

  init?(_ trie: UCharsTrie) {
    var places = [UCharsTrie.Node.root]
    var fits = true
    var level = 0..<1
    for _ in 0..<BestPath.maximumLength {
      for index in level {
        firstChildren.append(Int32(units.count))
        trie.forEachChild(of: places[index]) { unit, place, value in
          guard WordClass.isHanOrKana(unit) else { return }
          units.append(unit)
          places.append(place)
          let cost: UInt8? = value == UCharsTrie.noValue ? 0 : UInt8(exactly: value)
          // A word that costs nothing could not be told from none.
          fits = fits && cost != nil && value != 0
          costs.append(cost ?? 0)
        }
        guard fits, units.count <= Self.limit else { return nil }
      }
      level = level.upperBound..<units.count
    }
    while firstChildren.count <= units.count { firstChildren.append(Int32(units.count)) }
  }

  private func children(of node: Int) -> Range<Int> {
    Int(firstChildren[node])..<Int(firstChildren[node + 1])
  }

  /// The units' labels, from 1, by falling number of nodes that they lead to.
  func numberedUnits() -> [UInt16] {
    var frequencies = [Int32](repeating: 0, count: 0x1_0000)
    for unit in units.dropFirst() { frequencies[Int(unit)] += 1 }
    let used = (0..<0x1_0000).filter { frequencies[$0] > 0 }
      .sorted { (frequencies[$0], $1) > (frequencies[$1], $0) }
    var labels = [UInt16](repeating: 0, count: 0x1_0000)
    for (index, unit) in used.enumerated() { labels[unit] = UInt16(truncatingIfNeeded: index + 1) }
    return labels
  }

  /// The slots of all nodes, or nil if a base is too large for a slot.
  func slots(labels: [UInt16]) -> [UInt64]? {
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

    var slots = [UInt64](repeating: 0, count: places.count)
    for node in units.indices {
      for child in children(of: node) {
        let label = labels[Int(units[child])]
        var childMask: UInt16 = 0
        for grandchild in children(of: child) {
          childMask |= 1 << (labels[Int(units[grandchild])] & 15)
        }
        let slot = CharacterTrie.Slot(
          cost: costs[child], label: label, base: Int(bases[child]), childMask: childMask)
        slots[Int(bases[node]) + Int(label)] = slot.bits
      }
    }
    return slots
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
