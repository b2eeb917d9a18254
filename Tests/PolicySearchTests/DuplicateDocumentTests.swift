import DocumentParsing
import Glibc
import Testing
import TextAnalysis

@testable import PolicySearch

@Suite struct `A document in several files` {
  private static let plain = "临江植树要求\n\n各地各部门要抓紧植树，植树要看天时。\n来年再验收苗木。\n"
  private static let indented =
    "\r\n\r\n临江植树要求\r\n　　各地各部门要抓紧植树，植树要看天时。\r\n\r\n　　来年再验收苗木。"

  private func position(_ query: String, in library: TestLibrary) throws -> SourcePosition? {
    try library.search(query).hits.first?.passages.first?.position
  }

  @Test func `is one, and leads to the lines of the first`() throws {
    let library = try TestLibrary([Self.plain, Self.indented, Self.plain])
    let result = try library.search("验收")
    #expect((result.exactDocuments, result.exactOccurrences) == (1, 1))
    let hit = try #require(result.hits.first)
    #expect(hit.sources.map(\.path) == (0...2).map { library.root + "/\($0).txt" })
    #expect(hit.passages.first?.position == SourcePosition(line: 4, column: 4))
    var files: [String] = []
    try library.open().forEachExactDocument("验收", counting: .paragraphs) { sources, lines in
      files += sources.map(\.path)
      #expect(lines == 1)
    }
    #expect(files == hit.sources.map(\.path))
    #expect(try library.open().verify() == 1)
  }

  @Test func `is one in any encoding`() throws {
    let library = try TestLibrary([Self.plain])
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit in Self.indented.utf16 {
      bytes += [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
    }
    try library.folder.write(bytes, to: "docs/宽.txt")
    #expect(try library.update().documents == 1)
    #expect(try library.search("验收").hits.first?.sources.count == 2)
  }

  @Test func `is one also as part of a file that holds others`() throws {
    let sentence = "各级各部门要认真落实上级部署，扎实推进各项工作，取得明显成效，同时要看到困难和不足，切实加以解决。"
    let notice = "关于报送材料的通知\n各单位：\n\(sentence)\n报送要看天时。\n"
    let other = "青岚市总工会关于深化改革的决议\n（2019年5月5日）\n\(sentence)\n"
    let library = try TestLibrary([other + "\n" + notice, notice])
    #expect(try library.open().verify() == 2)
    let hit = try #require(try library.search("天时").hits.first)
    #expect(hit.sources.map(\.part) == [2, 1])
    #expect(hit.passages.first?.position == SourcePosition(line: 8, column: 5))
  }

  @Test func `leads to the lines of those that remain, which are read again`() throws {
    let library = try TestLibrary([Self.plain, Self.indented])
    #expect(try position("验收", in: library) == SourcePosition(line: 4, column: 4))
    try library.folder.delete("docs/0.txt")
    let summary = try library.update()
    #expect((summary.removed, summary.documents) == (1, 1))
    #expect(summary.bytesRead == Self.indented.utf8.count)
    #expect(try position("验收", in: library) == SourcePosition(line: 6, column: 6))
    // A first one that comes back lends its lines again.
    try library.write(Self.plain, "0.txt")
    #expect(try library.update().bytesRead == Self.plain.utf8.count)
    #expect(try position("验收", in: library) == SourcePosition(line: 4, column: 4))
    #expect(try library.open().verify() == 1)
  }

  @Test func `keeps the file that leads to its lines while no other can be read`() throws {
    let library = try TestLibrary()
    try library.write(Self.plain, "a.txt")
    try library.folder.write(Self.indented, to: "far/b.txt")
    try library.folder.link("docs/b.txt", to: library.folder("far/b.txt"))
    usleep(100_000)
    try library.update()
    try library.folder.move("far", to: "away")
    try library.folder.delete("docs/a.txt")
    let kept = try library.update()
    #expect((kept.removed, kept.documents) == (0, 1))
    #expect(kept.unreadable.map(\.path) == [library.root + "/b.txt"])
    #expect(try library.search("验收").hits.first?.sources.count == 2)
    #expect(try library.open().verify() == 1)
    try library.folder.move("away", to: "far")
    #expect(try library.update().removed == 1)
    #expect(try library.search("验收").hits.first?.sources.map(\.path) == [library.root + "/b.txt"])
    #expect(try position("验收", in: library) == SourcePosition(line: 6, column: 6))
    #expect(try library.open().verify() == 1)
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `folds alike in all of them`(seed: UInt64) throws {
    let pieces = [
      "植", "树", "，", "。", "”", "（", "Ａ", "a", "B", "1", "e\u{301}", "\u{301}", "-", "…", "é", "〇",
      " ", "\n", "\r\n", "　", "\u{A0}", "\t", "\u{2003}", "\u{200B}", "가", "ア\u{3099}",
    ]
    var random = SeededGenerator(seed: seed)
    var folder = try TextFolder()
    var folds: [[UInt8]: [UInt16]] = [:]
    var alike = 0
    for _ in 0..<20_000 {
      let text = (0..<6).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      var essence: [UInt8] = []
      LayoutFreeText.append(Array(text.utf8).span, to: &essence)
      let fold = folder.fold(text).units
      if let other = folds.updateValue(fold, forKey: essence) {
        alike += 1
        #expect(other == fold, "\(text.debugDescription)")
      }
    }
    #expect(alike > 100)
  }
}
