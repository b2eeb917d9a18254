import Glibc
import Testing

@testable import DocumentParsing

private func text(of html: String) throws -> String {
  try HTMLText.extract(from: DecodedText(html)).string
}

@Suite struct `The text of HTML` {
  @Test(
    arguments: [
      ("", ""),
      ("<p>通知</p>", "通知"),
      ("通知<br>正文", "通知\n正文"),
      ("<p>一</p><p>二</p>", "一\n二"),
      ("<p>一</p>\n\n  <p> 二 </p>\n", "一\n二"),
      ("<div><div><p>一</p></div></div><div>二</div>", "一\n二"),
      ("<p>一<br><br>二</p>", "一\n\n二"),
      ("<p>一</p><p><br></p><p>二</p>", "一\n\n二"),
      ("<p>一<b>二</b><span style='x'>三</span></p>", "一二三"),
      ("<p>关于做好\n   防汛工作</p>", "关于做好防汛工作"),
      ("<p>work\n  plan</p>", "work plan"),
      ("<p>甲  乙</p>", "甲 乙"),
      ("<p><b>甲 </b> 乙</p>", "甲 乙"),
      ("<p>A&nbsp;&nbsp;B</p>", "A  B"),
      ("<p>&#12288;&#x3000;甲&lt;乙&gt;&amp;&ldquo;丙&rdquo;&copy;</p>", "　　甲<乙>&“丙”©"),
      ("<p>&bogus;R&D &amp;amp;</p>", "&bogus;R&D &amp;"),
      ("<h1>标题</h1>正文<h2>一、</h2>", "标题\n正文\n一、"),
      ("<a href='http://example.org/'>链接</a>的字", "链接的字"),
      ("甲<!-- 乙 -->丙", "甲丙"),
      ("<script>document.write('</p>乙')</script>甲<style>p{}</style>", "甲"),
      (
        "<html><head><title>网站</title><meta charset=gbk></head><body>甲<noscript>乙</noscript></body></html>",
        "甲"
      ),
      ("<pre>一\n  二\r\n\n三</pre>四", "一\n  二\n\n三\n四"),
      ("<ul><li>一<li>二</ul>", "一\n二"),
      ("<p style='display:none'>甲</p>", "甲"),
      ("甲</span>乙", "甲乙"),
    ])
  func `has its lines`(html: String, expected: String) throws {
    #expect(try text(of: html) == expected)
  }

  @Test(
    arguments: [
      ("<table><tr><td>甲<td>乙<tr><th>丙</th><td>丁</table>", "甲\t乙\n丙\t丁"),
      ("<table> <tr> <td> 甲 </td> <td> 乙 </td> </tr> </table>", "甲\t乙"),
      ("<table><tr><td><p>甲</p></td><td><p>乙</p></td></tr></table>", "甲\t乙"),
      ("<table><tr><td></td><td>乙</td><td></td></tr><tr><td>丙</table>", "乙\n丙"),
      ("<table><tr><td><p>甲</p><p>乙</p></td><td>丙</td></tr></table>", "甲\n乙\n丙"),
      ("<table><tr><td>甲<table><tr><td>乙<td>丙</table><td>丁</table>", "甲\n乙\t丙\n丁"),
      ("<table><tr><td><table><tr><td>甲</table><p>乙</p></table>丙", "甲\n乙\n丙"),
    ])
  func `has a table's row on a line`(html: String, expected: String) throws {
    #expect(try text(of: html) == expected)
  }

