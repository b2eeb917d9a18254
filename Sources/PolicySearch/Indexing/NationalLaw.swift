/// Laws of the republic, told by their titles.
///
/// They are what rules, interpretations and notices carry out: whoever asks what holds is after the law
/// first. See ``RankingWeight/nationalLaw``.
enum NationalLaw {
  /// Stands behind the title of such a document among the pairs of titles; a noncharacter, left out of titles.
  static let mark: UInt16 = 0xFFFF
  /// What the mark makes documents contain there: it is the last unit, and so paired with 0.
  static let term = [mark, 0].termBytes
  /// As explanations have it.
  static let name = "\(WorkTitle.republic)…法"

  /// Whether a folded title is that of a law of the republic, or of an article of one: 中华人民共和国…法 or 法典,
  /// with or without remarks on the version and 第…条 behind.
  static func isTitle(_ title: [UInt16]) -> Bool {
    let text = String(decoding: title, as: UTF16.self)
    guard text.hasPrefix(WorkTitle.republic) else { return false }
    var name = WorkTitle.withoutRemarks(text[...]).joined()[...]
    if let article = name.lastIndex(of: "第"), name[article...].contains("条") {
      name = name[..<article]
    }
    while name.last?.isWhitespace == true { name.removeLast() }
    return name.hasSuffix("法") && !name.hasSuffix("办法") || name.hasSuffix("法典")
  }
}
