import Testing

@testable import TextAnalysis

/// Random texts of Han with random lexicons whose words stand in them.
private struct RandomLexicon {
  var words: [LexiconWord] = []
  var texts: [[UInt16]] = []

  init(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    func piece() -> [UInt16] {
      let isRare = Int.random(in: 0..<4, using: &generator) == 0
      let units =
        isRare
        ? (0..<Int.random(in: 1...3, using: &generator)).map { _ in
          UInt16.random(in: 0x4E00...0x9FA5, using: &generator)
        } : DictionaryWords.all.randomElement(using: &generator)?.units ?? []
      // Nothing that folding or the rules would change.
      return units.filter {
        0x4E00...0x9FA5 ~= $0 && CharacterPairs.traditionalSimplified.target(of: $0) == nil
      }
    }
    for _ in 0..<30 {
      let units = (piece() + piece() + (Bool.random(using: &generator) ? piece() : [])).prefix(20)
      let word = Array(units.dropFirst(Int.random(in: 0...1, using: &generator)))
      guard word.count > 1 else { continue }
      words.append(
        LexiconWord(
          String(decoding: word, as: UTF16.self),
          isHard: Int.random(in: 0..<5, using: &generator) == 0))
      // Another word that overlaps it.
      if let other = words.randomElement(using: &generator)?.text.utf16, other.count > 1 {
        words.append(LexiconWord(String(decoding: other.dropFirst() + word, as: UTF16.self)))
      }
    }
    words.removeAll { $0.text.utf16.count > 20 }
    var seen: Set<String> = []
    words = words.filter { seen.insert($0.text).inserted }
    for _ in 0..<20 {
      var text: [UInt16] = []
      for _ in 0..<Int.random(in: 1...60, using: &generator) {
        let isWord = Bool.random(using: &generator)
        let word = words.randomElement(using: &generator).map { Array($0.text.utf16) } ?? []
        // Cut off at times, so that words overlap what follows.
        text += isWord ? Array(word.dropLast(Int.random(in: 0...1, using: &generator))) : piece()
      }
      texts.append(text)
    }
  }
}

extension String {
  /// The part of the text in a range of UTF-16 offsets.
  fileprivate subscript(units range: Range<Int32>) -> String {
    String(
      decoding: Array(utf16)[Int(range.lowerBound)..<Int(range.upperBound)], as: UTF16.self)
  }
}

@Suite struct `A lexicon` {
  @Test(arguments: 0..<3 as Range<UInt64>, WordSegmenter.Workload.allCases)
  func `gives the words that a plain search with the same costs gives`(
    seed: UInt64, workload: WordSegmenter.Workload
  ) throws {
    let random = RandomLexicon(seed: seed)
    let lexicon = try Lexicon(blocks: [], words: random.words)
    #expect(lexicon.count == random.words.count)
    var segmenter = try WordSegmenter(for: workload, lexicon: lexicon)
    var words: [Range<Int32>] = []
    let plain = try PlainSearch(words: random.words)
    for text in random.texts {
      segmenter.segment(text.span, into: &words)
      #expect(words == plain.words(of: text))
    }
  }

  @Test(arguments: 3..<5 as Range<UInt64>, WordSegmenter.Workload.allCases)
  func `gives all words inside words`(
    seed: UInt64, workload: WordSegmenter.Workload
  ) throws {
    let random = RandomLexicon(seed: seed)
    let lexicon = try Lexicon(blocks: [], words: random.words)
    var segmenter = try WordSegmenter(for: workload, lexicon: lexicon)
    let plain = try PlainSearch(words: random.words)
    var words: [Range<Int32>] = []
    var tokens: [WordToken] = []
    for text in random.texts {
      segmenter.segment(text.span, into: &words)
      segmenter.segment(text.span, into: &tokens)
      #expect(tokens.filter { $0.role == .word }.map(\.range) == words)
      let starts = tokens.map(\.range.lowerBound)
      #expect(starts == starts.sorted())
      var expected: [Range<Int32>] = []
      for word in words where word.count > 2 {
        for start in word {
          for end in start..<word.upperBound + 1
          where end - start > 1 && end - start < word.count
            && plain.isWord(Array(text[Int(start)..<Int(end)]))
          { expected.append(start..<end) }
        }
      }
      #expect(tokens.filter { $0.role == .subword }.map(\.range) == expected)
    }
  }

