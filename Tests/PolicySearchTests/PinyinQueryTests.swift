import Testing
import TextAnalysis

@testable import PolicySearch

@Suite struct `A query by pinyin` {
  @Test(arguments: [
    ("py:zanjie", [0]), ("py:ZanJie", [0]), ("py:liuzanjie", [0]), ("拼音:zanjie", [0]),
    ("py:zhizhi", [1]), ("py:xian", [2, 3]), ("py:“xi an”", [2]), ("py:\"xi'an\"", [2]),
    ("py:lvse", [1, 3]), ("py:xian -先进", [2]), ("py:zanjie OR py:xian", [0, 2, 3]),
    ("py:xian 绿色", [3]), ("py:zanjiezhi", []), ("py:e", []),
  ])
  func `finds what is read so`(query: String, documents: [Int]) throws {
    let library = try TestLibrary([
      "刘 赞 杰同志", "制止浪费，绿色发展", "西安会议", "先进单位，綠色低碳，zanjie",
    ])
    #expect(try library.names(query) == documents.map(TestLibrary.name), "\(query)")
  }

  /// Letters that can be divided in thousands of ways: xian and xi an, dang an and dan gan.
  @Test(arguments: [
    ("py:guanyuxianjianshedanganguanlifangan", [0, 1]),
    ("py:“guan yuxianjianshedang'anguanlifang an”", [0, 1]),
    ("py:“guanyuxi anjianshedanganguanlifangan”", [1]),
    ("py:“guanyuxianjianshedan ganguanlifangan”", []),
    ("py:anjianshedanganguanlifangan", [1]), ("py:guanyuxianjianshedanganguanlifa", []),
  ])
  func `finds long texts, however their letters can be divided`(
    query: String, documents: [Int]
  ) throws {
    let library = try TestLibrary(["关于县建设档案管理方案的通知", "关于西安建设档案管理方案的通知", "关于西安"])
    #expect(try library.names(query) == documents.map(TestLibrary.name), "\(query)")
  }

  @Test func `labels what it finds`() throws {
    let library = try TestLibrary(["刘赞杰同志，刘赞杰"])
    let hit = try #require(try library.search("py:zanjie").hits.first)
    #expect(hit.occurrences == 2)
    #expect(hit.passages[0].equivalences == [[.pinyin], [.pinyin]])
    #expect(
      try library.open().concordance(of: "py:zanjie", context: 1).lines.map(\.match)
        == ["赞杰", "赞杰"])
  }

  @Test(arguments: [("py:xyz", 3..<6), ("工会 py:“ni3”", 10..<19)])
  func `refuses what is no pinyin`(query: String, range: Range<Int>) throws {
    let library = try TestLibrary(["工会"])
    let error = #expect(throws: LibraryError.self) { try library.search(query) }
    guard case .unreadablePinyin(let text, let place) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(text == query)
    #expect(place.upperBound <= query.utf8.count && !place.isEmpty)
  }

  @Test func `refuses what too many texts are read as`() throws {
    let first = Pinyin.builtIn.characters(of: "yi").prefix(30)
    let second = Pinyin.builtIn.characters(of: "shi").prefix(10)
    var units: [UInt16] = []
    for first in first { for second in second { units += [first, second, 0xFF0C] } }
    let library = try TestLibrary([String(decoding: units, as: UTF16.self)])
    let error = #expect(throws: LibraryError.self) { try library.search("py:yishi") }
    guard case .tooManyReadings = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.description.contains("add a syllable") == true)
    let text = String(decoding: [first[3], second[4]], as: UTF16.self)
    #expect(try library.search(text).exactOccurrences == 1)
  }

  @Test(arguments: [1, 2] as [UInt64])
  func `agrees with a scan of all texts`(seed: UInt64) throws {
    var random = RandomDocuments(seed: 120 + seed)
    let texts = (0..<40).map { "第\($0)号 " + random.text(maximum: 30) }
    let plain = try PlainDocuments(texts)
    let library = try TestLibrary(texts).open()
    for _ in 0..<40 {
      let units = plain.folded[random.number(below: plain.folded.count)]
      let start = random.number(below: units.count)
      let piece = units[start..<min(units.count, start + 1 + random.number(below: 3))]
      let syllables = piece.compactMap { Pinyin.builtIn.readings(of: $0).first }
      guard syllables.count == piece.count else { continue }
      let query = "py:“\(syllables.joined(separator: " "))”"
      let expected = plain.folded.count { document in
        document.indices.contains { place in
          place + syllables.count <= document.count
            && syllables.indices.allSatisfy { offset in
              Pinyin.builtIn.readings(of: document[place + offset]).contains(syllables[offset])
            }
        }
      }
      let found = try library.search(SearchRequest(query: query, limit: 0))
      #expect(found.exactDocuments == expected, "seed \(seed): \(query)")
    }
  }
}
