import DocumentParsing
import Glibc
import Testing

@testable import PolicySearch

@Suite struct `A path pattern` {
  @Test(
    arguments: [
      ("*.txt", "年/a.txt", true), ("*.txt", "a.txt.md", false), ("旧文/*", "旧文/年/a.txt", true),
      ("第?卷.txt", "第三卷.txt", true), ("第?卷.txt", "第十三卷.txt", false),
      ("[2013]6号*", "[2013]6号.txt", true),
      ("a*b*c", "aXbXbXc", true), ("", "", true), ("", "a", false), ("**", "", true),
      ("?", "", false),
    ])
  func `matches whole paths`(pattern: String, path: String, matches: Bool) {
    #expect(PathPattern(pattern).matches(path) == matches)
  }

  /// The same by trying every length for every star.
  private static func matches(_ pattern: ArraySlice<Character>, _ path: ArraySlice<Character>)
    -> Bool
  {
    guard let first = pattern.first else { return path.isEmpty }
    if first == "*" {
      return (0...path.count).contains { matches(pattern.dropFirst(), path.dropFirst($0)) }
    }
    guard let next = path.first, first == "?" || first == next else { return false }
    return matches(pattern.dropFirst(), path.dropFirst())
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `matches as trying everything does`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      func random(_ alphabet: String, _ limit: Int) -> String {
        String(
          (0..<Int.random(in: 0...limit, using: &generator)).compactMap { _ in
            alphabet.randomElement(using: &generator)
          })
      }
      let (pattern, path) = (random("a公/*?", 6), random("a公/", 8))
      #expect(
        PathPattern(pattern).matches(path) == Self.matches(Array(pattern)[...], Array(path)[...]),
        "\(pattern) \(path)")
    }
  }
}

