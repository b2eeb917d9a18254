/// The kinds of official documents, as the end of a title names them.
enum DocumentKind {
  /// A kind with the words of the title before the word that names it.
  typealias Ending = (kind: String, words: ArraySlice<Unicode.Scalar>)

  /// The kind of a document that is named by its title, but none of those searched by.
  static let other = "other"

  /// The kind the end of a title names, in simplified characters, or ``other``; nil where it names none.
  ///
  /// Brackets after it (试行, 草案) and the words 摘要 and 全文 do not count. A headline of the news that
  /// ends with the word for a kind names none.
  static func kind(ofTitle title: ArraySlice<Unicode.Scalar>) -> String? {
    ending(ofTitle: title)?.kind
  }

  /// The kind that ``kind(ofTitle:)`` names, with the words before it.
  static func ending(ofTitle title: ArraySlice<Unicode.Scalar>) -> Ending? {
    // Most lines that are asked about end with a stop, or with a word that ends no kind.
    guard let last = title.last, !last.isStop else { return nil }
    var title = title
    while let end = bracketOrVersion(title) { title = title.dropLast(end) }
    // 函 alone ends many other words.
    if letters.isSuffix(of: title) { return ("函", title.dropLast()) }
    if let order = order(title) { return ("命令", order) }
    guard let index = words.suffix(of: title), !misleading.isSuffix(of: title) else { return nil }
    let (word, kind) = kinds[index]
    let before = title.dropLast(word.unicodeScalars.count)
    return isHeadline(before, of: kind) ? nil : (kind, before)
  }

  /// Whether somebody speaks in documents of this kind.
  static func isSpeech(_ kind: String) -> Bool {
    kind == "讲话" || kind == "致辞" || kind == "发言" || kind == "工作报告"
  }

