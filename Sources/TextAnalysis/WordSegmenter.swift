internal import CICU

/// Cuts folded text into words.
///
/// A segmenter keeps its position and buffers; use one for many texts, and one per thread.
package struct WordSegmenter: ~Copyable {
  private let breaker: OpaquePointer

  /// Whether a unit is a character that makes its segment a word, for the Basic Multilingual Plane,
  /// filled when it is first met.
  private var kinds = [Kind](repeating: .unknown, count: 0x1_0000)

  private enum Kind: UInt8 { case unknown, word, other }

  /// The breaks fetched at once: enough for the cost of a call to vanish.
  private var ends = [Int32](repeating: 0, count: 256)

  /// Opens the breaker: a few milliseconds for the first one and its first Chinese text, 10 µs for
  /// others.
  ///
  /// - Throws: ``UnicodeDataError`` if ICU has no rules for word breaks.
  package init() throws(UnicodeDataError) {
    var error: Int32 = 0
    guard let breaker = cicu_word_breaker_open(&error) else {
      throw UnicodeDataError(subject: "word breaks", icuError: error)
    }
    self.breaker = breaker
  }

  deinit { cicu_word_breaker_close(breaker) }

  /// Replaces the contents of `words` by the words of `units`, ranges of unit offsets in ascending
  /// order that do not overlap. What lies between them is punctuation, signs and spaces: a word has
  /// at least one letter, number or symbol (``CharacterClass/word``).
  ///
  /// The words of a text depend on all of it: those of a part can differ at any place.
  ///
  /// - Precondition: fewer than 2³¹ units.
  package mutating func segment(_ units: Span<UInt16>, into words: inout [Range<Int32>]) {
    words.removeAll(keepingCapacity: true)
    if units.isEmpty { return }
    units.withUnsafeBufferPointer { buffer in
      guard let text = buffer.baseAddress else { return }
      // SAFETY: the breaker keeps `text`, but reads it in `cicu_word_breaker_next` only, which is
      // called here, while it is in place, and never again before another text is set.
      let error = cicu_word_breaker_set_text(breaker, text, Int32(buffer.count))
      precondition(error <= 0, "the word breaker failed with \(error)")
      var start: Int32 = 0
      while true {
        let count = cicu_word_breaker_next(breaker, &ends, nil, ends.count)
        if count == 0 { return }
        for end in ends[..<count] {
          if isWord(units, start..<end) { words.append(start..<end) }
          start = end
        }
      }
    }
  }

  private mutating func isWord(_ units: Span<UInt16>, _ range: Range<Int32>) -> Bool {
    var index = Int(range.lowerBound)
    let end = Int(range.upperBound)
    while index < end {
      switch kinds[Int(units[index])] {
      case .word: return true
      case .other: index += 1
      case .unknown:
        let scalar = units.scalar(at: &index)
        let isWord = CharacterClass(of: scalar).contains(.word)
        if let unit = UInt16(exactly: scalar) { kinds[Int(unit)] = isWord ? .word : .other }
        if isWord { return true }
      }
    }
    return false
  }
}
