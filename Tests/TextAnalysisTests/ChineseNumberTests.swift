import Testing
import TextAnalysis

@Suite struct `A Chinese number` {
  @Test(arguments: [
    (0, "零"), (5, "五"), (10, "十"), (13, "十三"), (20, "二十"), (35, "三十五"), (100, "一百"), (105, "一百零五"),
    (110, "一百一十"), (113, "一百一十三"), (1_005, "一千零五"), (1_050, "一千零五十"), (2_017, "二千零一十七"),
    (10_000, "一万"), (10_500, "一万零五百"), (12_000, "一万二千"), (100_000, "十万"), (130_000, "十三万"),
    (100_010, "十万零一十"), (1_000_000, "一百万"), (100_000_000, "一亿"), (100_000_005, "一亿零五"),
    (999_999_999_999, "九千九百九十九亿九千九百九十九万九千九百九十九"),
  ])
  func `is written and read`(value: Int, text: String) {
    #expect(String(decoding: ChineseNumber.text(of: value), as: UTF16.self) == text)
    #expect(ChineseNumber.value(of: Array(text.utf16)[...]) == value)
  }

  @Test(arguments: [("两百", 200), ("两万二千", 22_000), ("一十三", 13), ("一百〇五", 105)])
  func `is read in other ways`(text: String, value: Int) {
    #expect(ChineseNumber.value(of: Array(text.utf16)[...]) == value)
  }

  @Test(arguments: [
    "", "三五", "千万", "万一", "百十", "十三五", "一二三", "零零", "十十", "九千亿亿", "一万亿", "亿", "工会", "三十工",
  ])
  func `is nothing else`(text: String) {
    #expect(ChineseNumber.value(of: Array(text.utf16)[...]) == nil)
  }

  @Test func `is read back as it was written`() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<20_000 {
      let value =
        Int.random(in: ChineseNumber.values, using: &random)
        >> Int.random(in: 0...40, using: &random)
      let text = ChineseNumber.text(of: value)
      #expect(ChineseNumber.value(of: text[...]) == value)
      let digits = ChineseNumber.digits(of: value, zero: value % 2 == 0)
      #expect(ChineseNumber.digitValue(of: digits[...]) == value)
    }
  }

  @Test func `is never misread`() {
    let numerals = Array("〇零一二三四五六七八九十百千万亿两".utf16)
    var random = SeededGenerator(seed: 8)
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        numerals[Int.random(in: 0..<numerals.count, using: &random)]
      }
      guard let value = ChineseNumber.value(of: text[...]) else { continue }
      #expect(ChineseNumber.values.contains(value))
      #expect(ChineseNumber.text(of: value).count <= text.count)
    }
  }
}

@Suite struct `The built-in names` {
  @Test func `are folded, two or more a group, each group once`() throws {
    var folder = try TextFolder()
    let groups = BuiltInSynonyms.groups
    #expect(groups.count > 50)
    #expect(Set(groups.map(Set.init)).count == groups.count)
    for group in groups {
      #expect(group.count > 1 && Set(group).count == group.count, "\(group)")
      for name in group {
        #expect(name.count > 1)
        let text = String(decoding: name, as: UTF16.self)
        #expect(folder.fold(text).units == name, "\(text)")
      }
    }
  }
}
