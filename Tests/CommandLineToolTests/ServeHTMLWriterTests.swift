import Testing

@testable import CommandLineTool

@Suite struct `An HTML writer` {
  private func written(_ body: (inout HTMLWriter) -> Void) -> String {
    var writer = HTMLWriter(in: .chinese)
    body(&writer)
    return String(writer.html.dropFirst("<!DOCTYPE html>\n".count))
  }

  @Test(arguments: [
    ("", ""), ("平安", "平安"), ("&", "&amp;"), ("<b>", "&lt;b&gt;"), ("\"'", "&quot;&#39;"),
    ("&lt;", "&amp;lt;"), ("甲<乙", "甲&lt;乙"), ("<", "&lt;"),
    ("e\u{301}<\u{338}", "e\u{301}&lt;\u{338}"),
  ])
  func `escapes texts and values`(text: String, escaped: String) {
    #expect(written { $0.text(text) } == escaped)
    #expect(
      written { $0.element("a", ["href": text], text: text) }
        == "<a href=\"\(escaped)\">\(escaped)</a>")
  }

  @Test func `leaves out attributes without a value`() {
    #expect(written { $0.void("input", ["id": nil, "autofocus": ""]) } == "<input autofocus=\"\">")
  }

  @Test(
    arguments: [
      ([], "甲&amp;乙丙"), ([0..<1], "<mark>甲</mark>&amp;乙丙"),
      ([1..<2, 2..<4], "甲<mark>&amp;</mark><mark>乙丙</mark>"),
      ([0..<4], "<mark>甲&amp;乙丙</mark>"),
    ] as [([Range<Int>], String)])
  func `marks parts of a text`(ranges: [Range<Int>], html: String) {
    let text = "甲&乙丙"
    let matches = ranges.map {
      text.index(
        text.startIndex, offsetBy: $0.lowerBound)..<text.index(
          text.startIndex, offsetBy: $0.upperBound)
    }
    #expect(written { $0.text(text[...], marking: matches) } == html)
  }
}
