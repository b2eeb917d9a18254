/// A reader of ICU's trie of UTF-16 strings with values (`UCharsTrie`, ucharstrie.h), which finds a
/// word's prefixes unit by unit.
///
///     node    0x0000–0x002F  branch over 1 + n children; 0: n is in the next unit
///             0x0030–0x003F  1–16 units to be matched one after the other, then a node
///             0x0040–0x7FFF  value in the bits above the low 6, which with bit 6–14 clear are the
///                            node that follows
///             0x8000–0xFFFF  value, and nothing follows
///     branch  more than 5 children: unit, offset of the children below it, then those not below it
///             else unit, final value or offset of its node; the last unit's node just follows
///
/// Offsets lead forwards only, so every walk ends. What lies outside the trie reads as 0xFFFF, a
/// value: damaged data give wrong words, but are not read beyond.
struct UCharsTrie {
  let units: UnsafeBufferPointer<UInt16>

  /// A place in the trie: the prefix matched so far.
  struct Node {
    /// The index of the next unit to be read; `UInt32.max` where no word continues.
    fileprivate(set) var position: UInt32
    /// How many units at `position` are left to be matched before a node.
    fileprivate var linear: UInt16 = 0

    static let root = Node(position: 0)
    static let leaf = Node(position: .max)

    var isLeaf: Bool { position == .max }
  }

  /// The value of a prefix that is not a word. Values of 0xFFFF and more do not occur in cost
  /// dictionaries and read as this one.
  static let noValue: UInt16 = .max

  /// The value of `word`; nil if it is none.
  func value(of word: Span<UInt16>) -> UInt16? {
    var node = Node.root
    var value = Self.noValue
    for index in word.indices { value = advance(&node, by: word[index]) }
    return value == Self.noValue ? nil : value
  }

  /// Moves `node` to its child for `unit` and returns the child's value, or ``noValue``. Without such
  /// a child, `node` becomes a leaf.
  func advance(_ node: inout Node, by unit: UInt16) -> UInt16 {
    guard !node.isLeaf else { return Self.noValue }
    var position = Int(node.position)
    if node.linear == 0 {
      var lead = self[position]
      if lead >= Lead.value {
        if lead >= Lead.finalValue {
          node = .leaf
          return Self.noValue
        }
        position += Self.innerValueLength(lead) - 1
        lead &= 0x3F
      }
      position += 1
      if lead < Lead.linear { return advance(&node, by: unit, branchAt: position, lead: lead) }
      node.linear = lead - Lead.linear + 1
    }
    guard self[position] == unit else {
      node = .leaf
      return Self.noValue
    }
    node.linear -= 1
    node.position = UInt32(truncatingIfNeeded: position + 1)
    return node.linear == 0 ? value(at: position + 1) : Self.noValue
  }

  /// Calls `body` with the unit, node and value (or ``noValue``) of every child of `node`, ascending.
  /// Inlined, for all of a dictionary is read so.
  @inline(always)
  func forEachChild(of node: Node, _ body: (UInt16, Node, UInt16) -> Void) {
    guard !node.isLeaf else { return }
    var position = Int(node.position)
    var linear = node.linear
    if linear == 0 {
      var lead = self[position]
      if lead >= Lead.finalValue { return }
      if lead >= Lead.value {
        position &+= Self.innerValueLength(lead) &- 1
        lead &= 0x3F
      }
      position &+= 1
      if lead < Lead.linear { return forEachChild(branchAt: position, lead: lead, body) }
      linear = lead &- Lead.linear &+ 1
    }
    let unit = self[position]
    if linear > 1 {
      let rest = Node(position: UInt32(truncatingIfNeeded: position &+ 1), linear: linear &- 1)
      body(unit, rest, Self.noValue)
    } else {
      let child = child(at: position &+ 1)
      body(unit, child.node, child.value)
    }
  }

  // MARK: Branches

  /// Branches with more children are searched by halves.
  private static let listLength = 5

  private func advance(
    _ node: inout Node, by unit: UInt16, branchAt start: Int, lead: UInt16
  ) -> UInt16 {
    var position = start
    var length = Int(lead) + 1
    if lead == 0 {
      length = Int(self[position]) + 1
      position += 1
    }
    while length > Self.listLength {
      let isBelow = unit < self[position]
      let offset = offset(at: position + 1)
      if isBelow {
        length >>= 1
        position = offset.target
      } else {
        length -= length >> 1
        position = offset.end
      }
    }
    while length > 1 {
      if self[position] == unit {
        let child = keyedChild(at: position + 1)
        node = child.node
        return child.value
      }
      position = keyedChild(at: position + 1).end
      length -= 1
    }
    guard self[position] == unit else {
      node = .leaf
      return Self.noValue
    }
    let child = child(at: position + 1)
    node = child.node
    return child.value
  }

