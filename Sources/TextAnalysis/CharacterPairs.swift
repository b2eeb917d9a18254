/// A sorted table from one ideograph of the Basic Multilingual Plane to another.
///
/// The text *is* the table: source and target follow each other, every pair 6 bytes of UTF-8, whose
/// byte order is the order of code points. It needs no start-up and can be read and compared by eye.
struct CharacterPairs {
  private let text: StaticString

  /// - Precondition: characters of U+0800…U+FFFF only, in pairs, sources ascending. A test checks it.
  init(_ text: StaticString) {
    self.text = text
  }

  /// The number of pairs.
  var count: Int { text.utf8CodeUnitCount / 6 }

  /// The pair at `index`, as UTF-16 units.
  subscript(index: Int) -> (source: UInt16, target: UInt16) {
    precondition(index >= 0 && index < count)
    return (unit(at: index * 6), unit(at: index * 6 + 3))
  }

  /// The target of `source`, or nil where the table has none: a binary search.
  func target(of source: UInt16) -> UInt16? {
    var lower = 0
    var upper = count
    while lower < upper {
      let middle = (lower + upper) / 2
      let pair = self[middle]
      if pair.source == source { return pair.target }
      if pair.source < source { lower = middle + 1 } else { upper = middle }
    }
    return nil
  }

  private func unit(at offset: Int) -> UInt16 {
    // SAFETY: the subscript, the only caller's caller, has checked that the pair is inside the text.
    let bytes = text.utf8Start + offset
    return UInt16(bytes[0] & 0x0F) << 12 | UInt16(bytes[1] & 0x3F) << 6 | UInt16(bytes[2] & 0x3F)
  }
}
