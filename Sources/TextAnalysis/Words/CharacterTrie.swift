/// The break dictionary and a lexicon as a double array (Aoe 1989), in which a child is found by one
/// addition: for bulk work, 8 MB.
///
/// Characters are numbered by falling frequency in the dictionary, so that what is often needed lies
/// close together. The slot of a node's child with a label is at the node's base plus the label; no
/// two nodes have the same base, so a slot with that label is that child's, and its index is a number
/// for the word that ends there.
///
///     bits  0–9   cost of the word that ends here, 0 if none does
///          10–25  label of the slot's node, 0 if the slot is free
///          26–46  base of its children
///          47     set if the word is a hard one, whose cost is 1
///          48–63  mask of its children: bit *n* is set if one has a label ≡ *n* modulo 16
struct CharacterTrie: Sendable {
  let memory: TrieMemory

  /// The number of slots in use; all behind are 0.
  let slotCount: Int

  /// The label of every unit; 0 for those in no word.
  var labels: Span<UInt16> {
    @_lifetime(borrow self)
    borrowing get { _overrideLifetime(memory.labels.span, borrowing: self) }
  }

  /// The slots of all nodes, as many as there are bases and labels, so that any base plus any label is
  /// an index. The root's base is 0.
  var slots: Span<UInt64> {
    @_lifetime(borrow self)
    borrowing get { _overrideLifetime(memory.slots.span, borrowing: self) }
  }
}

extension CharacterTrie {
  /// A node of the trie, and how it is reached and left.
  struct Slot {
    var bits: UInt64

    init(bits: UInt64) { self.bits = bits }

    /// One without children.
    init(cost: UInt16, isHard: Bool, label: UInt16) {
      bits =
        UInt64(cost & Self.costMask) | UInt64(label) << 10 | (isHard ? Self.hardBit : 0)
    }

    /// Gives children to a node that has none.
    mutating func setChildren(base: Int, mask: UInt16) {
      bits |= UInt64(base) << 26 | UInt64(mask) << 48
    }

    /// One more than the greatest base.
    static let baseLimit = 1 << 21

    private static let costMask: UInt16 = 0x3FF
    private static let hardBit: UInt64 = 1 << 47

    /// Whether a word ends here.
    @inline(always)
    var isWord: Bool { cost != 0 }

    /// The cost of the word; 0 if there is none.
    @inline(always)
    var cost: UInt64 { bits & UInt64(Self.costMask) }

    /// The cost of a way with the word, of `length` units, after one that costs `cost`.
    @inline(always)
    func cost(after cost: UInt64, length: Int) -> UInt64 {
      let reward = (bits >> 47 & 1) &* (UInt64(truncatingIfNeeded: length) &* BestPath.hardReward)
      return cost &+ self.cost &- reward
    }

    var label: UInt16 { UInt16(truncatingIfNeeded: bits >> 10) }
    var base: Int { Int(truncatingIfNeeded: bits >> 26) & (Self.baseLimit - 1) }

    /// The index of the slot of the child with `label`, if there is one; 0 if there is certainly none.
    func childIndex(_ label: UInt16) -> Int {
      (base &+ Int(label)) & (0 &- Int(truncatingIfNeeded: bits >> (48 + UInt64(label & 15)) & 1))
    }

    /// False if no child has the label. True says little: labels share the bits of the mask.
    func mayHaveChild(_ label: UInt16) -> Bool { bits >> (48 + UInt64(label & 15)) & 1 != 0 }
  }
}
