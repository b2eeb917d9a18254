/// The kinds of official documents, as the end of a title names them.
enum DocumentKind {
  /// The kind the end of a title names, in simplified characters, or nil.
  ///
  /// Brackets after it (试行, 草案) and the words 摘要 and 全文 do not count.
  static func kind(ofTitle title: some BidirectionalCollection<Unicode.Scalar>) -> String? {
    var title = Array(title)[...]
    while let end = bracketOrVersion(title) { title = title.dropLast(end) }
    // 函 alone ends many other words.
    if ["的函", "复函", "復函"].contains(where: title.ends(with:)) { return "函" }
    guard !misleading.contains(where: title.ends(with:)) else { return nil }
    return kinds.first(where: title.ends(with:))
      ?? traditional.first { title.ends(with: $0.key) }?.value
  }

  /// Whether somebody speaks in documents of this kind.
  static func isSpeech(_ kind: String) -> Bool {
    ["讲话", "致辞", "发言", "工作报告"].contains(kind)
  }

  /// The length of the bracket or the word for a version that a title ends with.
  private static func bracketOrVersion(_ title: ArraySlice<Unicode.Scalar>) -> Int? {
    guard let last = title.last else { return nil }
    if last.isBlank { return 1 }
    if last == "）" || last == ")" {
      return title.lastIndex { $0 == "（" || $0 == "(" }.map { title.endIndex - $0 }
    }
    return ["摘要", "全文"].contains(where: title.ends(with:)) ? 2 : nil
  }

  /// Longer ones first where one ends with the other. First the fifteen statutory kinds (函 aside) of
  /// the Regulations on Official Documents of 2012.
  private static let kinds = [
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "工作报告", "报告", "请示", "批复", "议案", "纪要",
    "讲话", "致辞", "发言", "办法", "条例", "规定", "细则", "规则", "解释", "章程", "准则", "方案", "规划", "纲要", "要点", "计划",
    "法",
  ]

  /// Those of the kinds that are written otherwise in traditional characters.
  private static let traditional: KeyValuePairs = [
    "決議": "决议", "決定": "决定", "公報": "公报", "意見": "意见", "通報": "通报", "工作報告": "工作报告", "報告": "报告",
    "請示": "请示", "批覆": "批复", "議案": "议案", "紀要": "纪要", "講話": "讲话", "致辭": "致辞", "發言": "发言", "辦法": "办法",
    "條例": "条例", "規定": "规定", "細則": "细则", "規則": "规则", "解釋": "解释", "準則": "准则", "規劃": "规划", "綱要": "纲要",
    "要點": "要点", "計劃": "计划",
  ]

  /// Endings that look like a kind and are none: the word belongs to the subject of the title.
  private static let misleading = [
    "征求意见", "重要讲话", "方法", "做法", "想法", "看法", "说法", "用法", "书法", "司法", "执法", "立法", "普法", "守法",
    "违法", "依法", "手法", "合法", "非法",
  ]
}
