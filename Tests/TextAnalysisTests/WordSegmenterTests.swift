import CICU
import Testing

@testable import TextAnalysis

/// The words by one break at a time.
private func plainWords(_ units: [UInt16]) throws -> [Range<Int32>] {
  var error: Int32 = 0
  let breaker = try #require(cicu_word_breaker_open(&error))
  defer { cicu_word_breaker_close(breaker) }
  return units.withUnsafeBufferPointer { buffer in
    guard let start = buffer.baseAddress else { return [] }
    #expect(cicu_word_breaker_set_text(breaker, start, Int32(buffer.count)) <= 0)
    var words: [Range<Int32>] = []
    var first: Int32 = 0
    var end: Int32 = 0
    while cicu_word_breaker_next(breaker, &end, nil, 1) == 1 {
      let text = String(decoding: buffer[Int(first)..<Int(end)], as: UTF16.self)
      if text.unicodeScalars.contains(where: { CharacterClass(of: $0.value).contains(.word) }) {
        words.append(first..<end)
      }
      first = end
    }
    return words
  }
}

@Suite struct `A word segmenter` {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `finds the words that one break after the other gives`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var folder = try TextFolder()
    var words: [Range<Int32>] = []
    for _ in 0..<50 {
      let units = folder.fold(RandomText.make(using: &generator, maximum: 400)).units
      // A new one each time: on a few rare scripts ICU's breaks depend on earlier texts.
      var segmenter = try WordSegmenter()
      segmenter.segment(units.span, into: &words)
      #expect(try words == plainWords(units))
    }
  }

  @Test(
    .enabled(if: !Corpus.seeds.isEmpty, "the corpus is not beside the package"),
    arguments: Corpus.seeds)
  func `finds the same words in a document`(path: String) throws {
    let text = try #require(Corpus.text(ofFileAt: path))
    var folder = try TextFolder()
    let units = folder.fold(text).units
    #expect(units == PlainFold.fold(text))
    var segmenter = try WordSegmenter()
    var words: [Range<Int32>] = []
    segmenter.segment(units.span, into: &words)
    #expect(words.count > 100)
    #expect(try words == plainWords(units))
  }

  @Test(arguments: [
    ("", []), ("，。——《》", []), (" + - ", []), ("々", ["々"]), ("★", ["★"]), ("a+b", ["a", "b"]),
    ("《通知》", ["通知"]), ("7·26", ["7", "26"]), ("new york", ["new", "york"]), ("3.5%", ["3.5"]),
    ("𠀀", ["𠀀"]), ("，😀。", ["😀"]),
  ])
  func `takes for words what has a letter, number or symbol`(text: String, words: [String]) throws {
    let units = Array(text.utf16)
    var segmenter = try WordSegmenter()
    var ranges: [Range<Int32>] = [7..<9]
    segmenter.segment(units.span, into: &ranges)
    let found = ranges.map {
      String(decoding: units[Int($0.lowerBound)..<Int($0.upperBound)], as: UTF16.self)
    }
    #expect(found == words)
  }

  @Test func `serves one text after the other`() throws {
    var segmenter = try WordSegmenter()
    var words: [Range<Int32>] = []
    for text in ["各级组织要抓好落实，", "落实", "", "二、加强学习。", String(repeating: "学习，", count: 900)] {
      let units = Array(text.utf16)
      segmenter.segment(units.span, into: &words)
      #expect(try words == plainWords(units))
    }
  }
}

@Suite struct `The Unicode data` {
  @Test func `has a version and a dictionary to record`() throws {
    #expect(UnicodeData.version.split(separator: ".").allSatisfy { Int($0) != nil })
    let (count, offset) = try UnicodeData.withBreakDictionary {
      ($0.count, $0.loadUnaligned(as: Int32.self))
    }
    #expect(count > 1_000_000)
    #expect(offset == 32)
  }

  @Test func `says what is missing and what to do`() {
    let error = UnicodeDataError(subject: "word breaks", icuError: 2)
    #expect(error.description.contains("has no word breaks (U_MISSING_RESOURCE_ERROR); install"))
  }
}