  @Test(arguments: 5..<7 as Range<UInt64>)
  func `numbers equal words alike and others differently`(seed: UInt64) throws {
    let random = RandomLexicon(seed: seed)
    let lexicon = try Lexicon(blocks: [], words: random.words)
    var segmenter = try WordSegmenter(for: .bulk, lexicon: lexicon)
    let plain = try PlainSearch(words: random.words)
    var tokens: [WordToken] = []
    var words: [UInt32: [UInt16]] = [:]
    for text in random.texts {
      segmenter.segment(text.span, into: &tokens)
      for token in tokens {
        let word = Array(text[Int(token.range.lowerBound)..<Int(token.range.upperBound)])
        if token.id == 0 {
          #expect(!plain.isWord(word))
        } else {
          #expect(words.updateValue(word, forKey: token.id) ?? word == word)
        }
      }
    }
    #expect(Set(words.values).count == words.count)
  }

  @Test func `takes the first column of a block's lines and passes over comments`() {
    let lexicon = lexicon("# 工会\n总工会\t3\n\n维权\r\n维权\n会\n1+4\n𠀀工会\n群团")
    let words = lexicon.terms.all.map {
      String(decoding: lexicon.terms.units(of: $0), as: UTF16.self)
    }
    #expect(words == ["总工会", "维权\r", "维权", "1+4", "群团"])
    #expect(lexicon.terms.all.map(\.isIdeographic) == [true, false, true, false, true])
  }

  @Test func `folds a user's words, and lets no soft word replace a hard one`() throws {
    let words = [LexiconWord("總工會", isHard: true), LexiconWord("总工会"), LexiconWord("５Ｇ网络")]
    let lexicon = try Lexicon(blocks: [], words: words)
    #expect(lexicon.count == 2)
    #expect(lexicon.terms.all[0].isHard)
    #expect(lexicon.terms.units(of: lexicon.terms.all[1]) == ArraySlice("5g网络".utf16))
  }

  @Test func `has a checksum of its words in any order`() throws {
    #expect(lexicon("总工会\n维权\n").checksum == lexicon("维权\n总工会\n").checksum)
    #expect(lexicon("总工会\n维权\n").checksum != lexicon("总工会\n").checksum)
    let hard = try Lexicon(blocks: [], words: [LexiconWord("总工会", isHard: true)])
    let soft = try Lexicon(blocks: [], words: [LexiconWord("总工会")])
    #expect(hard.checksum != soft.checksum)
  }

  @Test(arguments: WordSegmenter.Workload.allCases)
  func `cuts out a hard word whatever it breaks`(workload: WordSegmenter.Workload) throws {
    let lexicon = try Lexicon(blocks: [], words: [LexiconWord("会工", isHard: true)])
    var segmenter = try WordSegmenter(for: workload, lexicon: lexicon)
    let text = "工会工作"
    var words: [Range<Int32>] = []
    segmenter.segment(Array(text.utf16).span, into: &words)
    #expect(words.map { text[units: $0] } == ["工", "会工", "作"])
  }

  @Test func `explains each word`() throws {
    let words = [LexiconWord("会工", isHard: true), LexiconWord("职代会")]
    let lexicon = try Lexicon(blocks: [], words: words)
    var segmenter = try WordSegmenter(for: .light, lexicon: lexicon)
    let text = "职代会，工会工作abc龎テストケス𠀀"
    let explained = segmenter.explain(Array(text.utf16).span)
    var segmented: [Range<Int32>] = []
    segmenter.segment(Array(text.utf16).span, into: &segmented)
    #expect(explained.map(\.range) == segmented)
    #expect(explained[0].source == .lexicon(.user) && explained[0].cost == 97)
    #expect(!explained[0].isHard && explained[2].isHard)
    let sources = explained.map { (text[units: $0.range], $0.source) }
    #expect(sources.contains { $0 == ("作", .dictionary) })
    #expect(sources.contains { $0 == ("abc", .rules) })
    #expect(sources.contains { $0.1 == .icu })
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `has the words of a block's lines, each once`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let characters = ["\n", "\n", "\t", "#", "a", "é", "工", "会", "鿿", "𠀀", ""]
    let pieces = (0..<200).compactMap { _ in characters.randomElement(using: &generator) }
    let text = pieces.joined()
    var expected: [[UInt16]] = []
    for line in text.split(separator: "\n") where line.first != "#" {
      let word = line.prefix { $0 != "\t" }
      let units = Array(word.utf16)
      if word.unicodeScalars.allSatisfy({ $0.value <= 0xFFFF }), 2...20 ~= units.count,
        !expected.contains(units)
      {
        expected.append(units)
      }
    }
    let terms = lexicon(text).terms
    #expect(terms.all.map { Array(terms.units(of: $0)) } == expected)
    for (index, units) in expected.enumerated() {
      #expect(terms.index(of: units.span) == index)
      let part = Array(units.dropLast())
      #expect(terms.index(of: part.span) == expected.firstIndex(of: part))
    }
    // Cut anywhere, within a character too, it gives those of its whole lines and at most one more.
    let cut = Array(text.utf8.prefix(Int.random(in: 0...text.utf8.count, using: &generator)))
    let part = cut.withUnsafeBytes { Lexicon(blocks: [($0, .builtIn)]) }.terms
    let words = part.all.map { Array(part.units(of: $0)) }
    #expect(words.dropLast().elementsEqual(expected.prefix(max(0, words.count - 1))))
  }

