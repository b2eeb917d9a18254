import DocumentParsing
import Glibc
import InvertedIndex
import Testing
import TextAnalysis

@testable import PolicySearch

private let package = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
private let corpus = "\(package)/../shared/corpus"

@Suite struct `The verification of places` {
  /// Text with line joins, a name spaced out, notices before and within the body.
  private static let dirty = """
    内部学习 请勿外传
    关于做好防汛工作的通知

    各县区：
    　　近年来，各级各部门认真贯彻落实上级部署，扎实推进各项工作，取得了
    明显成效，气温达到38℃，must go
      on 必须切实加以解决。
    【字号：大 中 小】
    陈　守　信
    2019年5月6日

    关于开展评选活动的通知
    （2019年5月
    8日）
    各单位要认真组织，广泛发动，按时上报评选材料，确保活动取得实效。各单位要认真组织，广泛发动。
    文海书屋资料库

    """
  private static let page = """
    <html><head><title>题名</title><style>p { color: red }</style></head><body>
    <h1>关于修路的通知</h1><!-- 旁注 --><p>各地要<b>修</b>路，&ldquo;人人&rdquo;出力&nbsp;架桥。</p>
    <div>分享</div><script>var a = '修路';</script><p>请遵照
    执行，气温&#8451;。</p><td>打印</td></body></html>
    """

  private func verify(_ library: TestLibrary, count: Int = 200) throws -> Library.PlacesVerification
  {
    try library.open().verifyPlaces(count: count, seed: 5)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `finds every text where search says`(lineBreak: String) throws {
    let library = try TestLibrary()
    try library.write(lines(Self.dirty, lineBreak), "1.txt")
    try library.write("\u{FEFF}" + lines(Self.dirty, lineBreak), "标.md")
    try library.write(lines(Self.page, lineBreak), "3.html")
    try library.update()
    let result = try verify(library)
    #expect(result.failures == [])
    #expect(result.substrings == 200 && result.places >= 200)
    #expect(result.unverifiedPlaces == 0 && result.changedFiles == [])
  }

  private func lines(_ text: String, _ lineBreak: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineBreak)
  }

  @Test func `follows encodings and side files as the index does`() throws {
    let library = try TestLibrary()
    let units = [0xFEFF] + Array(Self.dirty.utf16)
    try library.folder.write(
      units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, to: "docs/1.txt")
    try library.write(Self.dirty, "2.txt")
    try library.write("documents: 2, 5\n", "2.txt.gongwen")
    try library.write(Self.dirty + "甲", "3.txt")
    try library.write("nothing that can be followed\n", "3.txt.gongwen")
    try library.update()
    #expect(try verify(library).failures == [])
    #expect(try verify(library).changedFiles == [])
  }

  @Test func `names changed and missing files and does not compare them`() throws {
    let library = try TestLibrary([Self.dirty, "修路架桥，人人出力。", "植树造林，绿化家园。"])
    try library.write("甲" + Self.dirty, "0.txt")
    try library.folder.delete("docs/1.txt")
    try library.write("title: 植树\n", "2.txt.gongwen")
    let result = try verify(library)
    #expect(result.failures == [])
    #expect(result.places == 0 && result.unverifiedPlaces >= 200)
    #expect(result.changedFiles == (0..<3).map { "\(library.root)/\($0).txt" })
  }

  @Test func `claims nothing about a library without text`() throws {
    #expect(try verify(TestLibrary(["\n\n"])) == Library.PlacesVerification())
  }

  // MARK: What stands at a place

  private func source(_ text: String, _ name: String) throws -> VerificationSource {
    let bytes = Array(text.utf8)
    let parsed = try FileParser().parse(bytes, path: name, explains: true)
    return try VerificationSource(bytes, path: name, parsed: parsed)
  }

  @Test(
    arguments: [
      ("38℃，must go on必须", 6, 10, nil), ("8℃", 6, 11, nil), ("C，must", 6, 12, nil),
      ("8℃", 6, 10, "38°"), ("8℃", 6, 12, "°c,"), ("must goon", 6, 14, "must go o"),
      ("8℃", 99, 1, ""), ("8℃", 6, 99, ""), ("解决。陈守信", 7, 12, nil),
      ("库内部学习请勿外传【", 16, 7, nil), ("外传【字号", 1, 8, nil), ("外传关于", 1, 8, "外传[字"),
    ] as [(String, Int, Int, String?)])
  func `in plain text is a line and those behind it`(
    text: String, line: Int, column: Int, difference: String?
  ) throws {
    var folder = try TextFolder()
    let source = try source(Self.dirty, "/1.txt")
    let place = SourcePosition(line: line, column: column)
    #expect(
      source.difference(from: folder.fold(text).units, at: place, ofPart: 1, &folder) == difference)
  }

  @Test(
    arguments: [
      ("修路，“人人”出力架桥。请遵照执行", 2, 37, nil), ("“人人", 2, 44, nil), ("人人", 2, 51, nil),
      ("出力架", 2, 60, nil), ("C。分享打印", 4, 6, nil), ("修路", 2, 38, "路,"),
      ("架桥。执行", 2, 68, "架桥。分享"), ("架桥", 2, 67, ";架"),
    ] as [(String, Int, Int, String?)])
  func `in HTML is what is text behind it`(
    text: String, line: Int, column: Int, difference: String?
  ) throws {
    var folder = try TextFolder()
    let source = try source(Self.page, "/1.html")
    let place = SourcePosition(line: line, column: column)
    #expect(
      source.difference(from: folder.fold(text).units, at: place, ofPart: 1, &folder) == difference)
  }

  @Test(
    .enabled(
      if: access(corpus + "/statecouncil_html", R_OK) == 0, "the pages are not beside the package"),
    arguments: ["seeds", "statecouncil_html"])
  func `finds every text of real documents where search says`(folder: String) throws {
    let library = try TestLibrary()
    try library.update { $0.adding = ["\(corpus)/\(folder)"] }
    let result = try verify(library, count: 100)
    #expect(result.failures == [])
    #expect(result.places >= 100 && result.changedFiles == [])
  }
}
