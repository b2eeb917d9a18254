/// What a line is on a web page or a seller's sheet, as far as its words tell.
enum PageLine {
  /// No document contains such a line.
  case certain
  /// A document may contain it; beside a certain one it belongs to the page.
  case besideOthers
  case other

  /// Looks at a line without blanks around it; empty ones and long ones are none.
  init(_ line: ArraySlice<Unicode.Scalar>) {
    self = .other
    guard let last = line.last, Self.canEnd(with: last), line.count <= 120 else { return }
    guard line.count <= Self.longestButton || line.contains(where: Self.isDecoration) || last == "摄"
    else { return }
    let close = line.contains(where: \.isBlank) ? line.withoutBlanks[...] : line
    let parts =
      close.contains(where: Self.isDecoration)
      ? close.split(whereSeparator: Self.isDecoration) : [close]
    let words = parts.count == 1 ? parts[0] : Array(parts.joined())[...]
    if !parts.isEmpty,
      Self.buttons.contains(words) || parts.count > 1 && parts.allSatisfy(Self.buttons.contains)
        || Self.labels.contains(parts[0]) || Self.isCaption(close)
    {
      self = .certain
    } else if parts.isEmpty || Self.weakButtons.contains(words)
      || Self.weakLabels.contains(parts[0]) || Self.isTime(line)
    {
      self = .besideOthers
    }
  }

  /// Whether a line with this first scalar and this last may be no ``other``: none that is, is missed.
  static func mayBe(from first: Unicode.Scalar, to last: Unicode.Scalar) -> Bool {
    canEnd(with: last)
      && (last == "摄" || isDecoration(first) || PolicyDate.canBegin(first)
        || buttons.mayBegin(with: first) || labels.mayBegin(with: first)
        || weakButtons.mayBegin(with: first) || weakLabels.mayBegin(with: first))
  }

  /// Few lines of a page end with a stop, most of a document do.
  private static func canEnd(with last: Unicode.Scalar) -> Bool {
    last == "：" || last == ":" || !last.isStop
  }

  /// Whether a line is the value of a label that stands alone on the line before, or a step of a path
  /// after `>`.
  static func isValue(
    _ line: ArraySlice<Unicode.Scalar>, after label: ArraySlice<Unicode.Scalar>
  ) -> Bool {
    guard !line.isEmpty, let last = label.last else { return false }
    if last == ">" || last == "＞" { return line.count <= 8 }
    guard last == "：" || last == ":" else { return false }
    let label = Self.label(of: label)[...]
    return line.count <= 120 && labelsWithValue.contains(label)
      && (titleLabel.contains(label) || DocumentKind.kind(ofTitle: line) == nil)
  }

  /// Whether a line is a key with its value, `title: …`.
  static func isKey(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else { return false }
    return line[..<colon].allSatisfy { $0.isASCII && !$0.isBlank }
  }

  /// Whether a line is a Markdown link named as a page names the way to its source, or a bare address.
  static func isLink(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    if addresses.isPrefix(of: line) { return line.allSatisfy { $0.isASCII && !$0.isBlank } }
    return line.last == ")" && links.isPrefix(of: line)
  }

  /// Whether a line begins the words on copyright below a text of a library.
  static func isLicense(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    licenses.isPrefix(of: line)
  }

  /// Whether a line for which ``isLicense(_:)`` holds may begin with this.
  static func licenseCanBegin(with first: Unicode.Scalar) -> Bool {
    licenses.mayBegin(with: first)
  }

  /// How much of a seller or collector speaks from a line: two for a phrase that only they use, one for
  /// a word they use as well.
  static func sellingWeight(of line: ArraySlice<Unicode.Scalar>) -> Int {
    guard !line.isEmpty, line.count <= 60 else { return 0 }
    let words = line.withoutBlanks[...]
    return 2 * sellingPhrases.count(in: words) + sellingWords.count(in: words)
  }

  /// Less than this together, and lines are not an advertisement.
  static let leastSellingWeight = 3

