import CICU
import Testing

@testable import TextAnalysis

private func fold(_ text: String) throws -> String {
  var folder = try TextFolder()
  return String(decoding: folder.fold(text).units, as: UTF16.self)
}

/// The offsets, in Unicode scalars, where normalization segments meet, and both ends.
private func segmentBoundaries(of scalars: [Unicode.Scalar]) -> [Int] {
  let inner = scalars.indices.dropFirst().filter {
    cicu_nfkc_casefold_has_boundary_before(scalars[$0].value)
  }
  return [0] + inner + [scalars.count]
}

private func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
  var view = String.UnicodeScalarView()
  view.append(contentsOf: scalars)
  return String(view)
}

extension [UInt16] {
  fileprivate func hasPart(_ part: [UInt16]) -> Bool {
    if part.count > count { return false }
    return (0...(count - part.count)).contains { self[$0..<($0 + part.count)].elementsEqual(part) }
  }

  fileprivate var withoutOuterSpaces: [UInt16] {
    Array(drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed())
  }
}

@Suite struct `A text folder` {
  @Test(arguments: [
    // Width and case.
    ("1＋4", "1+4"), ("１＋４", "1+4"), ("７日", "7日"), ("ＡＢＣ股", "abc股"), ("Straße", "strasse"),
    ("，。：；！？（）", ",。:;!?()"), ("ﾃｽﾄ", "テスト"), ("ｶﾞ", "ガ"), ("㎡", "m2"), ("①", "1"),
    ("㈠", "(一)"), ("……", "......"), ("⋯⋯", "......"),
    // Look-alikes.
    ("7·26", "7·26"), ("7•26", "7·26"), ("7・26", "7·26"), ("7･26", "7·26"), ("7‧26", "7·26"),
    ("甲—乙–丙－丁−戊‐己─庚", "甲-乙-丙-丁-戊-己-庚"), ("甲⸺乙", "甲--乙"),
    ("某市〔2031〕8号", "某市[2031]8号"), ("某市【2031】8号", "某市[2031]8号"),
    ("某市［2031］8号", "某市[2031]8号"),
    ("“三抓”『三抓』「三抓」„三抓‟", "\"三抓\"\"三抓\"\"三抓\"\"三抓\""), ("‘甲’＇乙′", "'甲''乙'"),
    ("二○三一", "二〇三一"), ("二◯三一", "二〇三一"), ("比分3∶2", "比分3:2"), ("≪甲≫", "《甲》"),
    // Scripts.
    ("《關於發展》", "《关于发展》"), ("著名", "著名"), ("俱樂部", "俱乐部"), ("⺠⻄⻔⻑", "民西门长"), ("⼯会", "工会"),
    // White space.
    ("刘 赞 杰", "刘赞杰"), ("钱\u{3000}学\n\n礼", "钱学礼"), ("New  York", "new york"),
    ("2017 2018", "2017 2018"), ("2017 年", "2017年"), ("， 是", ",是"), ("  甲 ", "甲"),
    ("\u{A0}A\t", "a"),
    ("5G 时代 AI\u{3000}Lab", "5g时代ai lab"), ("か な", "かな"), ("ㄅ ㄆ", "ㄅㄆ"), ("한국 노총", "한국 노총"),
    ("A + B", "a+b"), ("हिन्दी भाषा", "हिन्दी भाषा"), ("x\u{200B} \u{200B}y", "x y"),
    // What is invisible.
    ("工\u{200B}会", "工会"), ("\u{FEFF}工\u{AD}会\u{FE00}", "工会"), ("工\u{0}会", "工会"),
    ("工\u{E0100}会", "工会"), ("", ""), (" \n", ""), ("\u{200B}", ""), ("\u{0}", ""),
    // Combining.
    ("Cafe\u{301}", "café"), ("\u{1112}\u{1161}\u{11AB}", "한"), ("\u{301}甲", "\u{301}甲"),
    ("𠀀甲", "𠀀甲"), ("👩\u{200D}🔧", "👩🔧"),
  ])
  func `folds to the key`(text: String, key: String) throws {
    // Compared as units: String's == would hide differences of normalization.
    #expect(Array(try fold(text).utf16) == Array(key.utf16))
  }

