import Testing

@testable import InvertedIndex

@Suite struct `A manifest` {
  private static var example: Manifest {
    var manifest = Manifest()
    manifest.generation = 7
    manifest.nextFileNumber = 12
    manifest.segments = [
      .init(file: "s000003.seg", documentCount: 1024, liveFile: nil),
      .init(file: "s000011.seg", documentCount: 96, liveFile: "l000011.live"),
    ]
    manifest.attachments = ["c000010.files"]
    manifest.attributes = [
      "roots": ["/a folder/甲 100%", "", "line\nbreak\r\n", "\u{0}"], "a name\n": ["%41"],
    ]
    return manifest
  }

  @Test func `is read as it was written`() throws {
    let manifest = Self.example
    #expect(try Manifest(parsing: manifest.text, path: "m") == manifest)
    #expect(try Manifest(parsing: Manifest().text, path: "m") == Manifest())
  }

  @Test func `is the text that its description shows`() {
    var manifest = Self.example
    manifest.attributes = ["roots": ["/home/a/公"]]
    let lines = """
      gongwen-index 3
      generation 7
      next 12
      segment s000003.seg 1024 -
      segment s000011.seg 96 l000011.live
      attachment c000010.files
      attribute roots /home/a/%E5%85%AC
      checksum\u{20}
      """
    #expect(manifest.text.hasPrefix(lines))
    #expect(manifest.text.utf8.count == lines.utf8.count + 17)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `escapes any text and takes it back`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let scalars = (0..<50).compactMap { _ in
      Unicode.Scalar(UInt32.random(in: 0...(seed % 2 == 0 ? 0x100 : 0x10FFFF), using: &generator))
    }
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    let escaped = Manifest.escape(text)
    #expect(escaped.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
    let unescaped = Manifest.unescape(escaped[...])
    #expect(unescaped.map { Array($0.utf8) } == Array(text.utf8))
  }

  @Test(arguments: ["%", "%4", "%GG", "a%", "%FF"])
  func `does not take back what is not escaped text`(text: String) {
    #expect(Manifest.unescape(text[...]) == nil)
  }

  @Test(arguments: [
    "", "x", "gongwen-index", "gongwen-index 3", "gongwen-index 3\n", "gongwen-index one\n\n",
    "gongwen-index 3\nchecksum 0\n",
  ])
  func `is not made of other text`(text: String) {
    #expect { try Manifest(parsing: text, path: "m") } throws: {
      guard case IndexError.corrupt(file: "m", _, _) = $0 else { return false }
      return true
    }
  }

  @Test func `of another version is refused with a remedy`() {
    let newer = IndexError.unknownVersion(file: "m", found: 4, supported: 3)
    #expect(throws: newer) { try Manifest(parsing: "gongwen-index 4\nwhatever\n", path: "m") }
    #expect(
      newer.description == "m has format version 4, this program reads version 3; "
        + "use a newer gongwen, or rebuild with `gongwen index --rebuild`")
    let older = IndexError.unknownVersion(file: "m", found: 0, supported: 3)
    #expect(throws: older) { try Manifest(parsing: "gongwen-index 0\n", path: "m") }
    #expect(older.description.hasSuffix("; rebuild with `gongwen index --rebuild`"))
    // The folders to rebuild from stand in the manifest that cannot be read.
    let placed = IndexError.unknownVersion(file: "a/b/manifest", found: 0, supported: 3)
    #expect(placed.description.hasSuffix("`gongwen index --index a/b --rebuild PATH…`"))
  }
}

@Suite struct `An index file name` {
  @Test(arguments: [("s000001.seg", 1), ("l123456.live", 123_456), ("c1234567.files", 1_234_567)])
  func `has a kind and a number`(name: String, number: Int) throws {
    let parsed = try #require(IndexFileName(name))
    #expect(parsed.number == number)
    #expect(parsed.description == name)
  }

  @Test(arguments: [
    "", "manifest", "lock", "s00001.seg", "x000001.seg", "1234567.seg", "s000001.live",
    "s000001.seg~",
    "s000001", "s٠٠٠٠٠١.seg", "s9999999999999999999.seg", "s-00001.seg", "S000001.seg",
  ])
  func `is no other name`(name: String) {
    #expect(IndexFileName(name) == nil)
  }
}
