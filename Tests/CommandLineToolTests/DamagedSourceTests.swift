import Testing

@Suite struct `The doctor on damaged files` {
  private static let page = """
    <html><head><meta charset="utf-8"><title>题名</title></head><body><h1>关于修路的通知</h1>
    <table><tr><td>第一章&nbsp;总则</td><td>第一条 &#8451;&ldquo;人人&rdquo;</td></tr></table>
    <!-- 旁注 --><p>各地要<b>修</b>路。<br>请遵照执行。</p><script>var a = '<p>';</script></body></html>
    """
  private static let sideFile = """
    # 校对
    encoding: utf-8
    documents: 1, 3
    [2]
    title: 关于修路的通知
    date: 2019-09

    """

  /// Names and contents of the undamaged files: the samples and a page.
  private static let samples: [(name: String, bytes: [UInt8])] = {
    var path = #filePath[...]
    for _ in 0..<3 { path = path[..<(path.lastIndex(of: "/") ?? path.endIndex)] }
    let folder = "\(path)/samples/"
    let names = Tool().bash("cd '\(folder)' && ls").output.split(separator: "\n")
    return names.filter { $0.hasSuffix(".txt") || $0.hasSuffix(".md") }
      .map { (String($0), Array(Tool.read("\(folder)\($0)").utf8)) }
      + [("页.html", Array(page.utf8))]
  }()

  private func damaged(_ bytes: [UInt8], with random: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    switch Int.random(in: 0..<4, using: &random) {
    case 0: bytes.removeLast(Int.random(in: 0...bytes.count, using: &random))
    case 1: bytes.removeFirst(Int.random(in: 0...bytes.count, using: &random))
    case 2:
      for _ in 0..<Int.random(in: 1...20, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] ^=
          1 << UInt8.random(in: 0..<8, using: &random)
      }
    default:
      let start = Int.random(in: 0...bytes.count, using: &random)
      let noise = (0..<Int.random(in: 1...200, using: &random)).map { _ in
        UInt8.random(in: .min ... .max, using: &random)
      }
      bytes.insert(contentsOf: noise, at: start)
    }
    return bytes
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `says something of every one and ends as it should`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let tool = Tool()
    var count = 0
    for (name, bytes) in Self.samples {
      for copy in 0..<4 {
        tool.write(damaged(bytes, with: &random), to: "docs/\(copy)-\(name)")
        count += 1
      }
      tool.write(
        damaged(Array(Self.sideFile.utf8), with: &random), to: "docs/0-\(name).gongwen")
    }
    #expect(count >= 80)
    for flag in ["", "--json"] {
      let result = tool.bash("\"$gongwen\" doctor \(flag) docs/*.txt docs/*.md docs/*.html")
      #expect(result.code == 1, "seed \(seed): \(result.error.prefix(500))")
      #expect(result.error.isEmpty, "seed \(seed): \(result.error.prefix(500))")
      let named = result.output.split(separator: "\n").filter {
        flag.isEmpty
          ? $0.hasPrefix("docs/") : $0.hasPrefix(#"{"type":"file","version":1,"path":"docs/"#)
      }
      #expect(named.count == count, "seed \(seed)")
    }
    // Side files that cannot be followed are an error, of which the rest is independent.
    let index = tool.run("index", "docs")
    #expect(index.code == (index.error.isEmpty ? 0 : 2), "seed \(seed): \(index.error)")
    #expect(tool.run("verify", "--places", "40").code == 0, "seed \(seed)")
  }
}