  /// Who gives an order, the title less its `令` and its number: 国务院 of `国务院令第7号`.
  static func order(_ title: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>? {
    var title = title
    if title.last == "号" || title.last == "號" {
      guard let start = title.lastIndex(of: "第"),
        DocumentNumber.isSerial(title[start...])
      else { return nil }
      title = title[..<start]
    }
    guard orders.isSuffix(of: title), title.allSatisfy(\.isHan), !giving.isFound(in: title) else {
      return nil
    }
    return title.dropLast()
  }

  /// What headlines do with orders.
  private static let giving: WordList = ["签署", "颁发", "发布", "公布", "任命", "的"]

  /// The length of the bracket or the word for a version that a title ends with.
  private static func bracketOrVersion(_ title: ArraySlice<Unicode.Scalar>) -> Int? {
    guard let last = title.last else { return nil }
    if last.isBlank { return 1 }
    if last == "）" || last == ")" {
      return title.lastIndex { $0 == "（" || $0 == "(" }.map { title.endIndex - $0 }
    }
    return versions.isSuffix(of: title) ? 2 : nil
  }

  /// Whether the words before a kind tell what somebody does, as the news has it, instead of what the
  /// document is about.
  private static func isHeadline(_ words: ArraySlice<Unicode.Scalar>, of kind: String) -> Bool {
    // `在…——代表讨论…致词`, `论…致辞`: what follows the dashes tells.
    let words = words.lastIndex { $0 == "—" }.map { words[($0 + 1)...] } ?? words
    if isSpeech(kind), words.first == "论" || also.isSuffix(of: words) { return true }
    if words.first == "在" || about.isFound(in: words) { return false }
    if protests.isFound(in: words) || (words.last != "的" && sendings.isFound(in: words)) {
      return true
    }
    switch kind {
    // What people do is the subject of rules; two halves with a blank between them are a headline's.
    case "条例", "规定", "办法", "法律": return false
    case other: return words.contains(where: \.isBlank)
    default:
      return verbs.isFound(in: words) || (words.last != "的" && publishings.isFound(in: words))
        || (isSpeech(kind) && doings.isSuffix(of: words))
    }
  }

  private static let about: WordList = ["关于", "關於"]
  private static let also: WordList = ["并"]

  private static let letters: WordList = ["的函", "复函", "復函"]

  private static let versions: WordList = ["摘要", "全文"]

  /// Longer ones first where one ends with the other. First the fifteen statutory kinds (函 and 令 aside)
  /// of the Regulations on Official Documents of 2012.
  private static let kinds: [(word: String, kind: String)] = [
    ("决议", "决议"), ("决定", "决定"), ("命令", "命令"), ("公报", "公报"), ("公告", "公告"), ("通告", "通告"),
    ("意见", "意见"), ("通知", "通知"), ("通报", "通报"), ("工作报告", "工作报告"), ("报告", "报告"), ("请示", "请示"),
    ("批复", "批复"), ("议案", "议案"), ("纪要", "纪要"), ("讲话", "讲话"), ("致辞", "致辞"), ("致词", "致辞"),
    ("发言", "发言"), ("办法", "办法"), ("条例", "条例"), ("规定", "规定"), ("方案", "方案"), ("规划", "规划"),
    ("法", "法律"), ("法典", "法律"), ("法修正案", "法律"),
    ("細則", other), ("细则", other), ("规则", other), ("解释", other), ("章程", other), ("准则", other),
    ("纲要", other), ("要点", other), ("计划", other), ("守则", other),
    // What is written otherwise in traditional characters.
    ("決議", "决议"), ("決定", "决定"), ("公報", "公报"), ("意見", "意见"), ("通報", "通报"), ("工作報告", "工作报告"),
    ("報告", "报告"), ("請示", "请示"), ("批覆", "批复"), ("議案", "议案"), ("紀要", "纪要"), ("講話", "讲话"),
    ("致辭", "致辞"), ("致詞", "致辞"), ("發言", "发言"), ("辦法", "办法"), ("條例", "条例"), ("規定", "规定"),
    ("規劃", "规划"), ("規則", other), ("解釋", other), ("準則", other), ("綱要", other), ("要點", other),
    ("計劃", other), ("守則", other),
  ]

  private static let words = WordList(kinds.map(\.word))

  /// Endings that look like a kind and are none: the word belongs to the subject of the title.
  private static let misleading: WordList = [
    "征求意见", "重要讲话", "方法", "做法", "想法", "看法", "说法", "用法", "书法", "司法", "执法", "立法", "普法", "守法",
    "违法", "依法", "手法", "合法", "非法",
  ]

  /// The ends of orders, whose number may follow: those who may give one, and the kinds of orders that are
  /// named by what they order. 法令, 司令 and 指令 are none.
  private static let orders: WordList = [
    "主席令", "国务院令", "國務院令", "军委令", "政府令", "部令", "委员会令", "总局令", "局令", "总署令", "署令", "银行令", "院令",
    "省长令", "市长令", "县长令", "州长令", "嘉奖令", "特赦令", "动员令", "戒严令", "通令",
  ]

  /// What people do in headlines, and in no title.
  private static let protests: WordList = ["抗议", "呼吁", "播发", "强推", "坐实"]

  /// What people do in headlines.
  private static let verbs: WordList = [
    "出席", "发表", "主持", "召开", "举行", "举办", "评价", "讨论", "听取", "反对", "解读", "传达", "宣读", "写入", "审议",
    "通过", "围绕", "大会作", "写就",
  ]

  /// What stands in headlines right before the word for a speech, which is a verb or its object there.
  private static let doings: WordList = ["并作", "上", "论坛", "共同", "视频", "重要", "开幕式", "闭幕式"]

  /// Verbs of headlines, where what was made public is the object: `…印发…规划`, not `…印发…的通知`.
  private static let publishings: WordList = ["发布", "公布", "颁布", "出台", "發布"]

  private static let sendings: WordList = ["印发", "转发", "批转"]
}
