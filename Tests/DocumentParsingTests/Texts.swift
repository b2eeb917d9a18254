@testable import DocumentParsing

extension DecodedText {
  var string: String { String(decoding: utf8.withUnsafeBufferPointer { Array($0) }, as: UTF8.self) }
}

extension ParsedDocument {
  var string: String { String(decoding: text, as: UTF8.self) }
}

func parse(_ text: String, path: String = "文件.txt") throws -> ParsedDocument {
  let documents = DocumentParser.parse(DecodedText(text), path: path)
  guard let document = documents.first, documents.count == 1 else { throw NotOneDocument() }
  return document
}

struct NotOneDocument: Error {}

let simplifiedText = """
  青岚市人民政府关于优化营商环境的通知

  各县（区）人民政府，市政府各部门：
  　　近年来，我市持续推进“放管服”改革，企业办事时间明显缩短。为进一步改善发展条件，现将有关事项通知如下。
  """

let traditionalText = """
  關於加強職工權益保障工作的意見

  各級工會組織要深入企業，了解職工的實際困難，維護職工的合法權益，促進勞動關係和諧穩定發展。
  """
