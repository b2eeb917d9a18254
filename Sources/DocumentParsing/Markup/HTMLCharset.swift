/// What an HTML source says about its own encoding.
enum HTMLCharset {
  /// The encoding that the first `charset=` names, in a `meta` element near the start; nil where there
  /// is none or one that is not read. UTF-16 is none: a source that can be searched for it is in another
  /// (HTML, 13.2.3.2).
  static func declared(in bytes: [UInt8]) -> TextEncoding? {
    let head = bytes.prefix(searchLimit).map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
    let key = Array("charset=".utf8)
    for start in head.indices where head[start...].starts(with: key) {
      let label = head[(start + key.count)...]
        .drop { $0 == 0x20 || $0 == 0x22 || $0 == 0x27 }
        .prefix { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x2D || $0 == 0x5F }
      return encodings[String(decoding: label, as: UTF8.self)]
    }
    return nil
  }

  // HTML asks for 1,024 bytes; some pages have long comments before it.
  private static let searchLimit = 4096

  private static let encodings: [String: TextEncoding] = [
    "utf-8": .utf8, "utf8": .utf8, "gb2312": .gb18030, "gbk": .gb18030, "x-gbk": .gb18030,
    "gb_2312-80": .gb18030, "gb18030": .gb18030, "big5": .big5, "big5-hkscs": .big5,
    "x-x-big5": .big5,
  ]
}
