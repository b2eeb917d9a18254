import DocumentParsing
import InvertedIndex
import Testing
import TextAnalysis

@testable import PolicySearch

/// Documents as an index must see them, found by reading them from end to end.
struct PlainDocuments {
  /// The folded text of each.
  private(set) var folded: [[UInt16]] = []
  /// Its words, the words inside them and its forms.
  private(set) var words: [Set<[UInt16]>] = []
  private(set) var texts: [[UInt8]] = []

  init(_ texts: [String]) throws {
    var folder = try TextFolder()
    var segmenter = try WordSegmenter(for: .light, lexicon: .builtIn)
    for text in texts {
      for document in DocumentParser.parse(DecodedText(text), path: "/0.txt") {
        self.texts.append(document.text)
        let units = folder.fold(String(decoding: document.text, as: UTF8.self)).units
        var tokens: [WordToken] = []
        segmenter.segment(units.span, into: &tokens)
        folded.append(units)
        words.append(
          Set(
            tokens.map { Array(units[Int($0.range.lowerBound)..<Int($0.range.upperBound)]) }))
      }
    }
  }

  /// How often `pattern` stands in each document, counted from the left without overlap.
  func counts(of pattern: [UInt16]) -> [Int] {
    folded.map { units in
      var count = 0
      var place = 0
      while place + pattern.count <= units.count {
        if units[place] == pattern[0],
          units[place..<place + pattern.count].elementsEqual(pattern)
        {
          count += 1
          place += pattern.count
        } else {
          place += 1
        }
      }
      return count
    }
  }
}

@Suite struct `Literal search` {
  /// A text as a quoted query; nil when nothing is left of it to look for.
  private func query(_ text: String, _ folder: inout TextFolder) -> (String, [UInt16])? {
    let units = folder.fold(text).units
    guard !units.isEmpty else { return nil }
    // All quotation marks fold alike; these do not end a literal.
    let marks: Set<Unicode.Scalar> = ["\"", "“", "”"]
    let scalars = text.unicodeScalars.map { marks.contains($0) ? "「" : $0 }
    return ("\"\(String(String.UnicodeScalarView(scalars)))\"", units)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `finds and counts as a scan does`(seed: UInt64) throws {
    var random = RandomDocuments(seed: seed)
    let texts = (0..<100).map { "第\($0)号 " + random.text(maximum: 120) }
    let plain = try PlainDocuments(texts)
    let library = try TestLibrary(texts)
    let opened = try library.open()
    #expect(opened.snapshot.documentCount == plain.folded.count)
    var folder = try TextFolder()
    for _ in 0..<340 {
      let scalars = Array(
        String(decoding: plain.texts[random.number(below: plain.texts.count)], as: UTF8.self)
          .unicodeScalars)
      let start = random.number(below: scalars.count)
      let end = min(scalars.count, start + 1 + random.number(below: 30))
      let part = String(String.UnicodeScalarView(scalars[start..<end]))
      guard let (query, units) = query(part, &folder) else { continue }
      let counts = plain.counts(of: units)
      let result = try opened.search(SearchRequest(query: query, limit: 0))
      #expect(result.exactDocuments == counts.count { $0 > 0 }, "\(query)")
      #expect(result.exactOccurrences == counts.reduce(0, +), "\(query)")
    }
    let verified = try opened.verifyLiteral(count: 500, seed: seed)
    #expect(verified.checked == 500)
    #expect(verified.failures == [])
    #expect(try opened.verify() == plain.folded.count)
  }

  @Test(arguments: [
    ("人人人人", "人人", 2), ("人人人人人", "人人", 2), ("人人人", "人", 3), ("人民人民人民", "人民人民", 1),
    ("一是一是一是一", "一是一", 2), ("aaaa", "aa", 2), ("ABAB ababa", "ｂａ", 3),
    ("《条例》", "《", 1), ("《条例》", "例》", 1), ("（一）（一）", "(一)", 2), ("3.5%，３．５％", "3.5%", 2),
    ("第12条", "1", 1), ("2019年", "01", 1), ("维护職工權益", "职工权", 1), ("維護职工权益", "維護職", 1),
    ("营商\n　　环境", "营商环境", 1), ("营商 环 境", "营商环境", 1), ("营商环境", "营 商\u{3000}环境", 1),
    ("Open\nDay", "open day", 1), ("OpenDay", "open day", 0), ("“一网通办”", "「一网通办」", 1),
    ("𠮷野家", "𠮷", 1), ("𠮷野家", "野", 1), ("e\u{301}cole", "É", 1), ("……", "…", 2),
    ("二〇一九", "二○一九", 1), ("7·26", "7•26", 1), ("——", "-", 2), ("㈱", "(株", 1),
    ("末尾的字", "字", 1), ("字在开头", "字", 1), ("单", "单", 1),
  ])
  func `counts this text so often`(text: String, part: String, count: Int) throws {
    let library = try TestLibrary([text, "别的文件"])
    let result = try library.search("\"\(part)\"")
    #expect(result.exactOccurrences == count)
    #expect(result.exactDocuments == (count > 0 ? 1 : 0))
    // The result shows all the places that fit.
    let shown = result.hits.first { $0.tier == .exact }?.passages.reduce(0) {
      $0 + $1.matches.count
    }
    #expect(shown ?? 0 == count)
  }

  @Test(arguments: ["\u{200B}", "\"\u{FEFF}\"", "工会 \u{AD}"])
  func `refuses a text of which nothing is left`(query: String) throws {
    let library = try TestLibrary(["工会"])
    let error = #expect(throws: LibraryError.self) { try library.search(query) }
    guard case .emptyTerm(let text, let range) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(text == query)
    #expect(range.upperBound <= query.utf8.count && !range.isEmpty)
  }

  @Test func `finds queries as long as documents`() throws {
    var random = RandomDocuments(seed: 9)
    let long = (0..<900).map { _ in random.piece() }.joined()
      .unicodeScalars.filter { !"\"“”".unicodeScalars.contains($0) }.prefix(2_000)
    let text = String(String.UnicodeScalarView(long))
    let same = String(repeating: "人", count: 500)
    let library = try TestLibrary([text, same])
    #expect(try library.search("\"\(text)\"").exactOccurrences == 1)
    #expect(try library.search(same).exactOccurrences == 1)
    #expect(try library.search("\(same.dropLast())").exactOccurrences == 1)
    #expect(try library.search("\(same.dropLast())丁").exactOccurrences == 0)
  }
}
