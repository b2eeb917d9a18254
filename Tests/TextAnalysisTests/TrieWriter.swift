/// Writes words in the form of ICU's `UCharsTrie`, plainly: no part is shared, and what can be matched unit
/// by unit is.
struct TrieWriter {
  private final class Node {
    var value: UInt16?
    var children: [UInt16: Node] = [:]
    var ascending: [(unit: UInt16, node: Node)] {
      children.sorted { $0.key < $1.key }.map { (unit: $0.key, node: $0.value) }
    }
  }

  /// The units of a trie of `words`, whose values are from 1 to 255.
  static func units(of words: [[UInt16]: UInt16]) -> [UInt16] {
    let root = Node()
    for (word, value) in words {
      var node = root
      for unit in word {
        let child = node.children[unit] ?? Node()
        node.children[unit] = child
        node = child
      }
      node.value = value
    }
    return units(of: root)
  }

  private static func units(of node: Node) -> [UInt16] {
    let children = node.ascending
    if children.isEmpty { return [0x8000 | (node.value ?? 0)] }
    var units: [UInt16]
    if children.count == 1 {
      var run = [children[0].unit]
      var last = children[0].node
      while run.count < 16, last.value == nil, last.children.count == 1 {
        run.append(last.ascending[0].unit)
        last = last.ascending[0].node
      }
      units = [0x30 + UInt16(run.count) - 1] + run + self.units(of: last)
    } else if children.count <= 0x30 {
      units = [UInt16(children.count) - 1] + branch(children[...])
    } else {
      units = [0, UInt16(children.count) - 1] + branch(children[...])
    }
    if let value = node.value { units[0] |= (value + 1) << 6 }
    return units
  }

  private static func branch(_ children: ArraySlice<(unit: UInt16, node: Node)>) -> [UInt16] {
    if children.count > 5 {
      let middle = children.startIndex + children.count / 2
      let rest = branch(children[middle...])
      return [children[middle].unit] + offset(rest.count) + rest + branch(children[..<middle])
    }
    guard let last = children.last else { return [] }
    // From the end: the nodes of the children follow on the list, that of the last one first.
    var units = [last.unit] + self.units(of: last.node)
    for child in children.dropLast().reversed() {
      let childUnits = self.units(of: child.node)
      if child.node.children.isEmpty {
        units = [child.unit] + childUnits + units
      } else {
        units = [child.unit] + keyedOffset(units.count) + units + childUnits
      }
    }
    return units
  }

  private static func offset(_ count: Int) -> [UInt16] {
    count < 0xFC00 ? [UInt16(count)] : [0xFC00 | UInt16(count >> 16), UInt16(count & 0xFFFF)]
  }

  private static func keyedOffset(_ count: Int) -> [UInt16] {
    count < 0x4000 ? [UInt16(count)] : [0x4000 | UInt16(count >> 16), UInt16(count & 0xFFFF)]
  }
}