  /// Whether a line says nothing that makes it a document's: a title with its kind, a date, a number,
  /// a salutation, a section, a sentence with its full stop.
  static func canBeAdvertisement(_ line: TextLine) -> Bool {
    guard line.isWhole, line.last != "。", line.first != "#", line.numbering == nil else {
      return false
    }
    let scalars = line.scalars
    guard DocumentKind.kind(ofTitle: scalars) == nil else { return false }
    switch HeadPart(scalars) {
    case .words: return true
    case .sentence: return scalars.count <= 60
    case .date, .dateline, .number, .subtitle, .salutation, .structure: return false
    }
  }

  /// The words of a line up to the first decoration behind them.
  private static func label(of line: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
    line.drop { isDecoration($0) || $0.isBlank }.prefix { !isDecoration($0) }.withoutBlanks
  }

  /// `…作报告。本报记者某某摄`
  private static func isCaption(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    line.last == "摄" && line.count >= 6 && reporters.isFound(in: line)
  }

  private static let reporters: WordList = ["记者"]
  private static let titleLabel: WordList = ["标题"]
  private static let addresses: WordList = ["http://", "https://"]
  private static let links: WordList = [
    "[查看原文](", "[阅读原文](", "[原文链接](", "[返回](", "[下载](",
  ]
  private static let licenses: WordList = ["本作品是中华人民共和国的", "本作品在中华人民共和国"]

  private static func isDecoration(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "【", "】", "[", "]", "［", "］", "(", ")", "（", "）", ">", "＞", "<", "《", "|", "｜", "·", "：",
      ":",
      "/", "»":
      true
    default: false
    }
  }

  /// `2026-02-09 09:45:30`
  private static func isTime(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let (date, count) = PolicyDate.reading(line), date.day != nil else { return false }
    let time = line.dropFirst(count)
    return !time.isEmpty
      && time.allSatisfy { $0.isBlank || $0 == ":" || $0 == "：" || ("0"..."9").contains($0) }
  }

  /// In scalars; a longer line of words only is none of ``buttons``.
  private static let longestButton = 20

  private static let buttons: WordList = [
    "下载", "打印", "全屏", "收藏", "分享", "关闭", "加大", "还原", "减小", "首页", "打印本页", "关闭窗口", "关闭本页", "返回顶部",
    "打印关闭", "上一篇", "下一篇", "当前位置", "字号", "字体", "字号大中小", "字体大中小", "字号加大还原减小", "相关报道", "相关阅读",
    "相关链接", "扫一扫在手机打开当前页", "扫一扫分享本页", "分享到", "我要纠错", "查看原文", "Publicdomain", "无障碍浏览", "手机版",
    "用微信扫描二维码分享至好友和朋友圈", "打印收藏关闭", "下载文字版", "下载图片版", "来源", "发表时间", "发布时间", "阅读量", "浏览次数",
  ]

  /// The start of a line with a label of a page, decorations left out.
  private static let labels: WordList = [
    "来源", "信息来源", "文章来源", "稿件来源", "发布时间", "发布日期", "发表时间", "浏览次数", "浏览量", "阅读次数", "点击数", "点击量",
    "访问量", "责任编辑", "当前位置", "您现在的位置", "您的位置", "字号大", "字体大", "字号加大", "原文链接", "法宝引证码", "索引号",
    "主题分类", "更新时间", "发文机关", "成文日期", "发文字号", "版权所有", "网站标识码", "分享到", "更新时间",
  ]

  private static let weakButtons: WordList = [
    "大", "中", "小", "true", "false", "打", "印", "标题", "返回", "更新时间",
  ]

  private static let weakLabels: WordList = ["时间", "作者", "编辑", "记者", "标题", "主办", "承办", "主题词", "阅读"]

  private static let labelsWithValue: WordList = [
    "来源", "信息来源", "发布时间", "发布日期", "发表时间", "更新时间", "阅读量", "浏览次数", "索引号", "主题分类", "发文机关", "成文日期",
    "发文字号", "标题", "主题词", "作者",
  ]

  private static let sellingPhrases: WordList = [
    "禁止外传", "请勿外传", "QQ群", "ＱＱ群", "倒卖", "客服微信", "加入会员", "会员群", "扫码入群", "加微信", "全网最全", "免费赠送",
  ]

  private static let sellingWords: WordList = [
    "仅供学习", "内部学习", "内部资料", "会员", "扫码", "入群", "加群", "客服", "微信", "公众号", "订阅", "优惠", "淘宝", "网店",
    "代写", "范文", "资料库", "文库", "立减", "交流群",
  ]
}
