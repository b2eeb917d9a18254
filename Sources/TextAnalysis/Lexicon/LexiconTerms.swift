internal import Glibc

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

  static let empty = LexiconTerms(capacity: 0)

  /// No terms, and room for about `capacity`.
  init(capacity: Int) {
    guard capacity > 0 else { return }
    // At a quarter full, most pairs of characters that begin no term have an empty slot.
    var count = 64
    while count < 4 * capacity { count *= 2 }
    slots = [Int32](repeating: 0, count: count)
    all.reserveCapacity(capacity)
    units.reserveCapacity(4 * capacity)
  }

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
    guard Int(term.length) <= text.count - start else { return false }
    for offset in 0..<Int(term.length)
    where units[Int(term.start) + offset] != text[start + offset] { return false }
    return true
  }

  private func slot(_ first: UInt16, _ second: UInt16) -> Int {
    // Fibonacci hashing: the product's high half mixes all bits of both units.
    let product = (UInt64(first) << 16 | UInt64(second)) &* 0x9E37_79B9_7F4A_7C15
    return Int(product >> 32) & (slots.count - 1)
  }

  // MARK: Adding

  /// Adds a term, already folded. Of equal terms the last one counts, but a soft one replaces no hard
  /// one; a text of no length in ``lengths`` is passed over.
  mutating func add(_ text: Span<UInt16>, source: LexiconSource, isHard: Bool = false) {
    let start = units.count
    for index in text.indices { units.append(text[index]) }
    addTerm(from: start, source: source, isHard: isHard)
  }

  /// Makes a term of the units from `start` on, or removes them.
  private mutating func addTerm(from start: Int, source: LexiconSource, isHard: Bool) {
    let length = units.count - start
    guard Self.lengths.contains(length) else {
      units.removeLast(length)
      return
    }
    if all.count * 2 >= slots.count { grow() }
    let slot = slot(units[start], units[start + 1])
    var index = Int(slots[slot]) - 1
    while index >= 0 {
      let old = all[index]
      if Int(old.length) == length, isPrefix(old, of: units.span, from: start) {
        if isHard || !old.isHard {
          all[index] = Term(
            start: old.start, length: old.length, source: source, isHard: isHard,
            isIdeographic: old.isIdeographic, next: old.next)
        }
        units.removeLast(length)
        return
      }
      index = candidate(after: index)
    }
    var isIdeographic = true
    for index in start..<start + length {
      isIdeographic = isIdeographic && WordClass.isHanOrKana(units[index])
    }
    if !isIdeographic {
      if mixedFirsts.isEmpty { mixedFirsts = [UInt64](repeating: 0, count: 0x1_0000 / 64) }
      mixedFirsts[Int(units[start] / 64)] |= 1 << UInt64(units[start] % 64)
    }
    all.append(
      Term(
        start: UInt32(start), length: UInt8(length), source: source, isHard: isHard,
        isIdeographic: isIdeographic, next: slots[slot]))
    slots[slot] = Int32(all.count)
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: max(64, slots.count * 4))
    for (index, term) in all.enumerated() {
      let slot = slot(units[Int(term.start)], units[Int(term.start) + 1])
      all[index] = Term(
        start: term.start, length: term.length, source: term.source, isHard: term.isHard,
        isIdeographic: term.isIdeographic, next: slots[slot])
      slots[slot] = Int32(index + 1)
    }
  }

  /// Adds the words of a block: UTF-8 text of one word a line, up to a tab if there is one, already
  /// folded. Empty lines, those that begin with # and those with characters above U+FFFF are passed
  /// over.
  mutating func add(block: UnsafeRawBufferPointer, source: LexiconSource) {
    guard let bytes = block.baseAddress else { return }
    var lineStart = 0
    while lineStart < block.count {
      let rest = block.count - lineStart
      let lineEnd =
        memchr(bytes + lineStart, 0x0A, rest).map { UnsafeRawPointer($0) - bytes } ?? block.count
      let start = units.count
      if block[lineStart] != UInt8(ascii: "#"),
        append(textUpToTab: UnsafeRawBufferPointer(rebasing: block[lineStart..<lineEnd]))
      {
        addTerm(from: start, source: source, isHard: false)
      } else {
        units.removeLast(units.count - start)
      }
      lineStart = lineEnd + 1
    }
  }

  /// Appends the units of a line of UTF-8, up to a tab if there is one; false where a character is above U+FFFF.
  private mutating func append(textUpToTab line: UnsafeRawBufferPointer) -> Bool {
    var isBelow = true
    units.append(addingCapacity: line.count) { units in
      var index = 0
      while index < line.count {
        let lead = UInt16(line[index])
        func trail(_ offset: Int) -> UInt16 {
          index + offset < line.count ? UInt16(line[index + offset] & 0x3F) : 0
        }
        switch lead {
        case 0x09: return
        case 0..<0x80:
          units.append(lead)
          index += 1
        case 0xC0..<0xE0:
          units.append((lead & 0x1F) << 6 | trail(1))
          index += 2
        case 0xE0..<0xF0:
          units.append(lead << 12 | trail(1) << 6 | trail(2))
          index += 3
        default:
          isBelow = false
          return
        }
      }
    }
    return isBelow
  }
}