  @Test(
    arguments: [
      "<p>甲乙</p>\r\n<p>丙&ldquo;丁&rdquo;戊</p>", "甲\r乙\n丙", "<b>甲</b>\n\n<i>乙</i>&nbsp;丙&#x4E01;",
      "<table>\n<tr><td>甲\n<td>\n乙</table>𠀀&amp;𠀀a b", "<pre>甲\n 乙\r\n丙</pre>丁",
      "&bogus;&amp;amp;&copy甲",
      "<p>\u{A0}甲 \u{A0} 乙</p>",
      String(repeating: "长文", count: 3000) + "&lt;" + String(repeating: "ab，", count: 2000),
    ])
  func `leads every character back to its place`(html: String) throws {
    try expectPlaces(in: html, "\(html.prefix(40))")
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `leads every character of random sources back`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "<p>", "</p>", "<td>", "<tr>", "<table>", "</table>", "<b>", "</b>", "<br>", "<pre>",
      "</pre>", "&nbsp;",
      "&ldquo;", "&#x4E2D;", "&", "<", "甲", "乙，", "𠀀", "abc", " ", "\n", "\r\n", "\t", "<!-- 注 -->",
      "<script>",
      "</script>", "&lt;", "\u{A0}", "</div>", "<div class='a'>", "<li>",
    ]
    let html = (0..<Int.random(in: 0...60, using: &generator))
      .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    try expectPlaces(in: html, "seed \(seed)")
    _ = DocumentParser.parse(try HTMLText.extract(from: DecodedText(html)), path: "a.html")
  }

  /// Checks that at the place of each character the source has this character, or an entity, or what a
  /// space, a tab or a line end stands for.
  private func expectPlaces(in html: String, _ comment: Comment) throws {
    let lines = sourceLines(of: html)
    let extracted = try HTMLText.extract(from: DecodedText(html))
    let map = try #require(extracted.origin)
    let bytes = Array(extracted.string.utf8)
    var offset = 0
    for scalar in extracted.string.unicodeScalars {
      let place = map.position(of: offset, in: bytes)
      offset += UTF8.width(scalar)
      if scalar == "\n" || scalar == "\t" { continue }
      try #require(lines.indices.contains(place.line - 1), comment)
      let line = lines[place.line - 1]
      try #require(line.indices.contains(place.column - 1), comment)
      let found = line[place.column - 1]
      #expect(
        found == scalar || found == "&"
          || scalar == " " && (found.properties.isWhitespace), "\(comment): \(place)")
    }
  }

  private static let sample = """
    <!DOCTYPE html><html><head><meta charset="utf-8"><title>青岚市</title><script>if (a < b) f("</p>")</script>
    </head><body class=x><div><h1>青岚市人民政府关于印发&ldquo;清河&rdquo;方案的通知</h1><table border=1>
    <tr><td>文号：</td><td>青政发〔2019〕5号</td></tr></table><p>各县&nbsp;人民政府：<br/>
    现将方案印发给你们。</p><!-- 注 --></div></body></html>
    """

  @Test func `of a page cut anywhere is a beginning or an error`() throws {
    let bytes = Array(Self.sample.utf8)
    for end in bytes.indices {
      guard let cut = String(validating: bytes[..<end], as: UTF8.self) else { continue }
      try expectPlaces(in: cut, "cut at \(end)")
    }
    #expect(
      try text(of: Self.sample)
        == "青岚市人民政府关于印发“清河”方案的通知\n文号：\t青政发〔2019〕5号\n各县 人民政府：\n现将方案印发给你们。")
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `of a damaged page keeps its places`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var scalars = Array(Self.sample.unicodeScalars)
    for _ in 0..<10 {
      let index = scalars.indices.randomElement(using: &generator) ?? 0
      scalars[index] =
        ["<", ">", "&", "\"", "/", "甲", "\n"].randomElement(using: &generator) ?? "a"
    }
    var html = ""
    html.unicodeScalars.append(contentsOf: scalars)
    try expectPlaces(in: html, "seed \(seed)")
  }

  @Test func `nested too deep is refused`() throws {
    #expect(throws: HTMLError.tooDeep) {
      try text(of: String(repeating: "<div>", count: 100_000) + "甲")
    }
    #expect(
      try text(
        of: String(repeating: "<div>", count: 1000) + "甲" + String(repeating: "</b>", count: 9999))
        == "甲")
  }

  @Test func `of ten megabytes is whole`() throws {
    let paragraph = "<p>" + String(repeating: "近年来各项工作取得成效，", count: 100) + "</p>\n"
    let html = String(repeating: paragraph, count: 2800)
    #expect(html.utf8.count > 10_000_000)
    let extracted = try HTMLText.extract(from: DecodedText(html))
    #expect(extracted.utf8.count == 2800 * (paragraph.utf8.count - 7) - 1)
  }
}

@Suite struct `A page` {
  private static let page = """
    <html><head><meta http-equiv="Content-Type" content="text/html; charset=CHARSET">
    <title>網</title></head><body>
    <p align=center><b>青嵐市人民政府關於
    優化營商環境</b>的通知</p>
    <p>青政發〔2019〕5號</p><p>各縣人民政府：</p><p>為改善營商環境，促進企業發展，維護市場主體的合法權益，現將有關事項通知如下，請各單位認真執行。</p>
    </body></html>
    """

  @Test(arguments: [
    ("UTF-8", "utf-8", TextEncoding.utf8), ("GB18030", "gb2312", .gb18030), ("BIG5", "big5", .big5),
    ("UTF-8", "gb2312", .utf8), ("BIG5", "utf-8", .big5), ("GB18030", "koi8-r", .gb18030),
    ("UTF-16LE", "utf-16", .utf16LE),
  ])
  func `is read in its encoding, whatever it says`(
    name: String, charset: String, encoding: TextEncoding
  ) throws {
    let bytes = encoded(Self.page.replacing("CHARSET", with: charset), in: name)
    let text = try SourceText.read(bytes, path: "/a/通知.HTM")
    #expect(text.encoding == encoding)
    let documents = DocumentParser.parse(text, path: "/a/通知.HTM")
    let document = try #require(documents.first)
    #expect(document.title == "青嵐市人民政府關於優化營商環境的通知")
    #expect(document.number == "青政發〔2019〕5號")
    #expect(document.sources[.title]?.line == 3)
    #expect(document.sources[.number]?.line == 5)
  }

  @Test func `leads from its document to its source`() throws {
    let lines = sourceLines(of: Self.page)
    let text = try SourceText.read(Array(Self.page.utf8), path: "a.html")
    let document = try #require(DocumentParser.parse(text, path: "a.html").first)
    var offset = 0
    for scalar in document.string.unicodeScalars {
      let place = document.sourceMap.position(of: offset, in: document.text)
      if scalar != "\n" { #expect(lines[place.line - 1][place.column - 1] == scalar) }
      offset += UTF8.width(scalar)
    }
  }
}