  @Test(arguments: [
    ("工会 \n", "　　职工"), ("New \n", "\t York"), ("甲\n\n \n", " \u{301}乙"), ("\n", "\n"),
  ])
  func `goes on behind a line as it folds both together`(line: String, next: String) throws {
    var folder = try TextFolder()
    var folded = FoldedText()
    folder.fold(line.utf8Span, into: &folded)
    folder.append(utf16: Array(next.utf16).span, to: &folded)
    #expect(folded.units == folder.fold(line + next).units)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `folds as NFKC_Casefold of the whole text and the steps after it do`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var folder = try TextFolder()
    var folded = FoldedText()
    for _ in 0..<100 {
      let text = RandomText.make(using: &generator)
      let key = PlainFold.fold(text)
      folder.fold(text.utf8Span, into: &folded)
      #expect(folded.units == key, "\(text.unicodeScalars.map(\.value))")
      #expect(folder.fold(text).units == key, "\(text.unicodeScalars.map(\.value))")
    }
  }

  @Test func `folds every character of the Basic Multilingual Plane, alone and between others`()
    throws
  {
    var folder = try TextFolder()
    var folded = FoldedText()
    for value in UInt32(0)..<0x1_0000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = "\(scalar)甲\(scalar)a \(scalar)"
      folder.fold(text.utf8Span, into: &folded)
      if folded.units != PlainFold.fold(text) { Issue.record("U+\(String(value, radix: 16))") }
    }
  }

  @Test(arguments: ["\u{301}", "\u{3099}", " ", "が", "…", "𠀀", "\u{E0100}", "x"])
  func `folds long texts as short ones, whatever stands at the end of a run`(mark: String) throws {
    var folder = try TextFolder()
    var folded = FoldedText()
    for length in 1363...1368 {
      let text = String(repeating: "工", count: length) + mark + "会"
      folder.fold(text.utf8Span, into: &folded)
      #expect(folded.units == PlainFold.fold(text))
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `folds a part of a text to a part of its fold`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var folder = try TextFolder()
    for _ in 0..<100 {
      let scalars = Array(RandomText.make(using: &generator).unicodeScalars)
      let whole = folder.fold(string(scalars)).units
      let boundaries = segmentBoundaries(of: scalars)
      for _ in 0..<5 {
        let cuts = [0, 1].compactMap { _ in boundaries.randomElement(using: &generator) }.sorted()
        let part = string(scalars[cuts[0]..<cuts[1]])
        #expect(whole.hasPart(folder.fold(part).units), "\(scalars.map(\.value)) \(cuts)")
      }
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `changes nothing that is folded already, where nothing can combine anew`(seed: UInt64) throws
  {
    var generator = SeededGenerator(seed: seed)
    var folder = try TextFolder()
    for _ in 0..<100 {
      let key = folder.fold(RandomText.make(using: &generator)).units
      let scalars = Array(String(decoding: key, as: UTF16.self).unicodeScalars)
      if segmentBoundaries(of: scalars).count <= scalars.count { continue }
      #expect(folder.fold(string(scalars)).units == key, "\(scalars.map(\.value))")
    }
  }

  @Test(arguments: ["New York  City", "甲 A B 乙", "a \u{200B} b", "a\u{B4} b", "2031 年 New \n 政"])
  func `folds every part of a text with spaces to a part of its fold`(text: String) throws {
    let scalars = Array(text.unicodeScalars)
    var folder = try TextFolder()
    let whole = folder.fold(text).units
    let boundaries = segmentBoundaries(of: scalars)
    for start in boundaries {
      for end in boundaries where start <= end {
        #expect(whole.hasPart(folder.fold(string(scalars[start..<end])).units))
      }
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `knows where folded units came from`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var folder = try TextFolder()
    for _ in 0..<100 {
      let text = RandomText.make(using: &generator)
      let utf8 = Array(text.utf8)
      let folded = folder.fold(text)
      try #require(folded.hasSources)
      for _ in 0..<5 {
        let start = Int.random(in: 0...folded.units.count, using: &generator)
        let range = start..<Int.random(in: start...folded.units.count, using: &generator)
        let source = folded.sourceRange(of: range)
        let part = try #require(String(validating: utf8[source], as: UTF8.self))
        #expect(folder.fold(part).units.hasPart(Array(folded.units[range]).withoutOuterSpaces))
      }
    }
  }

  @Test(arguments: [
    ("刘 赞 杰 讲话", 0..<3, "刘 赞 杰"), ("刘 赞 杰 讲话", 1..<2, "赞"), ("共㎡计", 1..<3, "㎡"),
    ("共㎡计", 2..<3, "㎡"), ("the New\n York", 3..<4, " "), ("the New\n York", 7..<8, "\n "),
    ("工\u{200B}会", 0..<1, "工\u{200B}"), ("（関連）", 0..<4, "（関連）"), (" 甲 ", 1..<1, ""),
  ])
  func `gives the source of a range`(text: String, range: Range<Int>, source: String) throws {
    var folder = try TextFolder()
    let found = folder.fold(text).sourceRange(of: range)
    #expect(Array(text.utf8)[found].elementsEqual(source.utf8))
  }
}