@Suite struct `The rules of reading` {
  private func rules(_ texts: String...) throws -> ReadingRules {
    var rules = ReadingRules()
    for text in texts { rules.add(try #require(ReadingRules.EncodingRule(text))) }
    return rules
  }

  @Test func `take the last encoding that matches the name or a path from a root`() throws {
    let rules = try rules("*=gbk", "旧文/*=big5", "/a/b/新.txt=utf-8", "甲.txt=auto")
    func encoding(_ path: String) -> EncodingName? {
      rules.parser(for: path, roots: ["/a/b", "/a/b/c"]).encoding
    }
    #expect(encoding("/a/b/x.txt") == .gbk)
    #expect(encoding("/a/b/旧文/x.txt") == .big5)
    #expect(encoding("/a/b/c/旧文/x.txt") == .big5)
    #expect(encoding("/a/b/d/旧文/x.txt") == .gbk)
    #expect(encoding("/a/b/新.txt") == .utf8)
    #expect(encoding("/a/b/旧文/甲.txt") == nil)
  }

  @Test func `are replaced by rules of the same pattern, and taken back`() throws {
    var rules = try rules("*.txt=gbk", "*.md=big5", "*.txt=UTF-8")
    #expect(rules.encodings.map(\.description) == ["*.md=big5", "*.txt=utf-8"])
    rules = try self.rules("*.txt=gbk", "*.txt=auto")
    #expect(rules == ReadingRules())
  }

  @Test func `are kept in the attributes of an index`() throws {
    var rules = try rules("a=b=gbk", "*=auto")
    rules.splits = false
    var attributes = ["root": ["/a"]]
    rules.write(to: &attributes)
    #expect(ReadingRules(attributes: attributes) == rules)
    ReadingRules().write(to: &attributes)
    #expect(attributes == ["root": ["/a"]])
  }

  @Test(arguments: ["gbk", "=gbk", "*=latin", "*=", "*"])
  func `are not read from anything else`(text: String) {
    #expect(ReadingRules.EncodingRule(text) == nil)
  }
}

@Suite struct `An update with rules` {
  private static let sentence = "近年来，各级各部门认真贯彻落实上级部署，扎实推进各项工作，取得了明显成效，必须切实加以解决。"
  private static let two =
    "关于做好防汛工作的通知\n各县区：\n\(sentence)\n\n关于开展评选活动的通知\n各单位：\n\(sentence)"

  @Test func `remembers whole files, and reads all anew when that changes`() throws {
    let library = try TestLibrary([Self.two, "甲地植树"])
    usleep(100_000)
    #expect(try library.update().documents == 3)
    var summary = try library.update { $0.splits = false }
    #expect((summary.changed, summary.unchanged, summary.documents) == (2, 0, 2))
    try library.write("乙地修路", "3.txt")
    summary = try library.update()
    #expect((summary.added, summary.changed, summary.documents) == (1, 0, 3))
    #expect(try !library.open().rules.splits)
    #expect(try library.update { $0.rebuilds = true }.documents == 3)
    summary = try library.update { $0.splits = true }
    #expect((summary.changed, summary.documents) == (3, 4))
    _ = try library.open().verify()
  }

  @Test func `reads those files anew whose encoding a rule changes`() throws {
    let library = try TestLibrary(["甲地植树"])
    // ASCII is valid in any of them.
    try library.write("plain", "旧/a.txt")
    let rule = try #require(ReadingRules.EncodingRule("旧/*=gbk"))
    try library.update()
    var summary = try library.update { $0.encodings = [rule] }
    #expect((summary.changed, summary.unchanged) == (1, 1))
    usleep(100_000)
    try library.update()
    summary = try library.update()
    #expect((summary.changed, summary.isCommitted) == (0, false))
    let wrong = try #require(ReadingRules.EncodingRule("0.txt=utf-16be"))
    try library.write("甲地植树。", "0.txt")
    summary = try library.update { $0.encodings = [wrong] }
    #expect(summary.skipped.map(\.path) == [library.root + "/0.txt"])
    #expect(summary.skipped.first?.reason.contains("byte") == true)
  }

  @Test func `follows a side file, its changes, its move and its end`() throws {
    let library = try TestLibrary([Self.two])
    func titles() throws -> [String] {
      try library.search("评选 OR 防汛").hits.filter { $0.tier == .exact }.compactMap(\.title).sorted()
    }
    let read = ["关于做好防汛工作的通知", "关于开展评选活动的通知"].sorted()
    #expect(try titles() == read)
    try library.write("title: 关于防汛的决定", "0.txt.gongwen")
    var summary = try library.update()
    #expect((summary.changed, summary.documents) == (1, 2))
    #expect(try titles() == ["关于开展评选活动的通知", "关于防汛的决定"].sorted())
    #expect(try library.update().changed == 0)
    try library.write("documents: whole", "0.txt.gongwen")
    #expect(try library.update().documents == 1)
    // A file that moves with its side file is not parsed again.
    try library.folder.move("docs/0.txt", to: "docs/内/0.txt")
    try library.folder.move("docs/0.txt.gongwen", to: "docs/内/0.txt.gongwen")
    summary = try library.update()
    #expect((summary.added, summary.removed, summary.documents) == (1, 1, 1))
    try library.folder.delete("docs/内/0.txt.gongwen")
    summary = try library.update()
    #expect((summary.changed, summary.documents) == (1, 2))
    #expect(try titles() == read)
    #expect(try library.open().verify() == 2)
  }

  @Test func `says each time that a side file cannot be followed, and goes on without it`() throws {
    let library = try TestLibrary([Self.two])
    try library.write("documents: 1, 99", "0.txt.gongwen")
    try library.write("title: x", "无.txt.gongwen")
    usleep(100_000)
    try library.update()
    for _ in 0..<2 {
      let summary = try library.update()
      #expect(
        summary.sideFileErrors.map(\.path)
          == ["/0.txt.gongwen:1", "/无.txt.gongwen"].map { library.root + $0 })
      #expect((summary.documents, summary.isCommitted) == (2, false))
    }
    #expect(try TemporaryFolder.names(in: library.index).count { $0.hasSuffix(".seg") } == 1)
  }

  @Test func `follows the side file of a copy, whichever comes first`() throws {
    let library = try TestLibrary([Self.sentence, Self.sentence])
    #expect(try library.open().status().documents == 1)
    for name in ["0.txt", "1.txt"] {
      try library.write("title: 关于护林的决定", name + ".gongwen")
      try library.update()
      let hits = try library.search("扎实推进").hits.filter { $0.tier == .exact }
      #expect(hits.map(\.title).contains("关于护林的决定"))
      try library.folder.delete("docs/" + name + ".gongwen")
    }
    try library.update()
    #expect(try library.open().verify() == 1)
  }

  @Test func `finds the side file of a root that is a file`() throws {
    let library = try TestLibrary()
    try library.folder.write(Self.two, to: "more/说明")
    try library.folder.write("documents: whole", to: "more/说明.gongwen")
    #expect(try library.update { $0.adding = [library.folder("more/说明")] }.documents == 1)
  }
}

@Suite struct `The diagnosis of a library` {
  @Test func `tells what to look at, and copies`() throws {
    let library = try TestLibrary()
    try library.write("关于植树的通知\n（2019年3月5日）\n各单位：\n人人植树。", "a.txt")
    try library.write("关于植树的通知\n（2019年3月5日）\n各单位：\n人人植树。", "b.txt")
    usleep(100_000)
    try library.update()
    func diagnosis() throws -> LibraryDiagnosis {
      try LibraryDiagnosis(try library.open(), jobs: 2)
    }
    let well = try diagnosis()
    #expect(well.isWell)
    #expect((well.files, well.documents) == (2, 2))
    #expect(
      well.duplicates.map { $0.sources.map(\.path) } == [
        ["/a.txt", "/b.txt"].map { library.root + $0 }
      ])
    #expect(well.pending == (0, 0, 0))

    try library.write("下载\n打印\n人人\u{200B}植树，\n\n年年植树。", "c.txt")
    try library.folder.write([0, 1, 0, 1], to: "docs/d.txt")
    try library.write("datum: 1", "a.txt.gongwen")
    try library.folder.delete("docs/b.txt")
    let ill = try diagnosis()
    #expect(!ill.isWell)
    #expect(ill.pending == (2, 1, 1))
    let place = LibraryDiagnosis.Place(path: library.root + "/c.txt", part: 1, line: 3)
    #expect(ill.untitled == [place])
    #expect(ill.undated == [place])
    #expect(ill.withoutKind == [place])
    #expect(ill.skipped.map(\.path) == [library.root + "/d.txt"])
    #expect(ill.sideFileErrors.map(\.path) == [library.root + "/a.txt.gongwen:1"])
    #expect(ill.notices.map(\.rule) == [.page])
    #expect(ill.notices.map(\.lines) == [2])
    #expect(ill.joins == (1, 1))
    #expect(ill.encodings.map(\.files) == [2])
    #expect(ill.suspicious.map(\.kind) == [.zeroWidth])
    #expect(ill.suspicious.first?.first.first == SourcePosition(line: 3, column: 3))
  }
}
