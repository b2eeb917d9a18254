import Testing

@testable import TextAnalysis

@Suite struct `A word segmenter` {
  @Test(arguments: SegmentationText.allCases, WordSegmenter.Workload.allCases)
  func `finds the words that ICU finds`(
    kind: SegmentationText, workload: WordSegmenter.Workload
  ) throws {
    var generator = SeededGenerator(seed: 1)
    let plain = try PlainWords()
    var segmenter = try WordSegmenter(for: workload)
    var words: [Range<Int32>] = []
    #expect(WordSegmenter.usesDictionary)
    for number in 0..<SegmentationText.count {
      let units = kind.make(using: &generator)
      segmenter.segment(units.span, into: &words)
      #expect(words == plain.find(in: units), "text \(number): \(units)")
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>, WordSegmenter.Workload.allCases)
  func `finds the words that ICU finds in folded text`(
    seed: UInt64, workload: WordSegmenter.Workload
  ) throws {
    var generator = SeededGenerator(seed: seed)
    var folder = try TextFolder()
    let plain = try PlainWords()
    var segmenter = try WordSegmenter(for: workload)
    var words: [Range<Int32>] = []
    for _ in 0..<50 {
      let units = folder.fold(RandomText.make(using: &generator, maximum: 400)).units
      segmenter.segment(units.span, into: &words)
      #expect(words == plain.find(in: units), "\(units)")
    }
  }

  @Test(
    .enabled(if: !Corpus.seeds.isEmpty, "the corpus is not beside the package"),
    arguments: Corpus.seeds)
  func `finds the words that ICU finds in a document`(path: String) throws {
    let text = try #require(Corpus.text(ofFileAt: path))
    var folder = try TextFolder()
    let units = folder.fold(text).units
    #expect(units == PlainFold.fold(text))
    let expected = try PlainWords().find(in: units)
    #expect(expected.count > 100)
    var words: [Range<Int32>] = []
    for workload in WordSegmenter.Workload.allCases {
      var segmenter = try WordSegmenter(for: workload)
      segmenter.segment(units.span, into: &words)
      #expect(words == expected)
    }
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

  @Test(arguments: WordSegmenter.Workload.allCases)
  func `finds the words of a run without punctuation, longer than any buffer`(
    workload: WordSegmenter.Workload
  ) throws {
    var generator = SeededGenerator(seed: 3)
    var units: [UInt16] = []
    while units.count < 60_000 {
      units += SegmentationText.words.make(using: &generator).filter(WordClass.isHanOrKana)
    }
    var segmenter = try WordSegmenter(for: workload)
    var words: [Range<Int32>] = []
    segmenter.segment(units.span, into: &words)
    #expect(try words == PlainWords().find(in: units))
  }

  @Test func `serves one text after the other`() throws {
    let plain = try PlainWords()
    var segmenter = try WordSegmenter()
    var words: [Range<Int32>] = []
    for text in ["各级组织要抓好落实，", "落实", "", "二、加强学习。", String(repeating: "学习，", count: 900)] {
      let units = Array(text.utf16)
      segmenter.segment(units.span, into: &words)
      #expect(words == plain.find(in: units))
    }
  }
}

@Suite struct `A word segmenter without known rules` {
  @Test(arguments: WordSegmenter.Workload.allCases)
  func `finds the same words`(workload: WordSegmenter.Workload) throws {
    var generator = SeededGenerator(seed: 2)
    let plain = try PlainWords()
    var segmenter = try WordSegmenter(for: workload, rules: nil)
    var words: [Range<Int32>] = []
    for kind in SegmentationText.allCases {
      for _ in 0..<20 {
        let units = kind.make(using: &generator)
        segmenter.segment(units.span, into: &words)
        #expect(words == plain.find(in: units))
      }
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
