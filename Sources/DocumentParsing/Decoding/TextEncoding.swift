/// An encoding that source files are read in.
package enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "UTF-8"
  case utf16LE = "UTF-16LE"
  case utf16BE = "UTF-16BE"
  /// Contains GBK and GB 2312.
  case gb18030 = "GB18030"
  case big5 = "Big5"
}
