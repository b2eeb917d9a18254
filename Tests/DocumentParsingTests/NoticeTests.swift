import Testing

@testable import DocumentParsing

@Suite struct `A notice` {
  private func notices(_ text: String, path: String = "文件.txt") throws -> [String] {
    let document = try parse(text, path: path)
    return document.text[document.bodyEnd...].split(separator: 0x0A)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private static let document = "关于做好防汛工作的通知\n各单位：\n汛期已到，各单位要立即行动起来，做好准备。"

  @Test(arguments: [
    ("下载\n打印\n【字号：\n大\n中\n小\n】\n", 7), ("当前位置：\n首页\n>\n政务公开\n>\n要闻\n", 6),
    ("来源：\n临江日报\n发表时间：\n2021-02-03 09:30:00\n", 4),
    ("索 引 号：\n00012/2021\n发文字号：\n临政发〔2021〕5号\n", 4), ("分享到：\n", 1), ("【 打印本页 】【 关闭窗口 】\n", 1),
    ("市长林远舟在会上讲话。本报记者 苏映雪 摄\n", 1), ("<!-- 抓取于某日 -->\n", 1), ("<!--\n多行\n\n的注\n-->\n", 4),
    ("---\ntitle: 通知\ntags:\n  - 防汛\n---\n", 5),
    ("\u{FEFF}\u{200B}\n\u{E001} \u{E002}\n&nbsp; &nbsp;&nbsp;\n", 3),
    ("[查看原文](https://example.org/a)\nhttps://example.org/b\n", 2),
    ("内部学习 请勿外传\n文海书屋\n扫码入群，好文天天有\n", 3), ("范文宝典\n加入会员，每日更新\n", 2),
  ])
  func `is set apart from the head`(head: String, count: Int) throws {
    #expect(try notices(head + Self.document).count == count)
  }

  @Test func `is no first line of a title below a label without a value`() throws {
    let document = try parse(
      "索引号：0001/2019\n主题词：\n青岚市教育局、青岚市财政局\n关于做好防汛工作的通知\n各单位：\n汛期已到，各单位要立即行动起来，做好准备。")
    #expect(document.title == "青岚市教育局、青岚市财政局关于做好防汛工作的通知")
    #expect(document.issuer == "青岚市教育局、青岚市财政局")
  }

  @Test(arguments: [
    ("\n相关报道：", 1), ("\n扫一扫在手机打开当前页\n【\n打印本页\n】", 4), ("\n责任编辑：苏映雪", 1),
    ("\nPublic domain\nfalse\nfalse", 3),
    ("\n更多范文\n客服微信：", 2), ("\n<!-- 完 -->", 1),
  ])
  func `is set apart from the tail`(tail: String, count: Int) throws {
    #expect(try notices(Self.document + "\n特此通知。" + tail).count == count)
  }

  @Test(arguments: [
    "时间：2021年3月5日", "来源地税收由市级统筹", "下载安装政务应用的群众越来越多", "中", "发挥微信公众号作用", "打印", "1.下载",
    "×××同志：", "在××市的支持下，各项工作扎实推进", "注：本表由各单位填写", "用好微信、公众号等载体，办好会员之家。", "市\u{200B}总工会",
    "见 https://example.org/a 的说明",
    "会员代表大会", "作者单位", "记者站", "a: b",
  ])
  func `is no line of a document`(line: String) throws {
    #expect(try notices(Self.document + "\n" + line + "\n" + "特此通知。").isEmpty || line == "打印")
    #expect(try notices(Self.document + "\n特此通知。\n\n" + line).isEmpty || line == "打印")
  }

  @Test func `is not a comment that never ends`() throws {
    #expect(try notices(Self.document + "\n<!-- 见\n后文。").isEmpty)
  }

  @Test func `may be all a file holds`() throws {
    let document = try parse("下载\n打印")
    #expect(document.string == "下载\n打印")
    #expect(document.bodyEnd == 0)
    #expect(document.title == nil)
  }
}
