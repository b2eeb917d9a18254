/// The words of a ``Lexicon``, found by their first two units.
struct LexiconTerms: Sendable {
  struct Term {
    /// Where it begins in ``units``.
    let start: UInt32
    let length: UInt8
    let source: LexiconSource
    let isHard: Bool
    /// Whether it is of Han and kana alone, and so a candidate of the search for words.
    let isIdeographic: Bool
    /// The next term with the same slot in ``slots``, plus 1; 0 behind the last.
    fileprivate let next: Int32
  }

  /// The folded units of all terms, one after the other.
  private(set) var units: [UInt16] = []

  private(set) var all: [Term] = []

  /// For every hash of two units the last term with it, plus 1; 0 if there is none. The count is a
  /// power of two.
  private var slots: [Int32] = [0]

  /// For every unit, whether a term that is not ideographic begins with it, as bits; empty if there
  /// is no such term.
  private(set) var mixedFirsts: [UInt64] = []

  var isEmpty: Bool { all.isEmpty }

  /// The lengths of terms, in units.
  static let lengths = 2...BestPath.maximumLength

  /// The units of a term.
  func units(of term: Term) -> ArraySlice<UInt16> {
    units[Int(term.start)..<Int(term.start) + Int(term.length)]
  }

  /// The index of the term that `text` is, if it is one.
  func index(of text: Span<UInt16>) -> Int? {
    guard Self.lengths.contains(text.count) else { return nil }
    var index = candidate(text[0], text[1])
    while index >= 0 {
      if Int(all[index].length) == text.count, isPrefix(all[index], of: text, from: 0) {
        return index
      }
      index = candidate(after: index)
    }
    return nil
  }

  // MARK: Matching

  /// The index of the first term that may begin with these units; -1 if there is none.
  @inline(always)
  func candidate(_ first: UInt16, _ second: UInt16) -> Int {
    Int(slots[slot(first, second)]) - 1
  }

  /// The index of the next one after that at `index`; -1 if there is none.
  func candidate(after index: Int) -> Int { Int(all[index].next) - 1 }

  /// Whether `text` has the term at `start`.
  func isPrefix(_ term: Term, of text: Span<UInt16>, from start: Int) -> Bool {
    let end = start + Int(term.length)
    return end <= text.count && Self.isEqual(term, text.extracting(start..<end), units.span)
  }

  private func slot(_ first: UInt16, _ second: UInt16) -> Int {
    Self.slot(first, second, count: slots.count)
  }

  @inline(__always)
  private static func slot(_ first: UInt16, _ second: UInt16, count: Int) -> Int {
    // Fibonacci hashing: the product's high half mixes all bits of both units.
    let product = (UInt64(first) &<< 16 | UInt64(second)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: product &>> 32) & (count &- 1)
  }

  // MARK: Building

  /// The terms of a list. Of equal ones the last counts, but a soft one replaces no hard one.
  init(_ list: LexiconTermList) {
    guard !list.entries.isEmpty else { return }
    units = list.units
    // At a quarter full, most pairs of characters that begin no term have an empty slot.
    var count = 64
    while count < 4 * list.entries.count { count *= 2 }
    slots = [Int32](repeating: 0, count: count)
    let units = list.units.span
    slots.withUnsafeMutableBufferPointer { slots in
      all = [Term](capacity: list.entries.count) { terms in
        var start = 0
        for entry in list.entries {
          Self.add(entry, at: start, of: units, slots: slots, to: &terms)
          start &+= Int(entry.length)
        }
      }
    }
    for term in all where !term.isIdeographic {
      if mixedFirsts.isEmpty { mixedFirsts = [UInt64](repeating: 0, count: 0x1_0000 / 64) }
      let first = list.units[Int(term.start)]
      mixedFirsts[Int(first / 64)] |= 1 << UInt64(first % 64)
    }
  }

  @inline(__always)
  private static func add(
    _ entry: LexiconTermList.Entry, at start: Int, of units: Span<UInt16>,
    slots: UnsafeMutableBufferPointer<Int32>, to terms: inout OutputSpan<Term>
  ) {
    // SAFETY: a slot is less than their count.
    let slot = slot(units[start], units[start &+ 1], count: slots.count)
    let text = units.extracting(start..<start &+ Int(entry.length))
    var index = Int(slots[slot]) &- 1
    while index >= 0 {
      let old = terms[index]
      if old.length == entry.length, Self.isEqual(old, text, units) {
        if entry.isHard || !old.isHard {
          terms[index] = Term(
            start: old.start, length: old.length, source: entry.source, isHard: entry.isHard,
            isIdeographic: old.isIdeographic, next: old.next)
        }
        return
      }
      index = Int(old.next) &- 1
    }
    var isIdeographic = true
    for index in text.indices where !WordClass.isHanOrKana(text[index]) { isIdeographic = false }
    terms.append(
      Term(
        start: UInt32(truncatingIfNeeded: start), length: entry.length, source: entry.source,
        isHard: entry.isHard, isIdeographic: isIdeographic, next: slots[slot]))
    slots[slot] = Int32(truncatingIfNeeded: terms.count)
  }

  /// Whether a term is `text`, which has its length.
  private static func isEqual(_ term: Term, _ text: Span<UInt16>, _ units: Span<UInt16>) -> Bool {
    for index in text.indices where units[Int(term.start) &+ index] != text[index] { return false }
    return true
  }
}
