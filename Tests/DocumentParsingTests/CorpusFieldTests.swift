import Glibc
import Testing

@testable import DocumentParsing

/// The least share of the fields that texts state, which must be read right.
private let leastShare = 0.95

private func expect(_ tallies: KeyValuePairs<String, FieldTally>, of corpus: String) {
  for (field, tally) in tallies {
    print("\(corpus), \(field): \(tally)")
    #expect(tally.share >= leastShare, "\(corpus), \(field): \(tally.differences)")
    #expect(tally.invented == 0, "\(corpus), \(field): \(tally.differences)")
  }
}

@Suite(.enabled(if: Corpus.holds("cctv_news"), "the news is not beside the package"))
struct `News of many days` {
  /// The items of a day as another source lists them, of which the letters and digits of the titles
  /// are compared: punctuation and blanks differ between the sources.
  private static func listedTitles(of days: Set<String>) throws -> [String: [String]] {
    guard let file = fopen("\(corpusFolder)/cctv_news/items.jsonl", "r") else {
      throw CannotRead(path: "cctv_news/items.jsonl")
    }
    defer { fclose(file) }
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    var titles: [String: [String]] = [:]
    while getline(&line, &capacity, file) > 0, let line {
      guard let date = value(of: "date", in: line), days.contains(date),
        let title = value(of: "title", in: line)
      else { continue }
      titles[date, default: []].append(letters(title))
    }
    return titles
  }

  /// The value of a key of a JSON object without escapes but `\"` before its end.
  private static func value(of key: String, in line: UnsafePointer<CChar>) -> String? {
    guard let start = strstr(line, "\"\(key)\": \"") else { return nil }
    var end = start + key.utf8.count + 5
    let first = end
    while end.pointee != 0, end.pointee != 0x22 {
      end += end.pointee == 0x5C ? 2 : 1
    }
    return String(
      decoding: UnsafeRawBufferPointer(start: first, count: end - first), as: UTF8.self)
  }

  private static func letters(_ title: String) -> String {
    String(
      title.unicodeScalars.filter { $0.isHan || $0.properties.isAlphabetic || $0.isASCII }
        .filter { $0.isHan || $0.properties.isAlphabetic || ("0"..."9").contains($0) })
  }

  @Test func `are split where the items of another source begin`() throws {
    let files = Corpus.files(in: "cctv_news/md", suffix: ".md").enumerated()
      .filter { $0.offset.isMultiple(of: 25) }.map(\.element)
    let days = files.map { file -> String in
      let day = file.suffix(11).prefix(8)
      return "\(day.prefix(4))-\(day.dropFirst(4).prefix(2))-\(day.suffix(2))"
    }
    let listed = try Self.listedTitles(of: Set(days))
    var found = 0
    var (right, all) = (0, 0)
    for (file, day) in zip(files, days) {
      guard var titles = listed[day] else { continue }
      all += titles.count
      for document in try Corpus.documents(file) {
        found += 1
        #expect(document.date?.description == day)
        let title = Self.letters(document.title ?? "")
        guard let index = titles.firstIndex(of: title) else { continue }
        titles.remove(at: index)
        right += 1
      }
    }
    let precision = Double(right) / Double(found)
    let recall = Double(right) / Double(all)
    print("news, \(listed.count) days, \(all) items: precision \(precision), recall \(recall)")
    #expect(all > 200)
    #expect(precision >= 0.97)
    #expect(recall >= 0.97)
  }
}

@Suite(.enabled(if: Corpus.holds("lawrefbook"), "the laws are not beside the package"))
struct `Laws of a collection` {
  /// What the block above a law's text states, read line by line: `2001年5月1日 …会议通过`.
  private struct Block {
    var passed: PolicyDate?
    var adoption: String?
    var published: PolicyDate?
    var effective: PolicyDate?

