extension CharacterTrie {
  /// Makes a double array of the words of `trie` up to ``BestPath/maximumLength``: some 80 ms. Nil if
  /// a cost or a base exceeds its bits, which none of ICU's does.
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
          units.append(unit)
          places.append(place)
          let cost = value == UCharsTrie.noValue ? 0 : value
          fits = fits && cost <= UInt8.max && (cost > 0 || value == UCharsTrie.noValue)
          costs.append(UInt8(truncatingIfNeeded: cost))
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
    // First the root, which has base 0 and most children; those with fewer fit into what is left.
    for node in nodesByFallingChildCount() {
      childLabels.removeAll(keepingCapacity: true)
      for child in children(of: node) { childLabels.append(Int(labels[Int(units[child])])) }
      if childLabels.isEmpty { break }
      guard let base = places.take(childLabels), base < CharacterTrie.Slot.baseLimit else {
        return nil
      }
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

/// The free slots and bases of a double array that is being filled, as bits: 64 bases are tried at once.
private struct SlotPlaces {
  private let labelLimit: Int
  private var freeSlots: [UInt64] = []
  private var freeBases: [UInt64] = []

  /// The search for the next base begins at this word of `freeBases`: where the last one was found, for
  /// the next node has no more children. What it passes over stays free: about half.
  private var hint = 0
  private var lastCount = Int.max
  /// One more than the highest base taken.
  private var baseEnd = 0

  init(labelLimit: Int) { self.labelLimit = labelLimit }

  /// The number of slots in which any base plus any label is an index.
  var count: Int { baseEnd + labelLimit }

  /// Takes the smallest base found that has free slots for the labels.
  mutating func take(_ labels: [Int]) -> Int? {
    if labels.count < lastCount {
      lastCount = labels.count
      hint = 0
    }
    var word = hint
    while true {
      if word * 64 >= CharacterTrie.Slot.baseLimit { return nil }
      grow(toHold: word * 64 + 64 + labelLimit)
      var candidates = freeBases[word]
      for label in labels where candidates != 0 { candidates &= freeSlots(from: word * 64 + label) }
      if candidates != 0 {
        let base = word * 64 + candidates.trailingZeroBitCount
        freeBases[word] &= ~(1 << UInt64(base % 64))
        for label in labels {
          freeSlots[(base + label) / 64] &= ~(1 << UInt64((base + label) % 64))
        }
        hint = word
        baseEnd = max(baseEnd, base + 1)
        return base
      }
      word += 1
    }
  }

  private mutating func grow(toHold bits: Int) {
    while freeSlots.count * 64 < bits + 64 {
      freeSlots.append(.max)
      freeBases.append(.max)
    }
  }

  private func freeSlots(from bit: Int) -> UInt64 {
    let (word, shift) = (bit / 64, UInt64(bit % 64))
    return freeSlots[word] >> shift | (shift == 0 ? 0 : freeSlots[word + 1] << (64 - shift))
  }
}
