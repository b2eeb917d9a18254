internal import CICU

/// ICU's own iterator over word breaks.
struct WordBreaker: ~Copyable {
  private let breaker: OpaquePointer

  /// The breaks fetched at once: enough for the cost of a call to vanish.
  private var ends = [Int32](repeating: 0, count: 256)

  /// Opens the breaker: a few milliseconds for the first one in a process, 10 µs for others.
  ///
  /// - Throws: ``UnicodeDataError`` if ICU has no rules for word breaks.
  init() throws(UnicodeDataError) {
    var error: Int32 = 0
    guard let breaker = cicu_word_breaker_open(&error) else {
      throw UnicodeDataError(subject: "word breaks", icuError: error)
    }
    self.breaker = breaker
    // ICU asks its engines for a script in the order in which a breaker met the scripts, and an engine
    // for unknown ones takes whole scripts, which share characters. With Chinese met first, breaks do
    // not depend on earlier texts.
    let text: [UInt16] = [0x5DE5, 0x4F1A]
    forEachSegment(of: text.span) { _ in }
  }

  deinit { cicu_word_breaker_close(breaker) }

  /// Calls `body` with all segments of `units`, ascending.
  ///
  /// - Precondition: fewer than 2³¹ units.
  mutating func forEachSegment(of units: Span<UInt16>, _ body: (Range<Int32>) -> Void) {
    units.withUnsafeBufferPointer { buffer in
      guard let text = buffer.baseAddress else { return }
      // SAFETY: the breaker keeps `text`, but reads it in `cicu_word_breaker_next` only, which is
      // called here, while it is in place, and never again before another text is set.
      let error = cicu_word_breaker_set_text(breaker, text, Int32(buffer.count))
      precondition(error <= 0, "the word breaker failed with \(error)")
      var start: Int32 = 0
      while true {
        let count = cicu_word_breaker_next(breaker, &ends, ends.count)
        if count == 0 { return }
        for end in ends[..<count] {
          body(start..<end)
          start = end
        }
      }
    }
  }
}