    init(_ text: String) throws {
      var isAdoptionPlain = true
      for line in text.split(whereSeparator: \.isNewline).dropFirst() {
        let dates = line.matches(of: /([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日/)
        guard let first = dates.first, first.range.lowerBound == line.startIndex,
          let date = PolicyDate(
            year: Int(first.1) ?? 0, month: Int(first.2) ?? 0, day: Int(first.3) ?? 0)
        else { continue }
        let words = line[first.range.upperBound...].filter { !$0.isWhitespace }
        if dates.count > 1 || words.hasSuffix("会议") {
          // Two bodies passed it, or it was passed and approved: told apart by hand, not here.
          isAdoptionPlain = false
        } else if words.hasSuffix("通过"), !words.contains("修"), passed == nil {
          passed = date
          adoption = words.replacing(/^由|审议通过$|讨论通过$|通过$/, with: "")
        } else if words.contains(/(公布|发布)(施行|实施)?$/) {
          published = published ?? date
        } else if words == "施行" {
          effective = date
        }
      }
      if !isAdoptionPlain { (passed, adoption) = (nil, nil) }
    }
  }

  @Test func `have the title, the dates and the adoption that their blocks state`() throws {
    var (title, date, passed, adoption) = (FieldTally(), FieldTally(), FieldTally(), FieldTally())
    var (published, effective) = (FieldTally(), FieldTally())
    let files = Corpus.files(in: "lawrefbook", suffix: ").md").enumerated()
      .filter { $0.offset.isMultiple(of: 12) }.map(\.element)
    for file in files {
      let text = try Corpus.text(file).string
      guard let end = text.firstRange(of: "<!-- INFO END -->") else { continue }
      let heading = text.prefix { !$0.isNewline }.drop { $0 == "#" || $0 == " " }
      let block = try Block(String(text[..<end.lowerBound]))
      let document = try #require(try Corpus.documents(file).first)
      title.count(document.title, stated: String(heading), in: file)
      date.count(
        document.date?.description, stated: String(file.suffix(14).prefix(10)), in: file)
      if let stated = block.passed {
        passed.count(document.passed, stated: stated, in: file)
        adoption.count(document.adoption, stated: block.adoption, in: file)
      }
      if let stated = block.published {
        published.count(document.published, stated: stated, in: file)
      }
      if let stated = block.effective {
        effective.count(document.effective, stated: stated, in: file)
      }
    }
    #expect(title.stated > 70)
    expect(
      [
        "title": title, "date": date, "passed": passed, "adoption": adoption,
        "published": published, "effective": effective,
      ], of: "laws")
  }
}

private let reports = "gov_reports_prov2026"

@Suite(.enabled(if: Corpus.holds(reports), "the reports are not beside the package"))
struct `Reports of the provinces` {
  /// Against the columns of the table beside them and a plain reading of the lines above the body.
  @Test func `have their title, date, occasion and speaker`() throws {
    var (title, date, occasion, speaker) = (FieldTally(), FieldTally(), FieldTally(), FieldTally())
    for file in Corpus.files(in: "\(reports)/txt", suffix: ".txt") {
      let text = try Corpus.text(file).string
      let head = text.split(whereSeparator: \.isNewline).prefix(40).map {
        String($0).replacing(/^[\s—（]+|[\s）]+$/, with: "")
      }
      let documents = try Corpus.documents(file)
      #expect(documents.count == 1)
      let document = try #require(documents.first)
      title.count(
        document.title, stated: head.first { $0.hasSuffix("政府工作报告") }, in: file)
      let meeting = try #require(head.firstNonNil { $0.firstMatch(of: /(.{9,12})在(.*会议)上/) })
      date.count(
        document.date, stated: PolicyDate.whole(Array(meeting.1.unicodeScalars)[...]), in: file)
      occasion.count(document.occasion, stated: String(meeting.2), in: file)
      let name = head.firstNonNil {
        $0.firstMatch(of: /(?:省长|市长|主席)\s+(\w{2,5})$|^(毛伟明)$/)
      }
      speaker.count(
        document.speaker?.name, stated: name.flatMap { $0.1 ?? $0.2 }.map { String($0) },
        in: file)
    }
    expect(
      ["title": title, "date": date, "occasion": occasion, "speaker": speaker], of: "provinces")
  }
}

private let library = "gov_reports_wikisource"

@Suite(.enabled(if: Corpus.holds(library), "the reports are not beside the package"))
struct `Reports of a library` {
  /// The first line is the title, a line that begins with `——` its subtitle; date and speaker stand
  /// below it, each on its own line.
  @Test func `have their title, date and speaker`() throws {
    var (title, date, speaker) = (FieldTally(), FieldTally(), FieldTally())
    for file in Corpus.files(in: "\(library)/txt", suffix: ".txt") {
      let lines = try Corpus.text(file).string.split(whereSeparator: \.isNewline).map {
        String($0).replacing(/^\s+|\s+$/, with: "")
      }
      let documents = try Corpus.documents(file)
      #expect(documents.count == 1)
      let document = try #require(documents.first)
      let head = lines.prefix(7).filter { $0.unicodeScalars.count < 40 }
      let subtitle = head.first { $0.hasPrefix("——") && $0.hasSuffix("报告") } ?? ""
      title.count(document.title, stated: lines[0] + subtitle, in: file)
      let day = head.firstNonNil { $0.firstMatch(of: /^[—（]*(\d{4}年\d+月\d+日)/) }
      date.count(
        document.date,
        stated: day.flatMap { PolicyDate.whole(Array($0.1.unicodeScalars)[...]) }, in: file)
      let name = head.first { $0 == "李克强" || $0 == "李　强" || $0 == "习　近　平" }
      speaker.count(
        document.speaker?.name, stated: name.map { $0.filter { $0 != "　" } }, in: file)
    }
    expect(["title": title, "date": date, "speaker": speaker], of: "library")
  }
}

extension Sequence {
  fileprivate func firstNonNil<Value>(_ value: (Element) throws -> Value?) rethrows -> Value? {
    for element in self { if let found = try value(element) { return found } }
    return nil
  }
}

@Suite(.enabled(if: Corpus.holds("policy_pkulaw_txt"), "the notices are not beside the package"))
struct `Notices of a law database` {
  @Test(
    arguments: [
      (
        "包头市2022年", "包头市人民政府办公室", "包府办发〔2022〕43号", "2022-04-14", "包头市"
      ),
      ("推进北京市数", "北京市经济和信息化局", "京经信发〔2022〕87号", "2022-11-21", "北京市"),
    ])
  func `have all their fields`(
    name: String, issuer: String, number: String, date: String, region: String
  ) throws {
    let file = try #require(
      Corpus.files(in: "policy_pkulaw_txt", suffix: ".txt").first { $0.contains(name) })
    let documents = try Corpus.documents(file)
    #expect(documents.count == 1)
    let document = try #require(documents.first)
    #expect(document.title?.hasPrefix(issuer) == true && document.title?.hasSuffix("的通知") == true)
    #expect(document.kind == "通知")
    #expect(document.issuer == issuer)
    #expect(document.number == number)
    #expect(document.date?.description == date)
    #expect(document.region == region)
  }
}
