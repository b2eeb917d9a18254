/// The break dictionary as a double array (Aoe 1989), in which a child is found by one addition: for
/// bulk work, 11 MB.
///
/// Characters are numbered by falling frequency in the dictionary, so that what is often needed lies
/// close together. The slot of a node's child with a label is at the node's base plus the label; no
/// two nodes have the same base, so a slot with that label is that child's.
///
///     bits  0–7   cost of the word that ends here, 0 if none does
///           8–23  label of the slot's node, 0 if the slot is free
///          24–44  base of its children
///          48–63  mask of its children: bit *n* is set if one has a label ≡ *n* modulo 16
struct CharacterTrie: Sendable {
  /// That of ``BreakDictionary/shared``, made at the first use. Nil if there is none or it does not fit.
  static let shared = BreakDictionary.shared.flatMap { CharacterTrie($0.trie) }

  /// The label of every unit; 0 for those in no word.
  let labels: [UInt16]

  /// The slots of all nodes. The root's base is 0. There are free ones at the end, so that any base
  /// plus any label is an index.
  let slots: [UInt64]
}

extension CharacterTrie {
  /// A node of the trie, and how it is reached and left.
  struct Slot {
    var bits: UInt64

    init(bits: UInt64) { self.bits = bits }

    init(cost: UInt8, label: UInt16, base: Int, childMask: UInt16) {
      bits = UInt64(cost) | UInt64(label) << 8 | UInt64(base) << 24 | UInt64(childMask) << 48
    }

    /// One more than the greatest base.
    static let baseLimit = 1 << 21

    var cost: UInt64 { bits & 0xFF }
    var label: UInt16 { UInt16(truncatingIfNeeded: bits >> 8) }
    var base: Int { Int(truncatingIfNeeded: bits >> 24) & (Self.baseLimit - 1) }

    /// The index of the slot of the child with `label`, if there is one; 0 if there is certainly none.
    func childIndex(_ label: UInt16) -> Int {
      (base &+ Int(label)) & (0 &- Int(truncatingIfNeeded: bits >> (48 + UInt64(label & 15)) & 1))
    }

    /// False if no child has the label. True says little: labels share the bits of the mask.
    func mayHaveChild(_ label: UInt16) -> Bool { bits >> (48 + UInt64(label & 15)) & 1 != 0 }
  }
}
