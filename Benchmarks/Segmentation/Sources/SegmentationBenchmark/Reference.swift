import CICU

/// ICU's own word breaks, as a program that knows nothing better would fetch them.
final class Reference {
  private let breaker: OpaquePointer

  /// The end of every segment of the last text, words and what lies between them.
  private(set) var ends: [Int32] = []
  private var buffer = [Int32](repeating: 0, count: 256)

  init() {
    var error: Int32 = 0
    guard let breaker = cicu_word_breaker_open(&error) else { fatalError("ICU has no word breaks") }
    self.breaker = breaker
    // A breaker's results on rare scripts depend on whether it met Chinese before them.
    segment([0x5DE5, 0x4F1A])
  }

  deinit { cicu_word_breaker_close(breaker) }

  func segment(_ units: [UInt16]) {
    ends.removeAll(keepingCapacity: true)
    units.withUnsafeBufferPointer { text in
      guard let start = text.baseAddress else { return }
      precondition(cicu_word_breaker_set_text(breaker, start, Int32(text.count)) <= 0)
      while case let count = cicu_word_breaker_next(breaker, &buffer, buffer.count), count > 0 {
        ends.append(contentsOf: buffer[..<count])
      }
    }
  }

  /// The words of a text: the segments with a letter, number or symbol.
  func words(of units: [UInt16]) -> [Range<Int32>] {
    segment(units)
    var words: [Range<Int32>] = []
    var start: Int32 = 0
    for end in ends {
      let text = String(decoding: units[Int(start)..<Int(end)], as: UTF16.self)
      if text.unicodeScalars.contains(where: Self.isOfWord) { words.append(start..<end) }
      start = end
    }
    return words
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    switch cicu_category_of(scalar.value) {
    case .CICU_LETTER, .CICU_NUMBER, .CICU_SYMBOL, .CICU_PRIVATE_USE: true
    default: false
    }
  }
}