  @inline(always)
  private func forEachChild(
    branchAt start: Int, lead: UInt16, _ body: (UInt16, Node, UInt16) -> Void
  ) {
    var position = start
    var length = Int(lead) + 1
    if lead == 0 {
      length = Int(self[position]) + 1
      position &+= 1
    }
    // Where the halves are that are yet to be read, and in the low 16 bits their lengths: at most as many
    // as 65,536 can be halved.
    var halves = [16 of Int](repeating: 0)
    var halfCount = 0
    while true {
      while length > Self.listLength {
        let offset = offset(at: position &+ 1)
        halves[halfCount] = offset.end << 16 | (length &- length >> 1)
        halfCount &+= 1
        position = offset.target
        length >>= 1
      }
      while length > 0 {
        let unit = self[position]
        if length > 1 {
          let child = keyedChild(at: position &+ 1)
          body(unit, child.node, child.value)
          position = child.end
        } else {
          let child = child(at: position &+ 1)
          body(unit, child.node, child.value)
        }
        length &-= 1
      }
      if halfCount == 0 { return }
      halfCount &-= 1
      position = halves[halfCount] >> 16
      length = halves[halfCount] & 0xFFFF
    }
  }

  /// The child whose final value or offset is at `position`, and where that ends.
  private func keyedChild(at position: Int) -> (node: Node, value: UInt16, end: Int) {
    let number = finalNumber(at: position)
    if self[position] >= Lead.finalValue {
      return (.leaf, Self.value(number.value), number.end)
    }
    let child = child(at: number.end &+ number.value)
    return (child.node, child.value, number.end)
  }

  /// The child whose node starts at `position`.
  private func child(at position: Int) -> (node: Node, value: UInt16) {
    let isLeaf = self[position] >= Lead.finalValue
    let node = Node(position: UInt32(truncatingIfNeeded: position))
    return (isLeaf ? .leaf : node, value(at: position))
  }

  // MARK: Numbers

  /// The leads of nodes and of longer numbers.
  private enum Lead {
    static let linear: UInt16 = 0x30
    static let value: UInt16 = 0x40
    static let finalValue: UInt16 = 0x8000
  }

  private subscript(position: Int) -> UInt16 {
    // SAFETY: the index is within the buffer.
    position < units.count ? units[position] : 0xFFFF
  }

  private func pair(at position: Int) -> Int { Int(self[position]) << 16 | Int(self[position + 1]) }

  private static func value(_ number: Int) -> UInt16 { UInt16(exactly: number) ?? noValue }

  /// The value of the node that starts at `position`.
  private func value(at position: Int) -> UInt16 {
    let lead = self[position]
    if lead >= Lead.finalValue { return Self.value(finalNumber(at: position).value) }
    if lead < Lead.value { return Self.noValue }
    return switch Self.innerValueLength(lead) {
    case 1: lead >> 6 - 1
    case 2: Self.value((Int(lead & 0x7FC0) - 0x4040) << 10 | Int(self[position + 1]))
    default: Self.value(pair(at: position + 1))
    }
  }

  /// The units that a value takes together with the lead of the node after it.
  private static func innerValueLength(_ lead: UInt16) -> Int {
    lead < 0x4040 ? 1 : lead < 0x7FC0 ? 2 : 3
  }

  /// The 15-bit, 30-bit or 32-bit number at `position`, whose highest bit in the lead is a flag.
  @inline(always)
  private func finalNumber(at position: Int) -> (value: Int, end: Int) {
    let lead = Int(self[position] & 0x7FFF)
    return switch lead {
    case 0..<0x4000: (lead, position &+ 1)
    case 0x7FFF: (pair(at: position &+ 1), position &+ 3)
    default: ((lead - 0x4000) << 16 | Int(self[position &+ 1]), position &+ 2)
    }
  }

  /// Where the offset at `position` leads, and where it ends.
  private func offset(at position: Int) -> (target: Int, end: Int) {
    let lead = Int(self[position])
    let (value, end) =
      switch lead {
      case 0..<0xFC00: (lead, position + 1)
      case 0xFFFF: (pair(at: position + 1), position + 3)
      default: ((lead - 0xFC00) << 16 | Int(self[position + 1]), position + 2)
      }
    return (end + value, end)
  }
}
