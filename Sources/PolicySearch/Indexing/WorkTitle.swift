internal import InvertedIndex

/// The work that a title names, whatever version of it the document is: its letters, digits and ideographs as
/// folded,
///
/// - of a notice that hands a text on (关于印发《…》的通知) those between the title marks,
/// - without remarks in parentheses on the version, such as (2018年修正) and (试行),
/// - without 中华人民共和国 in front.
///
/// Years that are not in parentheses stay: the plans of two years are two works.
enum WorkTitle {
  static let republic = "中华人民共和国"
  /// What is done to a text that a notice hands on; it stands right before the text's title.
  private static let handingOn = ["印发", "转发", "批转", "下发", "发布", "公布", "颁布", "发送"]
  /// A remark in parentheses with any of these is on the version.
  private static let versionMarks = ["修正", "修订", "修改", "试行", "暂行", "草案", "稿"]

  /// The checksum of the work's name, 0 where the title does not tell it.
  ///
  /// - Parameter title: folded.
  static func key(of title: [UInt16]) -> UInt64 {
    let name = name(of: String(decoding: title, as: UTF16.self))
    guard !name.isEmpty else { return 0 }
    return Array(name.utf8).withUnsafeBytes { Checksum.of($0) }
  }

  static func name(of title: String) -> String {
    var name = ""
    for piece in withoutRemarks(handedOn(title) ?? title[...]) {
      for scalar in piece.unicodeScalars
      where scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        name.unicodeScalars.append(scalar)
      }
    }
    return name.hasPrefix(republic) && name != republic
      ? String(name.dropFirst(republic.count)) : name
  }

  /// The title of the only text that a notice hands on.
  private static func handedOn(_ title: String) -> Substring? {
    guard let start = title.firstIndex(of: "《"), let end = title.lastIndex(of: "》"), start < end,
      handingOn.contains(where: title[..<start].hasSuffix)
    else { return nil }
    let inner = title[title.index(after: start)..<end]
    return inner.contains("》") ? nil : inner
  }

  /// What stands before, between and behind the remarks on the version.
  static func withoutRemarks(_ title: Substring) -> [String] {
    var pieces: [String] = []
    var rest = title
    while let start = rest.firstIndex(of: "("), let end = rest[start...].firstIndex(of: ")") {
      let remark = rest[rest.index(after: start)..<end]
      let isOnVersion =
        versionMarks.contains(where: remark.contains)
        || remark.allSatisfy { $0.isWholeNumber || "年月日.-/".contains($0) }
          && remark.contains {
            $0.isASCII && $0.isNumber
          }
      pieces.append(String(isOnVersion ? rest[..<start] : rest[..<end]))
      rest = rest[rest.index(after: end)...]
    }
    pieces.append(String(rest))
    return pieces
  }
}