  private func lexicon(_ block: String) -> Lexicon {
    Array(block.utf8).withUnsafeBytes { Lexicon(blocks: [($0, .builtIn)]) }
  }
}

@Suite struct `A form` {
  @Test(arguments: [
    ("1+4", ["1+4"]), ("推行1+4机制", ["1+4"]), ("10+6+2", ["10+6+2"]), ("1+n", ["1+n"]),
    ("1+ab", []), ("a1+4", []), ("7·26", ["7·26"]), ("2017-2020", ["2017-2020"]),
    ("24/7", ["24/7"]), ("1+", []), ("50%", ["50%"]), ("增长3.5%以上", ["3.5%"]), ("2‰", ["2‰"]),
    ("3-5%", ["3-5", "5%"]), ("1,234.5%", ["1,234.5%"]), ("[2013]6号", ["[2013]6号"]),
    ("鲁工发[2013]第16号文", ["[2013]第16号"]), ("(2013)6号", ["(2013)6号"]), ("[13]6号", []),
    ("[2013]6", []), ("第三十五条", ["第三十五条"]), ("第三十五条之一", ["第三十五条之一"]),
    ("第35条第2款", ["第35条", "第2款"]), ("第三十五条之规定", ["第三十五条"]), ("第三者", []), ("第条", []),
    ("第一二三四五六七八九十条", []), ("2017年10月18日", ["2017年10月18日"]),
    ("2017年10月", ["2017年10月"]), ("10月18日", ["10月18日"]), ("2017年", []), ("10月", []),
    ("8.5", []), ("12345", []), ("", []), ("第", []), ("[", []), ("1", []), ("1.", []),
  ])
  func `stands beside its parts`(text: String, forms: [String]) throws {
    for workload in WordSegmenter.Workload.allCases {
      var segmenter = try WordSegmenter(for: workload)
      let units = Array(text.utf16)
      var words: [Range<Int32>] = []
      var tokens: [WordToken] = []
      segmenter.segment(units.span, into: &words)
      segmenter.segment(units.span, into: &tokens)
      #expect(tokens.filter { $0.role == .form }.map { text[units: $0.range] } == forms)
      #expect(tokens.filter { $0.role == .word }.map(\.range) == words)
      let starts = tokens.map(\.range.lowerBound)
      #expect(starts == starts.sorted())
    }
  }

  @Test(arguments: [
    ("5g", []), ("推广5g网络应用", ["5g网络"]), ("15g网络", []), ("a股市场", ["a股"]), ("aa股", []),
    ("1+4", ["1+4"]), ("双11活动", ["双11"]), ("双110", []), ("c919客机", ["c919客机"]),
  ])
  func `may be a mixed word of the lexicon`(text: String, forms: [String]) throws {
    let words = ["5g", "5g网络", "a股", "1+4", "双11", "c919", "c919客机", "4工"]
    let lexicon = try Lexicon(blocks: [], words: words.map { LexiconWord($0) })
    var segmenter = try WordSegmenter(for: .light, lexicon: lexicon)
    var tokens: [WordToken] = []
    segmenter.segment(Array(text.utf16).span, into: &tokens)
    #expect(tokens.filter { $0.role == .form }.map { text[units: $0.range] } == forms)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `is found within any text, in order and once`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array("0123459.,+-·/%‰[]()第号条之一二年月日工会abn ".utf16)
    let units = (0..<300).compactMap { _ in alphabet.randomElement(using: &generator) }
    let words = ["1+4", "第一会", "a工会"].map { LexiconWord($0) }
    var segmenter = try WordSegmenter(for: .light, lexicon: Lexicon(blocks: [], words: words))
    var tokens: [WordToken] = []
    segmenter.segment(units.span, into: &tokens)
    #expect(Set(tokens).count == tokens.count)
    #expect(Set(tokens.map(\.range)).count == tokens.count)
    let starts = tokens.map(\.range.lowerBound)
    #expect(starts == starts.sorted())
    #expect(tokens.allSatisfy { 0 <= $0.range.lowerBound && $0.range.upperBound <= 300 })
  }
}
