import CICU
import Testing

@testable import TextAnalysis

/// The words by ICU's breaker alone, one break at a time.
struct PlainWords: ~Copyable {
  private let breaker: OpaquePointer

  init() throws {
    var error: Int32 = 0
    breaker = try #require(cicu_word_breaker_open(&error))
    // On a few rare scripts ICU's breaks depend on whether this breaker met Chinese before them.
    _ = find(in: Array("工会".utf16))
  }

  deinit { cicu_word_breaker_close(breaker) }

  func find(in units: [UInt16]) -> [Range<Int32>] {
    units.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return [] }
      #expect(cicu_word_breaker_set_text(breaker, start, Int32(buffer.count)) <= 0)
      var words: [Range<Int32>] = []
      var first: Int32 = 0
      var end: Int32 = 0
      while cicu_word_breaker_next(breaker, &end, 1) == 1 {
        var index = Int(first)
        while index < end {
          if CharacterClass(of: units.span.scalar(at: &index)).contains(.word) {
            words.append(first..<end)
            break
          }
        }
        first = end
      }
      return words
    }
  }
}
